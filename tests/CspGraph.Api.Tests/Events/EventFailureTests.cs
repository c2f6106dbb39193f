using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tests.Events;

/// <summary>What fails for a moment is read again and nothing is lost; what fails for good ends those who ask for it, and nobody else.</summary>
public sealed class EventFailureTests
{
    const string Ends = "subscription($after: String) { events(after: $after) { subject ... on ResellerMovedEvent { from to } } }";
    const string Statuses = "subscription($after: String) { events(after: $after) { subject ... on AgreementRecordedEvent { status } } }";

    /// <summary>Heads are read by a statement with this; the ends of moves by one with the other.</summary>
    const string OfHeads = "\"RecordedAt\"\nFROM \"Events\"", OfEnds = "\"Details\"\nFROM \"Events\"";

    [Theory]
    [InlineData(OfHeads)]
    [InlineData("\"EventScopes\"")]
    [InlineData(OfEnds)]
    public async Task After_a_failure_of_the_database_everything_is_told_once(string statement)
    {
        var faults = new EventFaults();
        await using var kit = await EventKit.CreateAsync(configure: options => options.AddInterceptors(faults), log: faults);
        await using var plain = await kit.FollowAsync(EventKit.Whole);
        await using var ends = await kit.FollowAsync(EventKit.Whole, Ends);
        (faults.Of, faults.Failing) = (statement, 1);

        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.ResellerMoved, TestNetwork.Beta), (EventKind.SubscriptionEnded, TestNetwork.Gamma));

        await faults.Logged.WaitAsync(TimeSpan.FromSeconds(30));
        var subjects = told.Select(row => row.SubjectId).ToList();
        Assert.Equal(subjects, await kit.PassUntilAsync(plain.NextAsync(3)));
        Assert.Equal(subjects, await ends.NextAsync(3));
        var last = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Beta));
        Assert.Equal([last[0].SubjectId], await plain.NextAsync(1));
        Assert.Equal([last[0].SubjectId], await ends.NextAsync(1));
    }

    [Fact]
    public async Task Whom_the_database_fails_for_good_nobody_else_waits_for()
    {
        var faults = new EventFaults();
        await using var kit = await EventKit.CreateAsync(configure: options => options.AddInterceptors(faults), log: faults);
        await using var plain = await kit.FollowAsync(EventKit.Whole);
        await using var ends = await kit.FollowAsync(EventKit.Whole, Ends);
        (faults.Of, faults.Failing) = (OfEnds, int.MaxValue);

        var told = await kit.TellAsync((EventKind.ResellerMoved, TestNetwork.Beta), (EventKind.SubscriptionEnded, TestNetwork.Gamma));

        Assert.Equal(told.Select(row => row.SubjectId), await kit.PassUntilAsync(plain.NextAsync(2)));
        Assert.Empty(await ends.EndAsync(EventStreamEnd.Failed));
    }

    [Fact]
    public async Task So_it_is_in_a_replay()
    {
        var faults = new EventFaults { Of = OfEnds, Failing = 2 };
        await using var kit = await EventKit.CreateAsync(configure: options => options.AddInterceptors(faults));
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.ResellerMoved, TestNetwork.Beta));
        await using var events = await kit.FollowAsync(EventKit.Whole, Ends, new { after = EventCursor.Start });
        Assert.Equal(told.Select(row => row.SubjectId), await kit.PassUntilAsync(events.NextAsync(2)));
        Assert.True(faults.Failing < 0);
    }

    [Fact]
    public async Task An_event_that_cannot_be_shown_ends_those_who_ask_for_what_cannot()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var statuses = await kit.FollowAsync(EventKit.Whole, Statuses);
        await using var plain = await kit.FollowAsync(EventKit.Whole);
        var told = await kit.TellAsync(kit.New(EventKind.SubscriptionCreated, TestNetwork.Alpha), kit.New(EventKind.AgreementRecorded, TestNetwork.Alpha, details: "no JSON"), kit.New(EventKind.SubscriptionEnded, TestNetwork.Alpha));
        Assert.Equal(told.Select(row => row.SubjectId), await plain.NextAsync(3));
        Assert.Empty(await statuses.EndAsync(EventStreamEnd.Failed));

        var last = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Alpha));
        Assert.Equal([last[0].SubjectId], await plain.NextAsync(1));
    }

    [Fact]
    public async Task So_it_does_in_a_replay()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync(kit.New(EventKind.AgreementRecorded, TestNetwork.Alpha, details: "no JSON"));
        await using var statuses = await kit.FollowAsync(EventKit.Whole, Statuses, new { after = EventCursor.Start });
        Assert.Empty(await statuses.EndAsync(EventStreamEnd.Failed));
    }

    /// <summary>It takes part in what is being read, which has failed already: it must not go on as if it had it.</summary>
    [Fact]
    public async Task Who_joins_while_others_are_still_read_for_does_not_miss_what_could_not_be_shown()
    {
        var faults = new EventFaults();
        await using var kit = await EventKit.CreateAsync(configure: options => options.AddInterceptors(faults), log: faults);
        await using var statuses = await kit.FollowAsync(EventKit.Whole, Statuses);
        await using var ends = await kit.FollowAsync(EventKit.Whole, Ends);
        await using var late = await kit.OpenAsync(EventKit.Whole, Statuses, new { after = EventCursor.Start });
        (faults.Of, faults.Gate) = (OfEnds, new());
        var told = await kit.TellAsync(kit.New(EventKind.AgreementRecorded, TestNetwork.Alpha, details: "no JSON"), kit.New(EventKind.SubscriptionCreated, TestNetwork.Beta), kit.New(EventKind.ResellerMoved, TestNetwork.Beta));
        await Task.WhenAll(faults.Held.Task, faults.Logged).WaitAsync(TimeSpan.FromSeconds(30));

        await using var joined = new Follower(late);
        faults.Gate.SetResult();

        Assert.Equal(told.Select(row => row.SubjectId), await ends.NextAsync(3));
        Assert.Empty(await joined.EndAsync(EventStreamEnd.Failed));
        Assert.Empty(await statuses.EndAsync(EventStreamEnd.Failed));
    }

    [Fact]
    public async Task Who_joins_while_events_are_read_has_each_of_them_once()
    {
        var faults = new EventFaults();
        await using var kit = await EventKit.CreateAsync(configure: options => options.AddInterceptors(faults));
        await using var ends = await kit.FollowAsync(EventKit.Whole, Ends);
        await using var plain = await kit.FollowAsync(EventKit.Whole);
        (faults.Of, faults.Gate) = (OfEnds, new());
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.ResellerMoved, TestNetwork.Beta));
        await faults.Held.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await using var ahead = await kit.FollowAsync(EventKit.Whole);
        await using var behind = await kit.FollowAsync(EventKit.Whole, variables: new { after = EventCursor.Start });
        await using var waiting = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha), variables: new { after = EventCursor.Start });
        Assert.False(ahead.HasNext || behind.HasNext || waiting.HasNext);
        faults.Gate.SetResult();
        faults.Gate = null;

        var subjects = told.Select(row => row.SubjectId).ToList();
        foreach (var follower in new[] { ends, plain, behind, waiting }) Assert.Equal(subjects, await follower.NextAsync(2));
        var last = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Beta));
        foreach (var follower in new[] { ends, plain, behind, waiting, ahead }) Assert.Equal([last[0].SubjectId], await follower.NextAsync(1));
    }
}
