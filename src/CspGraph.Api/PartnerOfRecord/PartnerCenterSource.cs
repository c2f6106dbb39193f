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
        foreach (var validation in validations) facts[validation.PlaId] = mayAskAll ? await MoreAsync(tenant, validation, cancellation) : new(validation, Agreement: null, Profile: null);
        return [.. resellers.SelectMany(reseller => Checks(reseller, facts[reseller.PlaId], related)
            .Select(check => new SourceAnswer(reseller.Id, check.Rule, check.Outcome, check.Code, check.Text, checkedAt)))];
    }

    /// <summary>A profile is looked for only where validating has left open whether the location account exists.</summary>
    async Task<Facts> MoreAsync(AskingTenant tenant, ResellerValidation validation, CancellationToken cancellation)
    {
        var agreement = await client.AgreementStatusAsync(tenant, validation.PlaId, cancellation);
        var isOpen = Of(validation).Any(check => check is { Rule: PartnerOfRecordRule.LocationAccount, Outcome: CheckOutcome.Unknown });
        return new(validation, agreement, isOpen ? await client.FindMpnProfileAsync(tenant, validation.PlaId, cancellation) : null);
    }

    /// <summary>From what Microsoft has said of a reseller to conditions. Where it has said several things of one, what fails counts before what holds, and that before what is open.</summary>
    static IEnumerable<Check> Checks(AskedReseller reseller, Facts facts, IReadOnlyList<IndirectReseller>? related) =>
        Of(facts.Validation)
            .Concat(facts.Profile is { IsFound: false } missing ? [Of(PartnerCenterAnswers.OfProfile(isFound: false, default, missing.Code, missing.Text))] : [])
            .Concat(facts.Agreement is { } agreement ? [Of(agreement)] : [])
            .Concat(related is not null ? [Of(reseller, related)] : [])
            .GroupBy(check => check.Rule)
            .Select(checks => checks.MinBy(check => check.Outcome switch { CheckOutcome.Failed => 0, CheckOutcome.Passed => 1, _ => 2 })!);

    /// <summary>A PLA ID that the answer leaves out is one of which nothing is known any more.</summary>
    static IEnumerable<Check> Of(ResellerValidation validation) =>
        PartnerCenterAnswers.Of(validation.IsValid is true, validation.ErrorCode, validation.ErrorDescription, default).Select(Of);

    static Check Of(AgreementStatus agreement) => Of(PartnerCenterAnswers.OfAgreement(agreement.IsSigned, default, agreement.Code, agreement.Text));

    /// <summary>An active relationship, if there is one; else the state of another.</summary>
    static Check Of(AskedReseller reseller, IReadOnlyList<IndirectReseller> related)
    {
        var states = related.Where(row => row.MpnId == reseller.PlaId || row.TenantId == reseller.EntraTenantId).Select(row => row.State).ToList();
        return Of(PartnerCenterAnswers.OfRelationship(states.Find(state => state.Equals("Active", StringComparison.OrdinalIgnoreCase)) ?? states.FirstOrDefault(), default));
    }

    static Check Of(PartnerOfRecordAnswer answer) => new(answer.Rule, answer.Outcome, answer.UpstreamCode, answer.UpstreamText);

    sealed record Facts(ResellerValidation Validation, AgreementStatus? Agreement, MpnProfile? Profile);

    sealed record Check(PartnerOfRecordRule Rule, CheckOutcome Outcome, string? Code = null, string? Text = null);
}
