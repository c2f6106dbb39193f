using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tests.Events;

/// <summary>What nobody has said is found all the same.</summary>
public sealed class EventSignalTests
{
    [Fact]
    public async Task Another_process_s_events_are_found_by_looking()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var replica = kit.Beside();
        await using var here = await kit.FollowAsync(EventKit.Whole);
        await using var there = await replica.FollowAsync(EventKit.Whole);

        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta));
        Assert.Equal([told[0].SubjectId], await here.NextAsync(1));
        Assert.False(there.HasNext);
        kit.Changes.Clock.Advance(EventKit.Usual.Poll);
        Assert.Equal([told[0].SubjectId], await there.NextAsync(1));

        await replica.Changes.MoveAsync(TestNetwork.Beta, null);
        Assert.Equal([Moves.Id(TestNetwork.Beta)], await there.NextAsync(1));
        Assert.False(here.HasNext);
        kit.Changes.Clock.Advance(EventKit.Usual.Poll);
        Assert.Equal([Moves.Id(TestNetwork.Beta)], await here.NextAsync(1));
    }

    /// <summary>The signal of what is told between the look at the log and the begin of the first stream is heard by nobody.</summary>
    [Fact]
    public async Task What_is_told_while_the_first_stream_opens_waits_for_no_look()
    {
        var faults = new EventFaults { Of = "\"Resellers\"", Gate = new() };
        await using var kit = await EventKit.CreateAsync(configure: options => options.AddInterceptors(faults));
        var opening = kit.FollowAsync(EventKit.Whole, "subscription($under: ID) { events(under: $under) { subject } }", new { under = Moves.Id(TestNetwork.Alpha) });
        await faults.Held.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta));
        for (var i = 0; i < 1_000; i++) await Task.Yield();
        faults.Gate.SetResult();

        await using var events = await opening;

        Assert.Equal([told[0].SubjectId], await events.NextAsync(1));
    }
}
