using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Domain.Orders;

/// <summary>One of the conditions that are asked before an order is written.</summary>
public enum OrderGate
{
    /// <summary>The customer has accepted the Microsoft Customer Agreement.</summary>
    CustomerAgreement,
    /// <summary>The reseller is a valid Partner of Record.</summary>
    PartnerOfRecord,
    /// <summary>The tenant may sell where the customer is.</summary>
    SellerRegion,
    /// <summary>Neither the tenant nor the reseller is barred from new purchases.</summary>
    SellerStanding,
    /// <summary>The SKU is sold in the customer's market, to its segment, on the line's term and billing plan.</summary>
    Offer,
    /// <summary>The seats are as many as may be bought.</summary>
    SeatRange,
    /// <summary>The customer holds, or buys with it, a licence that an add-on needs.</summary>
    Prerequisite,
    /// <summary>The order stays within what the distributor lets the reseller have running.</summary>
    CreditLimit,
    /// <summary>The contact's e-mail address is one of a business.</summary>
    ContactEmail,
    /// <summary>The promotion is one of what is bought.</summary>
    Promotion,
}

/// <summary>What one gate has answered, of the order or of one of its lines.</summary>
/// <param name="Gate">The condition.</param>
/// <param name="Line">The line it is about, counted from 0; null for the whole order.</param>
/// <param name="Outcome">Whether it holds.</param>
/// <param name="Code">One of <see cref="OrderGateCodes"/> where it does not hold or is not known; else null.</param>
/// <param name="UpstreamCode">The code with which Microsoft refuses the same, where a source states one.</param>
/// <param name="Message">What was found, in a sentence for people.</param>
/// <param name="Remedy">What to do about it; null when there is nothing to do.</param>
public sealed record GateResult(OrderGate Gate, int? Line, CheckOutcome Outcome, string? Code, string? UpstreamCode, string Message, string? Remedy)
{
    /// <summary>The condition holds.</summary>
    public static GateResult Passed(OrderGate gate, int? line, string message) => new(gate, line, CheckOutcome.Passed, null, null, message, null);

    /// <summary>The condition is not asked here.</summary>
    public static GateResult NotApplicable(OrderGate gate, int? line, string message) => new(gate, line, CheckOutcome.NotApplicable, null, null, message, null);
}
