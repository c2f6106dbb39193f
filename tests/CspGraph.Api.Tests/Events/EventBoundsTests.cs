using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Events;

/// <summary>No client makes the process keep more than it may, and the process can end.</summary>
public sealed class EventBoundsTests
{
    [Fact]
    public async Task Who_takes_its_events_too_slowly_is_ended_and_can_go_on_behind_its_last()
    {
        await using var kit = await EventKit.CreateAsync(EventKit.Usual with { BufferedEvents = 3 });
        await using var slow = await kit.FollowAsync(EventKit.Whole);
        await using var fast = await kit.FollowAsync(EventKit.Whole);
        var told = await TellAsync(kit, fast, 5);

        // The first is in the reader's hand, three wait, and the fifth is too much.
        Assert.Equal([told[0].SubjectId], await slow.EndAsync(EventStreamEnd.SlowConsumer));

        await using var again = await kit.FollowAsync(EventKit.Whole, lastEventId: EventKit.Cursor(told[0]));
        Assert.Equal(told.Skip(1).Select(row => row.SubjectId), await again.NextAsync(4));
    }

    [Fact]
    public async Task As_many_as_may_wait_do()
    {
        await using var kit = await EventKit.CreateAsync(EventKit.Usual with { BufferedEvents = 3 });
        await using var slow = await kit.FollowAsync(EventKit.Whole);
        await using var fast = await kit.FollowAsync(EventKit.Whole);
        var told = await TellAsync(kit, fast, 4);
        Assert.Equal(told.Select(row => row.SubjectId), await slow.NextAsync(4));
    }

    [Fact]
    public async Task Whoever_is_cut_off_reads_nothing_more_of_what_waits()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var stream = await kit.OpenAsync(EventKit.Whole);
        using var cut = new CancellationTokenSource();
        await using var events = stream.ReadAsync(cut.Token).GetAsyncEnumerator(CancellationToken.None);
        var first = events.MoveNextAsync().AsTask();
        await using var other = await kit.FollowAsync(EventKit.Whole);
        await TellAsync(kit, other, 3);
        Assert.True(await first);

        await cut.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await events.MoveNextAsync());
    }

    /// <summary>An operation that may cost all that one may is read an event at a time, and where several come at once each reads for itself.</summary>
    [Fact]
    public async Task What_costs_much_is_not_read_in_masses()
    {
        const string costly = "subscription($after: String) { events(after: $after) { subject cursor reseller { children(first: 100) { nodes { customers(first: 100) { nodes { subscriptions(first: 4) { nodes { id } } } } } } } } }";
        await using var kit = await EventKit.CreateAsync();
        await using var live = await kit.FollowAsync(EventKit.Whole, costly);
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionEnded, TestNetwork.Gamma));
        Assert.Empty(await live.EndAsync(EventStreamEnd.SlowConsumer));

        await using var again = await kit.FollowAsync(EventKit.Whole, costly, new { after = EventCursor.Start });
        Assert.Equal(told.Select(row => row.SubjectId), await again.NextAsync(3));
    }

    [Fact]
    public async Task Bytes_are_bounded_too()
    {
        await using var measured = await EventKit.CreateAsync();
        await using var one = await measured.FollowAsync(EventKit.Whole);
        await measured.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha));
        var size = (await one.NextAsync()).Result.Length;

        await using var kit = await EventKit.CreateAsync(EventKit.Usual with { BufferedBytes = 2 * size });
        await using var slow = await kit.FollowAsync(EventKit.Whole);
        await using var slower = await kit.FollowAsync(EventKit.Whole);
        await using var fast = await kit.FollowAsync(EventKit.Whole);
        var told = await TellAsync(kit, fast, 3);
        Assert.Equal(told.Select(row => row.SubjectId), await slow.NextAsync(3));
        await TellAsync(kit, fast, 1);
        Assert.Equal([told[0].SubjectId], await slower.EndAsync(EventStreamEnd.SlowConsumer));
    }

    [Fact]
    public async Task A_tenant_has_so_many_streams_and_no_more()
    {
        await using var kit = await EventKit.CreateAsync(EventKit.Usual with { MaxStreams = 2 });
        await using var first = await kit.OpenAsync(EventKit.Whole);
        var second = await kit.OpenAsync(EventKit.Of(TestNetwork.Alpha));
        var refused = await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Whole));
        Assert.Equal(("RATE_LIMITED", "The tenant has 2 subscriptions here already."), (refused.Code, refused.Message));
        await using var other = await kit.OpenAsync(new Viewer(2, Role.DistributorAdmin, null));

        await second.DisposeAsync();
        await using var third = await kit.OpenAsync(EventKit.Whole);
    }

    [Fact]
    public async Task A_stream_that_could_not_be_opened_takes_no_place()
    {
        await using var kit = await EventKit.CreateAsync(EventKit.Usual with { MaxStreams = 1 });
        var refused = await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Whole, reauthorise: () => Task.FromResult<Api.Host.Identity.Caller?>(null)));
        Assert.Equal("AUTH_NOT_AUTHENTICATED", refused.Code);
        await Assert.ThrowsAsync<TimeoutException>(() => kit.OpenAsync(EventKit.Whole, reauthorise: () => throw new TimeoutException()));
        await using var stream = await kit.OpenAsync(EventKit.Whole);
    }

    [Fact]
    public async Task When_the_process_is_to_end_all_streams_do_and_no_other_begins()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var live = await kit.FollowAsync(EventKit.Whole);
        await using var unread = await kit.OpenAsync(EventKit.Of(TestNetwork.Alpha));

        kit.Drain();

        Assert.Empty(await live.EndAsync(EventStreamEnd.Draining));
        Assert.Empty(await new Follower(unread).EndAsync(EventStreamEnd.Draining));
        Assert.Equal(EventStreamEnd.Draining, (await Assert.ThrowsAsync<EventStreamEndedException>(() => kit.OpenAsync(EventKit.Whole))).Reason);
        Assert.Equal(EventStreamEnd.Draining, (await Assert.ThrowsAsync<EventStreamEndedException>(() => kit.OpenAsync(new Viewer(2, Role.DistributorAdmin, null)))).Reason);
    }

    /// <summary>Tells events one by one, each when the one before was handed on to all.</summary>
    static async Task<IReadOnlyList<EventRecord>> TellAsync(EventKit kit, Follower fast, int count)
    {
        var told = new List<EventRecord>();
        for (var i = 0; i < count; i++)
        {
            told.AddRange(await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha)));
            Assert.Equal([told[^1].SubjectId], await fast.NextAsync(1));
        }
        return told;
    }
}
