using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordOperation;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

/// <summary>Every outcome of every condition, for every operation, against the rules said once more and plainly.</summary>
public sealed class VerdictTableTests
{
    static readonly CheckOutcome[] Outcomes = [Unknown, Passed, Failed];

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "Cancellation=Strict Upgrade=Warn Suspend=Exempt")]
    public void Every_combination_comes_to_what_the_rules_say(bool unknownPasses, string treatments)
    {
        var policy = new PolicyInForce(RegionMatching.CspRegion, unknownPasses, OperationTreatments.Parse(treatments));
        var asked = 0;
        for (var combination = 0; combination < 729; combination++)
        {
            var outcomes = new CheckOutcome[6];
            for (var (rule, rest) = (0, combination); rule < 6; rule++, rest /= 3) outcomes[rule] = Outcomes[rest % 3];
            var question = Questions.Bare with
            {
                HolderRegion = outcomes[5] switch { Passed => CspRegion.Europe, Failed => CspRegion.Japan, _ => null },
                Answers = PartnerOfRecordAnswers.Newest(outcomes.Take(5).Select((outcome, rule) => Questions.Answer((PartnerOfRecordRule)rule, outcome))),
                Policy = policy,
            };
            foreach (var operation in Enum.GetValues<PartnerOfRecordOperation>())
            {
                var verdict = PartnerOfRecordVerdict.Of(question with { Operation = operation });
                var (outcome, allowed, isAsked) = Plainly(operation, outcomes, unknownPasses, treatments);
                Assert.Equal((outcome, allowed), (verdict.Outcome, verdict.Allowed));
                Assert.Equal(isAsked ? outcomes : Enumerable.Repeat(NotApplicable, 6), verdict.Checks.Select(check => check.Outcome));
                Assert.Equal(Enumerable.Range(0, 6), verdict.Checks.Select(check => (int)check.Rule));
                Assert.All(verdict.Checks, check => Assert.Equal(check.Outcome is Failed or Unknown, check.Code is not null && check.Remedy is not null));
                asked++;
            }
        }
        Assert.Equal(729 * 13, asked);
    }

    static (VerdictOutcome Outcome, bool Allowed, bool IsAsked) Plainly(PartnerOfRecordOperation operation, CheckOutcome[] outcomes, bool unknownPasses, string treatments)
    {
        if (operation is AutoRenewal) return (VerdictOutcome.Allowed, true, false);
        if (operation is Suspend && treatments.Contains("Suspend=Exempt")) return (VerdictOutcome.Allowed, true, false);
        if (outcomes.All(outcome => outcome is Passed)) return (VerdictOutcome.Allowed, true, true);
        var warns = treatments == "" ? operation is Cancellation or Suspend or AutoRenewOff : operation is Upgrade or AutoRenewOff;
        if (warns) return (VerdictOutcome.Warn, true, true);
        return outcomes.Contains(Failed) ? (VerdictOutcome.Blocked, false, true) : (VerdictOutcome.Unknown, unknownPasses, true);
    }
}
