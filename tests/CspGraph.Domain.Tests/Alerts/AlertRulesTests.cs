using CspGraph.Domain.Alerts;

namespace CspGraph.Domain.Tests.Alerts;

public sealed class AlertRulesTests
{
    [Theory]
    [InlineData(AlertStatus.Open, null)]
    [InlineData(AlertStatus.Acknowledged, null)]
    [InlineData(AlertStatus.Resolved, "ALERT_RESOLVED")]
    public void What_is_settled_stays_so(AlertStatus status, string? code) => Assert.Equal(code, AlertRules.OfStatus(status)?.Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "owner")]
    [InlineData("  ", "owner")]
    [InlineData("A", null)]
    public void An_owner_has_a_name(string? owner, string? field) => Assert.Equal(field, AlertRules.OfOwner(owner)?.Field);

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void An_owner_s_name_has_up_to_200_characters(int length, bool isOne) => Assert.Equal(isOne, AlertRules.OfOwner($" {new string('a', length)} ") is null);

    [Theory]
    [InlineData(2_000, 49, null)]
    [InlineData(2_001, 49, "BAD_USER_INPUT")]
    [InlineData(0, 0, "BAD_USER_INPUT")]
    [InlineData(1, 50, "CONFLICT")]
    public void A_note_has_up_to_2000_characters_and_an_alert_up_to_50_notes(int length, int left, string? code) => Assert.Equal(code, AlertRules.OfNote(new string('a', length), left)?.Code);

    [Fact]
    public void No_note_can_always_be_left() => Assert.Null(AlertRules.OfNote(null, 50));

    [Theory]
    [InlineData(AlertKind.Renewal, true)]
    [InlineData(AlertKind.CancellationWindow, true)]
    [InlineData(AlertKind.SeatsBelowMinimum, true)]
    [InlineData(AlertKind.Budget, false)]
    [InlineData(AlertKind.SpendSpike, false)]
    public void What_Microsoft_charges_is_told_of_terms_and_seats_and_list_prices_of_spend(AlertKind kind, bool isAtCost) => Assert.Equal(isAtCost, AlertRules.IsAtCost(kind));
}
