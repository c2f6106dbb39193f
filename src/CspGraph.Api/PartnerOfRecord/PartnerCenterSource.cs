using CspGraph.Api.PartnerCenter;
using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>Asks Microsoft Partner Center. Without the refresh token of a person only what the application alone may ask is asked.</summary>
sealed class PartnerCenterSource(PartnerCenterClient client, PartnerCenterSettings settings, TimeProvider clock) : IPartnerOfRecordSource
{
    public PartnerOfRecordSourceKind Kind => PartnerOfRecordSourceKind.PartnerCenter;

    public bool Serves(AskingTenant tenant) => settings.Tenants.ContainsKey(tenant.Slug);

    public async Task<IReadOnlyList<SourceAnswer>> AskAsync(AskingTenant tenant, IReadOnlyList<AskedReseller> resellers, CancellationToken cancellation)
    {
        if (resellers.Count == 0 || !settings.Tenants.TryGetValue(tenant.Slug, out var credentials)) return [];
        var checkedAt = clock.GetUtcNow().UtcDateTime;
        var plaIds = resellers.Select(reseller => reseller.PlaId).Distinct(StringComparer.Ordinal).ToList();
        var mayAskAll = credentials.RefreshToken is not null;

        var validations = await client.ValidateResellersAsync(tenant, plaIds, cancellation);
        var related = mayAskAll ? await client.IndirectResellersAsync(tenant, cancellation) : null;
        var facts = new Dictionary<string, Facts>(StringComparer.Ordinal);
        foreach (var validation in validations) facts[validation.PlaId] = mayAskAll ? await MoreAsync(tenant, validation, checkedAt, cancellation) : new(validation, Agreement: null, Profile: null);
        return [.. resellers.SelectMany(reseller => Answers(reseller, facts[reseller.PlaId], related, checkedAt).Select(answer => new SourceAnswer(reseller.Id, answer)))];
    }

    /// <summary>A profile is looked for only where validating has left open whether the location account exists.</summary>
    async Task<Facts> MoreAsync(AskingTenant tenant, ResellerValidation validation, DateTime at, CancellationToken cancellation)
    {
        var agreement = await client.AgreementStatusAsync(tenant, validation.PlaId, cancellation);
        var isOpen = Of(validation, at).Exists(answer => answer is { Rule: PartnerOfRecordRule.LocationAccount, Outcome: CheckOutcome.Unknown });
        return new(validation, agreement, isOpen ? await client.FindMpnProfileAsync(tenant, validation.PlaId, cancellation) : null);
    }

    /// <summary>From what Microsoft has said of a reseller to conditions. Where it has said several things of one, what fails counts before what holds, and that before what is open.</summary>
    static IEnumerable<PartnerOfRecordAnswer> Answers(AskedReseller reseller, Facts facts, IReadOnlyList<IndirectReseller>? related, DateTime at)
    {
        var answers = Of(facts.Validation, at);
        if (facts.Profile is { IsFound: false } missing) answers.Add(PartnerCenterAnswers.OfProfile(isFound: false, at, missing.Code, missing.Text));
        if (facts.Agreement is { } agreement) answers.Add(PartnerCenterAnswers.OfAgreement(agreement.IsSigned, at, agreement.Code, agreement.Text));
        if (related is not null) answers.Add(PartnerCenterAnswers.OfRelationship(StateOf(reseller, related), at));
        return answers.GroupBy(answer => answer.Rule).Select(said => said.MinBy(answer => answer.Outcome switch { CheckOutcome.Failed => 0, CheckOutcome.Passed => 1, _ => 2 })!);
    }

    /// <summary>A PLA ID that the answer leaves out is one of which nothing is known any more.</summary>
    static List<PartnerOfRecordAnswer> Of(ResellerValidation validation, DateTime at) => PartnerCenterAnswers.Of(validation.IsValid is true, validation.ErrorCode, validation.ErrorDescription, at);

    /// <summary>That of an active relationship, if there is one; else of another; null for none.</summary>
    static string? StateOf(AskedReseller reseller, IReadOnlyList<IndirectReseller> related)
    {
        var states = related.Where(row => row.MpnId == reseller.PlaId || row.TenantId == reseller.EntraTenantId).Select(row => row.State).ToList();
        return states.Find(state => state.Equals("Active", StringComparison.OrdinalIgnoreCase)) ?? states.FirstOrDefault();
    }

    sealed record Facts(ResellerValidation Validation, AgreementStatus? Agreement, MpnProfile? Profile);
}
