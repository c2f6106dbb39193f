using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;

namespace CspGraph.Api.Tests.Events;

public sealed class EventStreamTests
{
    [Fact]
    public async Task What_came_behind_the_cursor_is_replayed_and_then_what_comes_without_a_gap()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha), (EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.SubscriptionChanged, TestNetwork.Gamma));

        await using var stream = await kit.OpenAsync(EventKit.Whole, variables: new { after = Api.Events.EventCursor.Of(told[0].Id).ToString() });
        await using var events = stream.ReadAsync(default).GetAsyncEnumerator();
        Assert.Equal([told[1].SubjectId, told[2].SubjectId], await EventKit.NextAsync(events, 2));

        var next = events.MoveNextAsync().AsTask();
        var live = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Alpha), (EventKind.SubscriptionEnded, null));
        Assert.True(await next);
        Assert.Equal([live[1].SubjectId], await EventKit.NextAsync(events, 1));
    }

    [Fact]
    public async Task A_resellers_viewer_is_told_what_happened_in_its_subtree()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var stream = await kit.OpenAsync(EventKit.Of(TestNetwork.Alpha));
        await using var events = stream.ReadAsync(default).GetAsyncEnumerator();

        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.ImportSucceeded, null), (EventKind.SubscriptionChanged, TestNetwork.Alpha));

        Assert.Equal([told[1].SubjectId, told[3].SubjectId], await EventKit.NextAsync(events, 2));
    }
}
