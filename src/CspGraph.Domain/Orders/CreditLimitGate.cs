using System.Globalization;
using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Domain.Orders;

/// <summary>Whether an order stays within what the distributor lets the reseller have running.</summary>
public static class CreditLimitGate
{
    /// <summary>What the gate answers.</summary>
    /// <param name="limit">The reseller's, or that of the nearest reseller above which has one; null for no limit.</param>
    /// <param name="used">What a month of all that runs under the limit comes to at list price, in the limit's currency.</param>
    /// <param name="ordered">What a month of the order comes to, in the same.</param>
    /// <param name="missing">How many prices are not known, or not in that currency: they are in neither sum.</param>
    public static GateResult Of(CreditLimit? limit, decimal used, decimal ordered, int missing) =>
        limit is null ? GateResult.NotApplicable(OrderGate.CreditLimit, null, "There is no credit limit.")
        // What is missing could only add to it.
        : used + ordered > limit.Amount ? GateFindings.Of(OrderGateCodes.CreditLimitExceeded, null, Money(used + ordered, limit), Money(limit.Amount, limit))
        : missing > 0 ? GateFindings.Of(OrderGateCodes.CreditUnknown, null, missing, Money(limit.Amount, limit))
        : GateResult.Passed(OrderGate.CreditLimit, null, $"A month of all that runs would come to {Money(used + ordered, limit)}, within the credit limit of {Money(limit.Amount, limit)}.");

    /// <summary>The same without an amount, for who may not see what the level above pays or allows.</summary>
    public static GateResult WithoutAmounts(GateResult result) => result with
    {
        Message = result.Outcome switch
        {
            CheckOutcome.Passed => "The order stays within the credit limit.",
            CheckOutcome.Failed => "The order is over the credit limit.",
            CheckOutcome.Unknown => "Prices are missing, so whether the credit limit suffices is not known.",
            _ => result.Message,
        },
    };

    static string Money(decimal amount, CreditLimit limit) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00##########} {limit.Currency}");
}
