using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordRule;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class PartnerCenterAnswersTests
{
    static readonly DateTime At = Questions.Now;

    static PartnerOfRecordAnswer Answer(PartnerOfRecordRule rule, CheckOutcome outcome, string? code = null, string? text = null) =>
        new(rule, outcome, code, text, PartnerOfRecordSourceKind.PartnerCenter, At);

    [Fact]
    public void A_valid_ID_passes_the_three_conditions_that_Microsoft_validates() => Assert.Equal(
        [Answer(LocationAccount, Passed), Answer(ResellerTenant, Passed), Answer(ProgramMembership, Passed)],
        PartnerCenterAnswers.Of(true, null, null, At));

    [Theory]
    [InlineData(900400)]
    [InlineData(900414)]
    public void A_code_fails_the_one_condition_that_it_names_and_leaves_the_others_unknown(int code) => Assert.Equal(
        [Answer(LocationAccount, Unknown), Answer(ResellerTenant, Failed, $"{code}", "As Microsoft says."), Answer(ProgramMembership, Unknown)],
        PartnerCenterAnswers.Of(false, code, "As Microsoft says.", At));

    [Theory]
    [InlineData(999999, "999999")]
    [InlineData(null, null)]
    public void A_code_that_names_none_leaves_all_unknown_and_is_kept(int? code, string? kept) => Assert.Equal(
        [Answer(LocationAccount, Unknown, kept, "Something new."), Answer(ResellerTenant, Unknown, kept, "Something new."), Answer(ProgramMembership, Unknown, kept, "Something new.")],
        PartnerCenterAnswers.Of(false, code, "Something new.", At));

    [Fact]
    public void A_code_of_a_validation_names_no_condition_that_is_not_validated() => Assert.All(
        PartnerOfRecordCodes.All.Where(row => row.Place is PartnerCenterPlace.Validation),
        row => Assert.Contains(row.Rule!.Value, PartnerCenterAnswers.Of(true, null, null, At).Select(answer => answer.Rule)));

    [Fact]
    public void An_invalid_ID_is_no_longer_what_it_was_when_it_was_valid()
    {
        var answers = PartnerOfRecordAnswers.Newest([.. PartnerCenterAnswers.Of(false, 900400, "Gone.", At), .. PartnerCenterAnswers.Of(true, null, null, At.AddDays(-1))]);

        Assert.Equal([(LocationAccount, Unknown), (ResellerTenant, Failed), (ProgramMembership, Unknown)], answers.All.Select(answer => (answer.Rule, answer.Outcome)));
    }

    [Fact]
    public void The_agreement_is_signed_or_not()
    {
        Assert.Equal(Answer(PartnerAgreement, Passed), PartnerCenterAnswers.OfAgreement(true, At));
        Assert.Equal(Answer(PartnerAgreement, Failed), PartnerCenterAnswers.OfAgreement(false, At));
    }

    [Theory]
    [InlineData("Active", Passed, null)]
    [InlineData("active", Passed, null)]
    [InlineData("Pending", Failed, "Pending")]
    [InlineData(null, Failed, null)]
    public void The_relationship_is_active_or_it_does_not_count(string? state, CheckOutcome outcome, string? text) =>
        Assert.Equal(Answer(Relationship, outcome, text: text), PartnerCenterAnswers.OfRelationship(state, At));

    [Fact]
    public void A_profile_is_found_or_not()
    {
        Assert.Equal(Answer(LocationAccount, Passed), PartnerCenterAnswers.OfProfile(true, At));
        Assert.Equal(Answer(LocationAccount, Failed, "404", "No such profile."), PartnerCenterAnswers.OfProfile(false, At, "404", "No such profile."));
    }

    /// <summary>A code that is listed for transactions only names the same condition; one of a region names none, for validating knows no customer.</summary>
    [Theory]
    [InlineData(900154, "LocationAccount Unknown, ResellerTenant Failed, ProgramMembership Unknown")]
    [InlineData(800039, "LocationAccount Unknown, ResellerTenant Unknown, ProgramMembership Failed")]
    [InlineData(900123, "LocationAccount Unknown, ResellerTenant Unknown, PartnerAgreement Failed, ProgramMembership Unknown")]
    [InlineData(2030, "LocationAccount Unknown, ResellerTenant Unknown, ProgramMembership Unknown")]
    public void A_code_of_transactions_means_the_same_here(int code, string answers) =>
        Assert.Equal(answers, string.Join(", ", PartnerCenterAnswers.Of(isValid: false, code, "As Microsoft says.", new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc)).Select(answer => $"{answer.Rule} {answer.Outcome}")));
}
