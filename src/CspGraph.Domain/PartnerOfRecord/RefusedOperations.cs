namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What can still be done under a Partner of Record, and what no longer; every operation is in one of the lists, in the order of the enum.</summary>
/// <param name="Refused">What is not let pass.</param>
/// <param name="Warned">What is let pass with a warning.</param>
/// <param name="Unaffected">What goes on as if nothing were the matter, as the auto-renewal of a commitment always does.</param>
public sealed record RefusedOperations(
    IReadOnlyList<PartnerOfRecordOperation> Refused, IReadOnlyList<PartnerOfRecordOperation> Warned, IReadOnlyList<PartnerOfRecordOperation> Unaffected)
{
    /// <summary>Asks the question of every operation, whichever it names.</summary>
    public static RefusedOperations Of(PartnerOfRecordQuestion question)
    {
        var (refused, warned, unaffected) = (new List<PartnerOfRecordOperation>(), new List<PartnerOfRecordOperation>(), new List<PartnerOfRecordOperation>());
        foreach (var row in PartnerOfRecordOperations.All)
        {
            var verdict = PartnerOfRecordVerdict.Of(question with { Operation = row.Operation });
            (!verdict.Allowed ? refused : verdict.Outcome is VerdictOutcome.Warn ? warned : unaffected).Add(row.Operation);
        }
        return new(refused, warned, unaffected);
    }
}
