using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Domain.Orders;

/// <summary>Whether the Partner of Record of a line is valid.</summary>
public static class PartnerOfRecordGate
{
    const OrderGate Gate = OrderGate.PartnerOfRecord;

    /// <summary>What the gate answers: one result for each condition that does not hold or is not known, and one in all when there is none. Its codes are those of <see cref="PartnerOfRecordRules"/>.</summary>
    /// <param name="line">The line, counted from 0.</param>
    /// <param name="verdict">The verdict on a new order of the line's reseller in the customer's country. What it lets go on is passed: a warning, or what is not known where the tenant's policy lets that pass.</param>
    public static IReadOnlyList<GateResult> Of(int line, PartnerOfRecordVerdict verdict)
    {
        var findings = verdict.Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Unknown).ToList();
        return findings.Count > 0
            ? verdict.Allowed
                ? [GateResult.Passed(Gate, line, $"Warning: {string.Join(' ', findings.Select(check => check.Message))}")]
                : [.. findings.Select(check => new GateResult(Gate, line, check.Outcome, check.Code, check.UpstreamCode, check.Message, check.Remedy))]
            : verdict.Checks.All(check => check.Outcome is CheckOutcome.NotApplicable)
                ? [GateResult.NotApplicable(Gate, line, verdict.Checks[0].Message)]
                : [GateResult.Passed(Gate, line, "The Partner of Record is valid.")];
    }
}
