using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.OperationTreatment;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordOperation;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class PartnerOfRecordOperationsTests
{
    [Theory]
    [InlineData(NewOrder, "2025-06-02", Strict, true, SourceConfidence.Microsoft)]
    [InlineData(SeatIncrease, "2025-12-01", Strict, true, SourceConfidence.ThirdParty)]
    [InlineData(SeatDecrease, "2025-12-01", Strict, true, SourceConfidence.ThirdParty)]
    [InlineData(BillingPlanChange, "2025-12-01", Strict, true, SourceConfidence.ThirdParty)]
    [InlineData(TermChange, "2025-12-01", Strict, true, SourceConfidence.ThirdParty)]
    [InlineData(Transfer, "2025-12-01", Strict, true, SourceConfidence.ThirdParty)]
    [InlineData(Migration, "2025-12-01", Strict, true, SourceConfidence.ThirdParty)]
    [InlineData(Upgrade, "2025-12-01", Strict, false, SourceConfidence.Assumed)]
    [InlineData(ScheduledChange, "2025-12-01", Strict, false, SourceConfidence.Assumed)]
    [InlineData(AutoRenewal, null, Exempt, true, SourceConfidence.ThirdParty)]
    [InlineData(AutoRenewOff, "2025-12-01", Warn, false, SourceConfidence.Assumed)]
    [InlineData(Cancellation, "2025-12-01", Warn, false, SourceConfidence.Assumed)]
    [InlineData(Suspend, "2025-12-01", Warn, false, SourceConfidence.Assumed)]
    public void An_operation_is_asked_about_from_its_own_day_on(
        PartnerOfRecordOperation operation, string? from, OperationTreatment treatment, bool isStated, SourceConfidence confidence)
    {
        var row = PartnerOfRecordOperations.Of(operation);

        DateOnly? day = from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd");
        Assert.Equal((operation, day, treatment, isStated, confidence), (row.Operation, row.From, row.Treatment, row.IsStated, row.Confidence));
        if (day is not { } first) return;
        var failing = Questions.Bare with { Operation = operation, Answers = Questions.All(CheckOutcome.Failed) };
        var asked = treatment is Warn ? VerdictOutcome.Warn : VerdictOutcome.Blocked;
        Assert.Equal(
            [(VerdictOutcome.Allowed, first), (asked, first), (asked, first)],
            new[] { first.AddDays(-1), first, first.AddDays(1) }.Select(on => PartnerOfRecordVerdict.Of(failing with { On = on })).Select(verdict => (verdict.Outcome, verdict.EffectiveFrom!.Value)));
    }

    [Fact]
    public void Every_operation_has_one_row_with_a_source()
    {
        Assert.Equal(Enum.GetValues<PartnerOfRecordOperation>(), PartnerOfRecordOperations.All.Select(row => row.Operation));
        Assert.All(PartnerOfRecordOperations.All, row => Assert.NotEmpty(row.Source));
    }
}
