using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordRule;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class PartnerOfRecordVerdictTests
{
    static readonly PartnerOfRecordQuestion Passing = Questions.Bare with { Answers = Questions.All(Passed) };

    static PartnerOfRecordCheck Check(PartnerOfRecordQuestion question, PartnerOfRecordRule rule) => PartnerOfRecordVerdict.Of(question).Checks[(int)rule];

    [Fact]
    public void Everything_that_has_passed_is_allowed()
    {
        var verdict = PartnerOfRecordVerdict.Of(Passing);

        Assert.Equal(
            (VerdictOutcome.Allowed, true, PartnerOfRecordOperation.NewOrder, CspRegion.Europe, "4391507", new DateOnly(2025, 6, 2), Questions.Now.AddDays(-1)),
            (verdict.Outcome, verdict.Allowed, verdict.Operation, verdict.Region, verdict.PlaId, verdict.EffectiveFrom, verdict.CheckedAt));
        Assert.Equal(
            Enum.GetValues<PartnerOfRecordRule>().Select(rule => new PartnerOfRecordCheck(
                rule, Passed, null, null, null, PartnerOfRecordRules.Of(rule).Passed, null,
                rule is RegionMatch ? PartnerOfRecordSourceKind.StoredFacts : PartnerOfRecordSourceKind.PartnerCenter, rule is RegionMatch ? Questions.Now : Questions.Now.AddDays(-1))),
            verdict.Checks);
    }

    [Fact]
    public void What_fails_keeps_Microsoft_s_code_and_text_and_says_what_to_do()
    {
        var answers = PartnerOfRecordAnswers.Newest(PartnerCenterAnswers.Of(false, 900400, "Not linked.", Questions.Now.AddHours(-1)));

        Assert.Equal(
            new(ResellerTenant, Failed, "POR_RESELLER_TENANT_INACTIVE", "900400", "Not linked.", "The PLA ID is not linked to an active CSP indirect-reseller tenant.",
                "The reseller must enrol in CSP as an indirect reseller with this PLA ID, or have its authorisation restored in Partner Center.", PartnerOfRecordSourceKind.PartnerCenter, Questions.Now.AddHours(-1)),
            Check(Questions.Bare with { Answers = answers }, ResellerTenant));
    }

    [Fact]
    public void What_nobody_has_answered_is_unknown_and_rests_on_nothing()
    {
        var verdict = PartnerOfRecordVerdict.Of(Questions.Bare);

        Assert.Equal((VerdictOutcome.Unknown, false, Questions.Now), (verdict.Outcome, verdict.Allowed, verdict.CheckedAt));
        Assert.Equal([Unknown, Unknown, Unknown, Unknown, Unknown, Passed], verdict.Checks.Select(check => check.Outcome));
        Assert.Equal(
            new(PartnerAgreement, Unknown, "POR_MPA_UNKNOWN", null, null, "It is not known whether the reseller has accepted the Microsoft Partner Agreement.",
                "Ask Partner Center again, or import what is known of the reseller.", null, null),
            verdict.Checks[(int)PartnerAgreement]);
    }

    [Fact]
    public void A_verdict_is_no_fresher_than_its_oldest_answer()
    {
        var answers = PartnerOfRecordAnswers.Newest([.. Questions.All(Passed).All.Where(answer => answer.Rule is not Relationship), Questions.Answer(Relationship, Passed, Questions.Now.AddDays(-30))]);

        Assert.Equal(Questions.Now.AddDays(-30), PartnerOfRecordVerdict.Of(Passing with { Answers = answers }).CheckedAt);
    }

    [Fact]
    public void A_direct_bill_partner_has_no_Partner_of_Record()
    {
        foreach (var operation in Enum.GetValues<PartnerOfRecordOperation>())
        {
            var verdict = PartnerOfRecordVerdict.Of(Questions.Bare with { TenantKind = TenantKind.DirectBill, Operation = operation, PlaId = null, Answers = Questions.All(Failed) });
            Assert.Equal((VerdictOutcome.Allowed, true, null, Questions.Now), (verdict.Outcome, verdict.Allowed, verdict.EffectiveFrom, verdict.CheckedAt));
            Assert.Equal(NotAsked("A direct-bill partner sells without a reseller: there is no Partner of Record."), verdict.Checks);
        }
    }

    [Theory]
    [InlineData(PartnerOfRecordOperation.AutoRenewal, "2026-03-02", null, "The auto-renewal of a commitment is exempt: it needs no valid Partner of Record.")]
    [InlineData(PartnerOfRecordOperation.AutoRenewal, "2025-01-01", null, "The auto-renewal of a commitment is exempt: it needs no valid Partner of Record.")]
    [InlineData(PartnerOfRecordOperation.Upgrade, "2026-03-02", null, "The tenant's policy exempts this operation.")]
    [InlineData(PartnerOfRecordOperation.NewOrder, "2025-06-01", "2025-06-02", "It is not asked of this operation before 2 June 2025.")]
    [InlineData(PartnerOfRecordOperation.Suspend, "2025-11-30", "2025-12-01", "It is not asked of this operation before 1 December 2025.")]
    public void What_is_not_asked_says_why(PartnerOfRecordOperation operation, string on, string? from, string message)
    {
        var policy = PolicyInForce.Default with { Treatments = OperationTreatments.Parse("Upgrade=Exempt") };

        var verdict = PartnerOfRecordVerdict.Of(Questions.Bare with { Operation = operation, On = DateOnly.ParseExact(on, "yyyy-MM-dd"), Answers = Questions.All(Failed), Policy = policy });

        Assert.Equal((VerdictOutcome.Allowed, true), (verdict.Outcome, verdict.Allowed));
        Assert.Equal(from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd"), verdict.EffectiveFrom);
        Assert.Equal(NotAsked(message), verdict.Checks);
    }

    [Fact]
    public void Without_a_PLA_ID_there_is_no_location_account_whatever_was_answered()
    {
        var verdict = PartnerOfRecordVerdict.Of(Passing with { PlaId = null });

        Assert.Equal((VerdictOutcome.Blocked, false, null), (verdict.Outcome, verdict.Allowed, verdict.PlaId));
        Assert.Equal(
            new(LocationAccount, Failed, "POR_PLA_ID_MISSING", null, null, "Neither the reseller nor any above it has a PLA ID.",
                "State the reseller's PLA ID, or place it under a reseller which has one.", PartnerOfRecordSourceKind.StoredFacts, Questions.Now),
            verdict.Checks[0]);
    }

    [Fact]
    public void A_global_account_s_ID_is_no_location_account_whatever_was_answered()
    {
        var verdict = PartnerOfRecordVerdict.Of(Passing with { IsGlobalAccount = true });

        Assert.Equal(VerdictOutcome.Blocked, verdict.Outcome);
        Assert.Equal(("POR_PLA_NOT_LOCATION_ACCOUNT", "The ID is that of a partner's global account (PGA), which cannot transact."), (verdict.Checks[0].Code, verdict.Checks[0].Message));
    }

    [Theory]
    [InlineData(RegionMatching.CspRegion, CspRegion.Europe, "FR", "DE", Passed)]
    [InlineData(RegionMatching.CspRegion, CspRegion.Europe, "FR", "US", Failed)]
    [InlineData(RegionMatching.CspRegion, CspRegion.Europe, "US", "US", Failed)]
    [InlineData(RegionMatching.CspRegion, null, "FR", "FR", Unknown)]
    [InlineData(RegionMatching.CspRegion, CspRegion.Europe, null, "DE", Passed)]
    [InlineData(RegionMatching.CspRegion, CspRegion.Europe, "FR", null, Unknown)]
    [InlineData(RegionMatching.CspRegion, CspRegion.Europe, "FR", "KP", Unknown)]
    [InlineData(RegionMatching.Country, CspRegion.Europe, "FR", "FR", Passed)]
    [InlineData(RegionMatching.Country, CspRegion.Europe, "FR", "DE", Failed)]
    [InlineData(RegionMatching.Country, null, "FR", "FR", Passed)]
    [InlineData(RegionMatching.Country, CspRegion.Europe, null, "DE", Unknown)]
    [InlineData(RegionMatching.Country, CspRegion.Europe, "FR", null, Unknown)]
    [InlineData(RegionMatching.Country, CspRegion.Europe, "KP", "KP", Unknown)]
    public void The_region_matches_by_the_tenant_s_policy(RegionMatching matching, CspRegion? region, string? country, string? customer, CheckOutcome outcome)
    {
        var check = Check(Passing with { HolderRegion = region, HolderCountry = country, CustomerCountry = customer, Policy = PolicyInForce.Default with { RegionMatching = matching } }, RegionMatch);

        var message = outcome switch
        {
            Passed => "The reseller may sell where the customer is.",
            Unknown => "It is not known whether the reseller may sell where the customer is.",
            _ when matching is RegionMatching.Country => "The reseller is established in another country than the customer, and the tenant's policy compares countries.",
            _ => "The reseller's CSP tenant is of another CSP region than the customer.",
        };
        Assert.Equal((outcome, message), (check.Outcome, check.Message));
        Assert.Equal(outcome is Unknown ? null : Questions.Now, check.CheckedAt);
    }

    static IEnumerable<PartnerOfRecordCheck> NotAsked(string message) =>
        Enum.GetValues<PartnerOfRecordRule>().Select(rule => new PartnerOfRecordCheck(rule, NotApplicable, null, null, null, message, null, null, null));
}
