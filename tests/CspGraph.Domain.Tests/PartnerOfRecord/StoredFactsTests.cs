using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;
using static CspGraph.Domain.PartnerOfRecord.PartnerOfRecordRule;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

public sealed class StoredFactsTests
{
    static readonly DateTime Monday = new(2026, 2, 23, 0, 0, 0, DateTimeKind.Utc);

    static Reseller Row(ResellerFacts facts, string? plaId = "1")
    {
        var row = new Reseller { Id = Guid.Empty, Name = "PLA 1", PlaId = plaId, Status = ResellerStatus.Unknown };
        facts.WriteTo(row);
        return row;
    }

    static PartnerOfRecordAnswer Answer(PartnerOfRecordRule rule, CheckOutcome outcome, DateTime at) => new(rule, outcome, null, null, PartnerOfRecordSourceKind.StoredFacts, at);

    [Fact]
    public void What_no_source_has_stated_is_no_answer()
    {
        Assert.Empty(StoredFacts.AnswersOf(Row(new()), Questions.Now));
        Assert.Empty(StoredFacts.AnswersOf(new() { Id = Guid.Empty, Name = "PLA 1", PlaId = "1", Status = ResellerStatus.Unknown }, Questions.Now));
    }

    [Theory]
    [InlineData(ResellerStatus.Active, Passed)]
    [InlineData(ResellerStatus.Suspended, Failed)]
    [InlineData(ResellerStatus.Deauthorized, Failed)]
    public void The_status_tells_of_the_tenant_and_an_active_one_of_the_location_account(ResellerStatus status, CheckOutcome outcome) => Assert.Equal(
        outcome is Passed ? [Answer(LocationAccount, Passed, Monday), Answer(ResellerTenant, outcome, Monday)] : [Answer(ResellerTenant, outcome, Monday)],
        StoredFacts.AnswersOf(Row(new() { Status = new(status, Monday) }), Questions.Now));

    [Fact]
    public void A_reseller_without_a_PLA_ID_has_no_location_account_of_its_own() =>
        Assert.Equal([Answer(ResellerTenant, Passed, Monday)], StoredFacts.AnswersOf(Row(new() { Status = new(ResellerStatus.Active, Monday) }, plaId: null), Questions.Now));

    [Theory]
    [InlineData(MaicppStatus.Active, Passed)]
    [InlineData(MaicppStatus.Suspended, Failed)]
    [InlineData(MaicppStatus.Inactive, Failed)]
    public void The_membership_must_be_active(MaicppStatus status, CheckOutcome outcome) =>
        Assert.Equal([Answer(ProgramMembership, outcome, Monday)], StoredFacts.AnswersOf(Row(new() { Maicpp = new(status, Monday) }), Questions.Now));

    [Theory]
    [InlineData(RelationshipState.Active, Passed)]
    [InlineData(RelationshipState.Pending, Failed)]
    [InlineData(RelationshipState.Terminated, Failed)]
    public void The_relationship_must_be_active(RelationshipState state, CheckOutcome outcome) =>
        Assert.Equal([Answer(Relationship, outcome, Monday)], StoredFacts.AnswersOf(Row(new() { Relationship = new(state, Monday) }), Questions.Now));

    [Fact]
    public void The_agreement_counts_from_when_it_was_stated_not_from_when_it_was_accepted() => Assert.Equal(
        [Answer(PartnerAgreement, Passed, Monday)], StoredFacts.AnswersOf(Row(new() { MpaAccepted = new(new(2021, 4, 1), Monday) }), Questions.Now));

    [Fact]
    public void Each_fact_has_its_own_date_and_an_undated_one_that_of_the_question()
    {
        var facts = new ResellerFacts { Status = new(ResellerStatus.Active, Monday), Maicpp = new(MaicppStatus.Active, Monday.AddDays(1)) };
        var undated = Row(facts);
        undated.FactDates = null;

        Assert.Equal([Monday, Monday, Monday.AddDays(1)], StoredFacts.AnswersOf(Row(facts), Questions.Now).Select(answer => answer.CheckedAt));
        Assert.Equal([Questions.Now, Questions.Now, Questions.Now], StoredFacts.AnswersOf(undated, Questions.Now).Select(answer => answer.CheckedAt));
    }

    [Fact]
    public void A_provisional_status_is_no_answer()
    {
        var row = Row(new() { Name = new("Contoso", Monday) });
        row.Status = ResellerStatus.Active;

        Assert.Empty(StoredFacts.AnswersOf(row, Questions.Now));
    }
}
