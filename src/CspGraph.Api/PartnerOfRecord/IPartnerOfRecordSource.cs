using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>Asks whoever knows whether resellers are valid Partners of Record.</summary>
interface IPartnerOfRecordSource
{
    /// <summary>Who it is.</summary>
    PartnerOfRecordSourceKind Kind { get; }

    /// <summary>Whether it can be asked for a tenant.</summary>
    bool Serves(AskingTenant tenant);

    /// <returns>At most one answer for each reseller and condition. Conditions that are not asked have none, and nor has a tenant that it does not serve.</returns>
    /// <exception cref="PartnerCenter.PartnerCenterException">A question could not be answered; nothing was.</exception>
    Task<IReadOnlyList<SourceAnswer>> AskAsync(AskingTenant tenant, IReadOnlyList<AskedReseller> resellers, CancellationToken cancellation);
}

/// <summary>For whom it is asked.</summary>
/// <param name="Slug">The tenant's short name.</param>
/// <param name="MicrosoftTenantId">The tenant's own Microsoft Entra tenant.</param>
sealed record AskingTenant(string Slug, Guid MicrosoftTenantId);

/// <summary>A reseller that is asked about.</summary>
/// <param name="Id">CspGraph's own.</param>
/// <param name="PlaId">The PLA ID under which it transacts.</param>
/// <param name="EntraTenantId">Its Microsoft tenant, where that is known.</param>
sealed record AskedReseller(Guid Id, string PlaId, Guid? EntraTenantId);

/// <summary>What was answered to one condition of one reseller.</summary>
/// <param name="ResellerId">The reseller, by CspGraph's own id.</param>
/// <param name="Answer">The answer; of a time not after that at which asking began.</param>
sealed record SourceAnswer(Guid ResellerId, PartnerOfRecordAnswer Answer);
