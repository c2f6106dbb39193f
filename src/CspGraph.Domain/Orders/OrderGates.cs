using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Domain.Orders;

/// <summary>What an order comes to by its gates.</summary>
/// <param name="Reasons">Everything that is in the way, in the order of the gates' answers.</param>
public sealed record OrderOutcome(IReadOnlyList<Objection> Reasons)
{
    /// <summary>True when nothing is in the way.</summary>
    public bool IsAccepted => Reasons.Count == 0;
}

/// <summary>Draws the answers of all gates together.</summary>
public static class OrderGates
{
    /// <summary>Whether the order may be written, and all that is in the way at once.</summary>
    /// <param name="results">The answers of the gates.</param>
    /// <param name="unknownPasses">Whether what is not known is let pass, by the tenant's policy (see <see cref="PartnerOfRecordPolicy.UnknownPasses"/>).</param>
    public static OrderOutcome Outcome(IEnumerable<GateResult> results, bool unknownPasses) => new(
        [.. results.Where(result => result.Outcome is CheckOutcome.Failed || result.Outcome is CheckOutcome.Unknown && !unknownPasses).Select(ObjectionOf)]);

    static Objection ObjectionOf(GateResult result) => new(
        result.Code ?? throw new ArgumentException($"The gate {result.Gate} refuses without a code."),
        result.Remedy is { } remedy ? $"{result.Message} {remedy}" : result.Message, FieldOf(result), result.UpstreamCode);

    /// <summary>The field of the input to blame.</summary>
    static string? FieldOf(GateResult result) => result switch
    {
        { Gate: OrderGate.ContactEmail } => "contactEmail",
        { Line: null } => null,
        { Gate: OrderGate.SeatRange, Line: { } line } => $"lines[{line}].quantity",
        { Gate: OrderGate.Promotion, Line: { } line } => $"lines[{line}].promotionId",
        { Line: { } line } => $"lines[{line}]",
    };
}
