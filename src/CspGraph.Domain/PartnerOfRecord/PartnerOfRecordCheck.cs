namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What a verdict says of one condition.</summary>
/// <param name="Rule">The condition.</param>
/// <param name="Outcome">What is known of it.</param>
/// <param name="Code">Our own code, of <see cref="PartnerOfRecordRules"/>; null when it holds or is not asked.</param>
/// <param name="UpstreamCode">Microsoft's own code, verbatim; null when there is none.</param>
/// <param name="UpstreamText">Microsoft's own text, verbatim; null when there is none.</param>
/// <param name="Message">What is so, in a sentence for people.</param>
/// <param name="Remedy">What to do about it; null when there is nothing to do.</param>
/// <param name="Source">Who has answered; null when nobody has, or it is not asked.</param>
/// <param name="CheckedAt">When it was answered (UTC); null when nobody has, or it is not asked.</param>
public sealed record PartnerOfRecordCheck(
    PartnerOfRecordRule Rule, CheckOutcome Outcome, string? Code, string? UpstreamCode, string? UpstreamText, string Message, string? Remedy,
    PartnerOfRecordSourceKind? Source, DateTime? CheckedAt)
{
    /// <summary>A condition of which nothing but a finding of our own is to be told.</summary>
    internal static PartnerOfRecordCheck Failed(PartnerOfRecordRule rule, PartnerOfRecordFinding finding, DateTime at) =>
        new(rule, CheckOutcome.Failed, finding.Code, null, null, finding.Message, finding.Remedy, PartnerOfRecordSourceKind.StoredFacts, at);

    /// <summary>A condition as a source has answered it; unknown when none has.</summary>
    internal static PartnerOfRecordCheck Of(PartnerOfRecordRule rule, PartnerOfRecordAnswer? answer)
    {
        var row = PartnerOfRecordRules.Of(rule);
        if (answer is { Outcome: CheckOutcome.Passed }) return new(rule, CheckOutcome.Passed, null, answer.UpstreamCode, answer.UpstreamText, row.Passed, null, answer.Source, answer.CheckedAt);
        var (outcome, finding) = answer is { Outcome: CheckOutcome.Failed } ? (CheckOutcome.Failed, row.Failed) : (CheckOutcome.Unknown, row.Unknown);
        return new(rule, outcome, finding.Code, answer?.UpstreamCode, answer?.UpstreamText, finding.Message, finding.Remedy, answer?.Source, answer?.CheckedAt);
    }

    /// <summary>All conditions, none of which is asked, for one reason.</summary>
    internal static PartnerOfRecordCheck[] NotAsked(string message) =>
        [.. PartnerOfRecordRules.All.Select(row => new PartnerOfRecordCheck(row.Rule, CheckOutcome.NotApplicable, null, null, null, message, null, null, null))];
}
