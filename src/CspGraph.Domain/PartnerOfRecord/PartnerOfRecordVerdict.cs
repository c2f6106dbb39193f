using System.Globalization;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What a transaction comes to by its Partner of Record, and why.</summary>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Allowed">Whether it may go on: it is allowed, or only warned of, or too little is known and the tenant's policy lets that pass.</param>
/// <param name="Operation">What is to be done.</param>
/// <param name="Region">The customer's CSP region; null when its country is not known or no CSP market.</param>
/// <param name="PlaId">The PLA ID it was asked of; null when nobody has one.</param>
/// <param name="EffectiveFrom">The first day on which the operation is asked about; null when it never is: it is exempt, or the tenant is a direct-bill partner.</param>
/// <param name="CheckedAt">When the oldest answer was given that the verdict rests on (UTC): it is no fresher than that. When it was asked, if it rests on none.</param>
/// <param name="Checks">A check of each condition, in the order of the enum.</param>
public sealed record PartnerOfRecordVerdict(
    VerdictOutcome Outcome, bool Allowed, PartnerOfRecordOperation Operation, CspRegion? Region, string? PlaId,
    DateOnly? EffectiveFrom, DateTime CheckedAt, IReadOnlyList<PartnerOfRecordCheck> Checks)
{
    // Shared: thousands of verdicts say the same of what is not asked.
    static readonly PartnerOfRecordCheck[] DirectBill = PartnerOfRecordCheck.NotAsked("A direct-bill partner sells without a reseller: there is no Partner of Record.");
    static readonly PartnerOfRecordCheck[] RenewsByItself = PartnerOfRecordCheck.NotAsked("The auto-renewal of a commitment is exempt: it needs no valid Partner of Record.");
    static readonly PartnerOfRecordCheck[] ExemptByPolicy = PartnerOfRecordCheck.NotAsked("The tenant's policy exempts this operation.");
    static readonly PartnerOfRecordCheck[][] TooEarly = [.. PartnerOfRecordOperations.All.Select(row =>
        PartnerOfRecordCheck.NotAsked(string.Create(CultureInfo.InvariantCulture, $"It is not asked of this operation before {row.From:d MMMM yyyy}.")))];

    /// <summary>The verdict.</summary>
    public static PartnerOfRecordVerdict Of(PartnerOfRecordQuestion question)
    {
        var region = question.CustomerCountry is { } country ? CspMarkets.RegionOf(country) : null;
        var row = PartnerOfRecordOperations.Of(question.Operation);
        var treatment = question.Policy.Treatments.Of(question.Operation);
        if (question.TenantKind is TenantKind.DirectBill) return NotAsked(DirectBill, from: null);
        if (treatment is OperationTreatment.Exempt || row.From is not { } from) return NotAsked(row.IsStated ? RenewsByItself : ExemptByPolicy, from: null);
        if (question.On < from) return NotAsked(TooEarly[(int)question.Operation], from);

        var checks = new PartnerOfRecordCheck[PartnerOfRecordRules.All.Count];
        var (failed, unknown, checkedAt) = (false, false, question.Now);
        for (var i = 0; i < checks.Length; i++)
        {
            var check = checks[i] = Check(question, (PartnerOfRecordRule)i, region);
            failed |= check.Outcome is CheckOutcome.Failed;
            unknown |= check.Outcome is CheckOutcome.Unknown;
            if (check.CheckedAt < checkedAt) checkedAt = check.CheckedAt.Value;
        }
        var outcome = !failed && !unknown ? VerdictOutcome.Allowed
            : treatment is OperationTreatment.Warn ? VerdictOutcome.Warn
            : failed ? VerdictOutcome.Blocked
            : VerdictOutcome.Unknown;
        var isAllowed = outcome is VerdictOutcome.Allowed or VerdictOutcome.Warn || outcome is VerdictOutcome.Unknown && question.Policy.UnknownPasses;
        return new(outcome, isAllowed, question.Operation, region, question.PlaId, from, checkedAt, checks);

        PartnerOfRecordVerdict NotAsked(PartnerOfRecordCheck[] why, DateOnly? from) =>
            new(VerdictOutcome.Allowed, true, question.Operation, region, question.PlaId, from, question.Now, why);
    }

    static PartnerOfRecordCheck Check(PartnerOfRecordQuestion question, PartnerOfRecordRule rule, CspRegion? region) => rule switch
    {
        PartnerOfRecordRule.RegionMatch => RegionCheck.Of(question, region),
        PartnerOfRecordRule.LocationAccount when question.PlaId is null => PartnerOfRecordCheck.Failed(rule, PartnerOfRecordRules.NoPlaId, question.Now),
        PartnerOfRecordRule.LocationAccount when question.IsGlobalAccount => PartnerOfRecordCheck.Failed(rule, PartnerOfRecordRules.GlobalAccount, question.Now),
        _ => PartnerOfRecordCheck.Of(rule, question.Answers[rule]),
    };
}
