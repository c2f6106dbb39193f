namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What a source answers to one condition of one PLA ID, at one time.</summary>
/// <param name="Rule">The condition.</param>
/// <param name="Outcome">The answer: unknown when the source was asked and did not tell, so that an older answer holds no longer.</param>
/// <param name="UpstreamCode">Microsoft's own code, verbatim; null when there is none.</param>
/// <param name="UpstreamText">Microsoft's own text, verbatim; null when there is none.</param>
/// <param name="Source">Who answers.</param>
/// <param name="CheckedAt">When it was answered (UTC).</param>
public sealed record PartnerOfRecordAnswer(
    PartnerOfRecordRule Rule, CheckOutcome Outcome, string? UpstreamCode, string? UpstreamText, PartnerOfRecordSourceKind Source, DateTime CheckedAt);

/// <summary>The newest answer to each condition of one PLA ID.</summary>
public sealed class PartnerOfRecordAnswers
{
    /// <summary>Nothing is answered.</summary>
    public static readonly PartnerOfRecordAnswers None = new();

    readonly PartnerOfRecordAnswer?[] byRule = new PartnerOfRecordAnswer?[PartnerOfRecordRules.All.Count];

    PartnerOfRecordAnswers()
    {
    }

    /// <summary>The answer to a condition; null when there is none.</summary>
    public PartnerOfRecordAnswer? this[PartnerOfRecordRule rule] => byRule[(int)rule];

    /// <summary>The answers there are, in the order of the conditions.</summary>
    public IEnumerable<PartnerOfRecordAnswer> All => byRule.OfType<PartnerOfRecordAnswer>();

    /// <summary>Of any answers, the newest to each condition; of one time, a failed one before an unknown one before a passed one.</summary>
    /// <remarks>The last differences decide only so that the order in which answers come does not.</remarks>
    public static PartnerOfRecordAnswers Newest(IEnumerable<PartnerOfRecordAnswer> answers)
    {
        var newest = new PartnerOfRecordAnswers();
        foreach (var answer in answers)
        {
            ref var held = ref newest.byRule[(int)answer.Rule];
            if (held is null || Compare(answer, held) > 0) held = answer;
        }
        return newest;
    }

    static int Compare(PartnerOfRecordAnswer one, PartnerOfRecordAnswer other) =>
        one.CheckedAt.CompareTo(other.CheckedAt) is not 0 and var byTime ? byTime
        : Weight(one.Outcome).CompareTo(Weight(other.Outcome)) is not 0 and var byOutcome ? byOutcome
        : one.Source.CompareTo(other.Source) is not 0 and var bySource ? bySource
        : string.CompareOrdinal(one.UpstreamCode, other.UpstreamCode) is not 0 and var byCode ? byCode
        : string.CompareOrdinal(one.UpstreamText, other.UpstreamText);

    static int Weight(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Failed => 3,
        CheckOutcome.Unknown => 2,
        CheckOutcome.Passed => 1,
        _ => 0,
    };
}
