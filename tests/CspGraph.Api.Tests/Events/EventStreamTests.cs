using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Events;

/// <summary>Which events a stream begins with, and which it shows.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task What_came_behind_the_cursor_is_replayed_and_then_what_comes_without_a_gap()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha), (EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.SubscriptionChanged, TestNetwork.Gamma));

        await using var events = await kit.FollowAsync(EventKit.Whole, variables: new { after = EventKit.Cursor(told[0]) });
        Assert.Equal([told[1].SubjectId, told[2].SubjectId], await events.NextAsync(2));

        var live = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Alpha), (EventKind.SubscriptionEnded, null));
        Assert.Equal([live[0].SubjectId, live[1].SubjectId], await events.NextAsync(2));
    }

    [Fact]
    public async Task A_resellers_viewer_is_told_what_happened_in_its_subtree()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var events = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha));

        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.ImportSucceeded, null), (EventKind.SubscriptionChanged, TestNetwork.Alpha));

        Assert.Equal([told[1].SubjectId, told[3].SubjectId], await events.NextAsync(2));
    }

    [Fact]
    public async Task Without_a_cursor_only_what_comes_is_told()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha));
        await using var events = await kit.FollowAsync(EventKit.Whole);

        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha));

        Assert.Equal([told[0].SubjectId], await events.NextAsync(1));
    }

    [Fact]
    public async Task A_replay_of_several_pages_is_whole()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync([.. Enumerable.Range(0, 2 * EventLoads.Most + 1).Select(i => kit.New(EventKind.SubscriptionCreated, i % 3 == 0 ? TestNetwork.Gamma : TestNetwork.Beta))]);
        await using var all = await kit.FollowAsync(EventKit.Whole, variables: new { after = EventCursor.Start });
        await using var some = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha), variables: new { after = EventCursor.Start });
        Assert.Equal(told.Select(row => row.SubjectId), await all.NextAsync(told.Count));

        var last = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta));
        Assert.Equal([last[0].SubjectId], await all.NextAsync(1));
        Assert.Equal(told.Concat(last).Where(row => row.ResellerId == TestNetwork.Beta).Select(row => row.SubjectId), await some.UntilAsync(last[0].SubjectId));
    }

    [Fact]
    public async Task The_transport_s_cursor_wins_over_the_argument()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha), (EventKind.SubscriptionCreated, TestNetwork.Alpha));
        await using var events = await kit.FollowAsync(EventKit.Whole, variables: new { after = EventCursor.Start }, lastEventId: EventKit.Cursor(told[0]));
        Assert.Equal([told[1].SubjectId], await events.NextAsync(1));
    }

    [Theory]
    [InlineData("V-no-cursor", GraphErrorCodes.InvalidCursor)]
    [InlineData("", GraphErrorCodes.InvalidCursor)]
    public async Task A_cursor_that_is_none_opens_nothing(string cursor, string code)
    {
        await using var kit = await EventKit.CreateAsync();
        Assert.Equal(code, (await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Whole, variables: new { after = cursor }))).Code);
        Assert.Equal(code, (await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Whole, lastEventId: cursor))).Code);
    }

    [Fact]
    public async Task Kinds_under_and_where_decide_which_are_told()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var kinds = await kit.FollowAsync(EventKit.Whole, "subscription { events(kinds: [SUBSCRIPTION_ENDED, IMPORT_SUCCEEDED]) { subject cursor } }");
        await using var one = await kit.FollowAsync(EventKit.Whole, "subscription($kind: EventKind!) { events(kinds: [$kind]) { subject } }", new { kind = "SUBSCRIPTION_CHANGED" });
        await using var under = await kit.FollowAsync(EventKit.Whole, "subscription($under: ID) { events(under: $under) { subject } }", new { under = Resellers.Moves.Id(TestNetwork.Alpha) });
        await using var where = await kit.FollowAsync(EventKit.Whole, "subscription($of: ID!) { events(where: { reseller: { id: { eq: $of } }, kind: { neq: SUBSCRIPTION_CREATED } }) { subject } }", new { of = Resellers.Moves.Id(TestNetwork.Gamma) });

        var told = (await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionChanged, TestNetwork.Beta), (EventKind.ImportSucceeded, null), (EventKind.SubscriptionEnded, TestNetwork.Gamma)))
            .Select(row => row.SubjectId).ToList();
        var last = (await kit.TellAsync((EventKind.SubscriptionChanged, TestNetwork.Alpha), (EventKind.SubscriptionEnded, TestNetwork.Gamma))).Select(row => row.SubjectId).ToList();

        Assert.Equal([told[2], told[3], last[1]], await kinds.UntilAsync(last[1]));
        Assert.Equal([told[1], last[0]], await one.UntilAsync(last[0]));
        Assert.Equal([told[1], last[0]], await under.UntilAsync(last[0]));
        Assert.Equal([told[3], last[1]], await where.UntilAsync(last[1]));
    }

    [Fact]
    public async Task The_same_are_replayed()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = (await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionChanged, TestNetwork.Beta), (EventKind.ImportSucceeded, null), (EventKind.SubscriptionEnded, TestNetwork.Gamma)))
            .Select(row => row.SubjectId).ToList();
        await using var kinds = await kit.FollowAsync(EventKit.Whole, "subscription($after: String) { events(after: $after, kinds: SUBSCRIPTION_ENDED) { subject } }", new { after = EventCursor.Start });
        await using var under = await kit.FollowAsync(EventKit.Whole, "subscription($after: String, $under: ID) { events(after: $after, under: $under) { subject } }", new { after = EventCursor.Start, under = Resellers.Moves.Id(TestNetwork.Alpha) });
        await using var where = await kit.FollowAsync(EventKit.Whole, "subscription($after: String) { events(after: $after, where: { kind: { in: [IMPORT_SUCCEEDED] } }) { subject } }", new { after = EventCursor.Start });

        Assert.Equal([told[3]], await kinds.NextAsync(1));
        Assert.Equal([told[1]], await under.NextAsync(1));
        Assert.Equal([told[2]], await where.NextAsync(1));
    }

    [Theory]
    [InlineData("0000000000000000000000")]
    [InlineData(null)]
    public async Task Under_a_reseller_that_is_not_seen_nothing_opens(string? id)
    {
        await using var kit = await EventKit.CreateAsync();
        var refused = await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Of(TestNetwork.Alpha), "subscription($under: ID) { events(under: $under) { subject } }", new { under = id ?? Resellers.Moves.Id(TestNetwork.Gamma) }));
        Assert.Equal(("NOT_FOUND", "under names no reseller."), (refused.Code, refused.Message));
    }

    [Fact]
    public async Task Renewals_are_followed_by_what_only_they_have()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var events = await kit.FollowAsync(EventKit.Whole,
            "subscription { renewalEvents(where: { daysAhead: { lte: 30 }, outcome: { eq: EXPIRES }, renewsOn: { gt: \"2027-03-01\" }, quantity: { gt: 1 } }) { __typename kind subject renewsOn daysAhead outcome quantity } }");

        EventRecord Due(int days, RenewalOutcome outcome, int quantity) => kit.New(EventKind.RenewalDue, TestNetwork.Beta, day: new(2027, 3, 1 + days), threshold: days, outcome: outcome, quantity: quantity);
        var told = await kit.TellAsync(Due(0, RenewalOutcome.Expires, 5), Due(7, RenewalOutcome.Renews, 5), Due(7, RenewalOutcome.Expires, 1), kit.New(EventKind.SpendSpiked, TestNetwork.Beta, threshold: 7), Due(7, RenewalOutcome.Expires, 5));

        Assert.Equal($$$$"""{"data":{"renewalEvents":{"__typename":"RenewalEvent","kind":"RENEWAL_DUE","subject":"{{{{told[4].SubjectId}}}}","renewsOn":"2027-03-08","daysAhead":7,"outcome":"EXPIRES","quantity":5}}}""",
            System.Text.Encoding.UTF8.GetString((await events.NextAsync()).Result.Span));
    }

    [Fact]
    public async Task Spend_is_followed_by_what_only_it_has()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var events = await kit.FollowAsync(EventKit.Whole, "subscription { spendEvents(where: { percent: { gte: 100 }, severity: { eq: CRITICAL } }) { kind subject day percent severity amount { visibility value { amount } } } }");

        EventRecord Spent(EventKind kind, int percent, EventSeverity severity) => kit.New(kind, TestNetwork.Beta, day: new(2027, 2, 28), threshold: percent, severity: severity, amount: 12.5m, currency: "EUR");
        var told = await kit.TellAsync(Spent(EventKind.BudgetReached, 99, EventSeverity.Critical), Spent(EventKind.SpendSpiked, 100, EventSeverity.Warning), Spent(EventKind.BudgetReached, 100, EventSeverity.Critical), Spent(EventKind.SpendSpiked, 400, EventSeverity.Critical));

        Assert.Equal([told[2].SubjectId, told[3].SubjectId], await events.NextAsync(2));
    }
}
