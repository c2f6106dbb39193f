using static CspGraph.Domain.PartnerOfRecord.OperationTreatment;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordOperation;
using static CspGraph.Domain.PartnerOfRecord.SourceConfidence;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>Since when an operation needs a valid Partner of Record.</summary>
/// <param name="Operation">What is to be done.</param>
/// <param name="From">The first day on which it is asked about; null for what never is.</param>
/// <param name="Treatment">How it is treated while no tenant has decided otherwise.</param>
/// <param name="IsStated">True when a source states the treatment: then no tenant can decide otherwise.</param>
/// <param name="Source">Where it is said, or that it is not.</param>
/// <param name="Confidence">How far the source can be relied on; of several, the weakest that the row needs.</param>
public sealed record PartnerOfRecordOperationRow(
    PartnerOfRecordOperation Operation, DateOnly? From, OperationTreatment Treatment, bool IsStated, string Source, SourceConfidence Confidence);

/// <summary>Which operations need a valid Partner of Record, and since when.</summary>
public static class PartnerOfRecordOperations
{
    /// <summary>The first day of Microsoft's check of new subscriptions.</summary>
    static readonly DateOnly New = new(2025, 6, 2);

    /// <summary>The first day of Microsoft's check of changes to existing subscriptions.</summary>
    static readonly DateOnly Changes = new(2025, 12, 1);

    const string OfNew = "learn.microsoft.com/answers 5792224: Partner Center and the PLA API check new subscriptions. A distributor's notice (csp.synnex.com.au) has all new CSP orders from 1 September 2025: the earlier day, which is Microsoft's, holds.";
    const string OfChanges = "learn.microsoft.com, customers/indirect-provider-tasks-in-partner-center has the day; dickerdata.com.au, 27 February 2026, names the operation.";
    const string OfRenewal = "dickerdata.com.au, 27 February 2026: the processing of a commitment's auto-renewal is excluded.";
    const string OfStrictGuess = "No source says it. It is another change to an existing subscription, so it is refused as those are.";
    const string OfMildGuess = "No source says it. Refusing could leave a customer with a subscription that nobody can end, so it is only warned of.";

    /// <summary>A row for each operation, in the order of the enum.</summary>
    public static IReadOnlyList<PartnerOfRecordOperationRow> All { get; } =
    [
        new(NewOrder, New, Strict, true, OfNew, SourceConfidence.Microsoft),
        new(SeatIncrease, Changes, Strict, true, OfChanges, ThirdParty),
        new(SeatDecrease, Changes, Strict, true, OfChanges, ThirdParty),
        new(BillingPlanChange, Changes, Strict, true, OfChanges, ThirdParty),
        new(TermChange, Changes, Strict, true, OfChanges, ThirdParty),
        new(Transfer, Changes, Strict, true, OfChanges, ThirdParty),
        new(Migration, Changes, Strict, true, OfChanges, ThirdParty),
        new(Upgrade, Changes, Strict, false, OfStrictGuess, Assumed),
        new(ScheduledChange, Changes, Strict, false, OfStrictGuess, Assumed),
        new(AutoRenewal, null, Exempt, true, OfRenewal, ThirdParty),
        new(AutoRenewOff, Changes, Warn, false, OfMildGuess, Assumed),
        new(Cancellation, Changes, Warn, false, OfMildGuess, Assumed),
        new(Suspend, Changes, Warn, false, OfMildGuess, Assumed),
    ];

    /// <summary>The row of an operation.</summary>
    public static PartnerOfRecordOperationRow Of(PartnerOfRecordOperation operation) => All[(int)operation];
}
