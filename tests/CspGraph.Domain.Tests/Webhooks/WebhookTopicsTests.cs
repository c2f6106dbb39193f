using CspGraph.Domain.Events;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Domain.Tests.Webhooks;

public sealed class WebhookTopicsTests
{
    [Fact]
    public void All_are_those_that_not_only_who_manages_access_sees() => Assert.Equal(
        [
            EventKind.PartnerOfRecordTurned, EventKind.ResellerMoved, EventKind.CustomerMoved, EventKind.SubscriptionOrdered, EventKind.SubscriptionCreated, EventKind.SubscriptionChanged,
            EventKind.SubscriptionEnded, EventKind.PartnerOfRecordAssigned, EventKind.AgreementRecorded, EventKind.CreditLimitSet, EventKind.PartnerOfRecordPolicySet,
            EventKind.ProgrammeStatusRecorded, EventKind.ImportSucceeded, EventKind.RenewalDue, EventKind.BudgetReached, EventKind.SpendSpiked, EventKind.RenewalDrifted,
            EventKind.SubscriptionRenewed, EventKind.TermExpired, EventKind.CancellationWindowClosing, EventKind.SeatsBelowMinimum, EventKind.BudgetForecast, EventKind.AlertChanged,
            EventKind.BudgetSet, EventKind.WatchPolicySet, EventKind.ContractedMinimumSet,
        ],
        WebhookTopics.All);

    [Fact]
    public void None_of_them_is_of_access() => Assert.Empty(WebhookTopics.All.Intersect(EventRecord.OfAccess));

    [Fact]
    public void They_are_written_in_one_order_and_each_once() =>
        Assert.Equal("CustomerMoved RenewalDue BudgetSet", WebhookTopics.Write([EventKind.BudgetSet, EventKind.CustomerMoved, EventKind.RenewalDue, EventKind.CustomerMoved]));

    [Fact]
    public void What_is_written_is_read_again()
    {
        Assert.Equal(WebhookTopics.All, WebhookTopics.Read(WebhookTopics.Write(WebhookTopics.All)));
        Assert.All(WebhookTopics.All, topic => Assert.Equal([topic], WebhookTopics.Read(WebhookTopics.Write([topic]))));
    }

    [Fact]
    public void None_is_written_as_nothing_and_read_as_all()
    {
        Assert.Equal("", WebhookTopics.Write([]));
        Assert.Null(WebhookTopics.Read(""));
    }

    [Fact]
    public void Severities_are_asked_for_from_one_on()
    {
        Assert.Null(WebhookTopics.AtLeast(null));
        Assert.Equal([EventSeverity.Information, EventSeverity.Warning, EventSeverity.Critical], WebhookTopics.AtLeast(EventSeverity.Information));
        Assert.Equal([EventSeverity.Warning, EventSeverity.Critical], WebhookTopics.AtLeast(EventSeverity.Warning));
        Assert.Equal([EventSeverity.Critical], WebhookTopics.AtLeast(EventSeverity.Critical));
    }
}
