using CsCheck;
using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordRule;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class PartnerOfRecordAnswersTests
{
    static readonly Gen<PartnerOfRecordAnswer> Answers = Gen.Select(
        Gen.Enum<PartnerOfRecordRule>(), Gen.OneOfConst(Unknown, Passed, Failed), Gen.OneOfConst(null, "900400", "900414"), Gen.OneOfConst(null, "A", "B"),
        Gen.Enum<PartnerOfRecordSourceKind>(), Gen.Int[0, 2].Select(days => Questions.Now.AddDays(-days)),
        (rule, outcome, code, text, source, at) => new PartnerOfRecordAnswer(rule, outcome, code, text, source, at));

    [Fact]
    public void The_order_in_which_answers_come_does_not_matter() =>
        Answers.Array[0, 20].SelectMany(answers => Gen.Shuffle(answers).Select(shuffled => (answers, shuffled))).Sample(pair =>
        {
            var (one, other) = (PartnerOfRecordAnswers.Newest(pair.answers), PartnerOfRecordAnswers.Newest(pair.shuffled));
            Assert.Equal(one.All, other.All);
            var question = Questions.Bare with { Answers = one };
            Assert.Equal(PartnerOfRecordVerdict.Of(question).Checks, PartnerOfRecordVerdict.Of(question with { Answers = other }).Checks);
        });

    [Fact]
    public void The_newest_answer_to_each_condition_holds() => Answers.Array[0, 20].Sample(answers =>
    {
        var newest = PartnerOfRecordAnswers.Newest(answers);
        foreach (var rule in Enum.GetValues<PartnerOfRecordRule>())
        {
            var ofRule = answers.Where(answer => answer.Rule == rule).ToList();
            Assert.Equal(ofRule.Count == 0 ? null : ofRule.Max(answer => answer.CheckedAt), newest[rule]?.CheckedAt);
        }
    });

    [Theory]
    [InlineData(0, Passed, Failed, Failed)]
    [InlineData(0, Passed, Unknown, Unknown)]
    [InlineData(0, Unknown, Failed, Failed)]
    [InlineData(1, Failed, Passed, Passed)]
    [InlineData(1, Failed, Unknown, Unknown)]
    [InlineData(1, Passed, Unknown, Unknown)]
    public void Of_one_time_the_worse_answer_holds_and_else_the_later(int ticksLater, CheckOutcome one, CheckOutcome other, CheckOutcome holding)
    {
        var answers = new[] { Questions.Answer(Relationship, one, Questions.Now), Questions.Answer(Relationship, other, Questions.Now.AddTicks(ticksLater)) };

        Assert.Equal(holding, PartnerOfRecordAnswers.Newest(answers)[Relationship]!.Outcome);
    }

    [Fact]
    public void Without_answers_nothing_is_answered() =>
        Assert.All(Enum.GetValues<PartnerOfRecordRule>(), rule => Assert.Null(PartnerOfRecordAnswers.Newest([])[rule]));
}
