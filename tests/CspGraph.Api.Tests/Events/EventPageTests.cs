using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Events;

/// <summary>The log, page by page.</summary>
public sealed class EventPageTests
{
    [Fact]
    public async Task Pages_go_from_the_oldest_to_the_newest()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        var first = await kit.EventsAsync(EventKit.Whole, new { first = 2 });
        Assert.Equal(told.Take(2).Select(EventKit.Cursor), first.Cursors);
        Assert.Equal($"{told[0].SubjectId} {told[1].SubjectId} >", $"{first}");
        Assert.Equal($"< {told[2].SubjectId} {told[3].SubjectId} >", $"{await kit.EventsAsync(EventKit.Whole, new { first = 2, after = first.Cursors[^1] })}");
        Assert.Equal($"< {told[3].SubjectId} {told[4].SubjectId}", $"{await kit.EventsAsync(EventKit.Whole, new { first = 2, after = EventKit.Cursor(told[2]) })}");
        Assert.Equal("< ", $"{await kit.EventsAsync(EventKit.Whole, new { after = EventKit.Cursor(told[4]) })}");
    }

    [Fact]
    public async Task From_the_start_cursor_on_it_is_the_first_page()
    {
        await using var kit = await EventKit.CreateAsync();
        Assert.Equal("", $"{await kit.EventsAsync(EventKit.Whole, new { after = EventCursor.Start })}");
        var told = await FiveAsync(kit);
        Assert.Equal($"{told[0].SubjectId} >", $"{await kit.EventsAsync(EventKit.Whole, new { first = 1, after = EventCursor.Start })}");
    }

    [Fact]
    public async Task A_page_has_25_events_where_nobody_said_how_many_and_at_most_100()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync([.. Enumerable.Range(0, 101).Select(_ => kit.New(EventKind.SubscriptionCreated, TestNetwork.Beta))]);
        foreach (var viewer in new[] { EventKit.Whole, EventKit.Of(TestNetwork.Alpha) })
        {
            Assert.Equal(told.Take(25).Select(row => row.SubjectId), (await kit.EventsAsync(viewer)).Subjects);
            var most = await kit.EventsAsync(viewer, new { first = 100 });
            Assert.Equal((100, true), (most.Subjects.Count, most.HasNext));
            Assert.False((await kit.EventsAsync(viewer, new { first = 100, after = EventKit.Cursor(told[0]) })).HasNext);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(-1)]
    public async Task No_other_page_is_given(int first)
    {
        await using var kit = await EventKit.CreateAsync();
        Assert.Equal("BAD_USER_INPUT", $"{await kit.EventsAsync(EventKit.Whole, new { first })}");
    }

    /// <summary>As with every other connection: what is null was not said.</summary>
    [Fact]
    public async Task Arguments_that_are_null_were_not_given()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        Assert.Equal(string.Join(' ', told.Select(row => row.SubjectId)), $"{await kit.EventsAsync(EventKit.Whole, new { first = (int?)null, after = (string?)null, kinds = (string[]?)null, under = (string?)null })}");
    }

    [Fact]
    public async Task Kinds_are_chosen()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        Assert.Equal($"{told[1].SubjectId} >", $"{await kit.EventsAsync(EventKit.Whole, new { first = 1, kinds = new[] { "SUBSCRIPTION_CHANGED", "IMPORT_SUCCEEDED" } })}");
        Assert.Equal($"< {told[3].SubjectId}", $"{await kit.EventsAsync(EventKit.Whole, new { after = EventKit.Cursor(told[1]), kinds = new[] { "SUBSCRIPTION_CHANGED", "IMPORT_SUCCEEDED" } })}");
        Assert.Equal($"{told[1].SubjectId}", $"{await kit.EventsAsync(EventKit.Whole, new { kinds = "SUBSCRIPTION_CHANGED" })}");
        Assert.Equal("", $"{await kit.EventsAsync(EventKit.Whole, new { kinds = Array.Empty<string>() })}");
    }

    [Fact]
    public async Task Each_sees_what_happened_where_it_sees()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        string Subjects(params int[] of) => string.Join(' ', of.Select(i => told[i].SubjectId));
        Assert.Equal(Subjects(0, 1, 2, 3, 4), $"{await kit.EventsAsync(EventKit.Whole)}");
        Assert.Equal(Subjects(0, 1), $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Alpha))}");
        Assert.Equal(Subjects(1), $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Beta))}");
        Assert.Equal(Subjects(2, 4), $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Gamma))}");
        Assert.Equal("", $"{await kit.EventsAsync(new Viewer(2, Role.DistributorAdmin, null))}");
    }

    [Fact]
    public async Task Under_a_reseller_is_what_happened_at_and_below_it()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        Assert.Equal($"{told[0].SubjectId} {told[1].SubjectId}", $"{await kit.EventsAsync(EventKit.Whole, new { under = Moves.Id(TestNetwork.Alpha) })}");
        Assert.Equal($"{told[1].SubjectId}", $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Alpha), new { under = Moves.Id(TestNetwork.Beta) })}");
        Assert.Equal($"{told[2].SubjectId} >", $"{await kit.EventsAsync(EventKit.Whole, new { under = Moves.Id(TestNetwork.Gamma), first = 1 })}");
    }

    [Fact]
    public async Task Under_what_is_not_seen_or_not_there_nothing_is_found()
    {
        await using var kit = await EventKit.CreateAsync();
        await FiveAsync(kit);
        foreach (var viewer in new[] { EventKit.Whole, EventKit.Of(TestNetwork.Beta) })
            foreach (var under in new[] { Moves.Id(TestNetwork.Omega), Moves.Id(Guid.NewGuid()), new NodeId('C', TestNetwork.Beta).ToString(), "", "x" })
                Assert.Equal("NOT_FOUND", $"{await kit.EventsAsync(viewer, new { under })}");
        Assert.Equal("NOT_FOUND", $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Beta), new { under = Moves.Id(TestNetwork.Alpha) })}");
    }

    [Fact]
    public async Task A_cursor_is_a_place_whoever_sees_what_stands_there()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        Assert.Equal($"< {told[4].SubjectId}", $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Gamma), new { after = EventKit.Cursor(told[3]) })}");
        var key = await kit.TellAsync((EventKind.ApiKeyCreated, null), (EventKind.SubscriptionCreated, TestNetwork.Gamma));
        Assert.Equal($"< {key[1].SubjectId}", $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Gamma, Role.ResellerAnalyst), new { after = EventKit.Cursor(key[0]) })}");
    }

    [Fact]
    public async Task What_is_no_cursor_is_told_from_one_that_is_kept_no_more()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await FiveAsync(kit);
        foreach (var after in new[] { "", "x", Moves.Id(told[0].Id) }) Assert.Equal("INVALID_CURSOR", $"{await kit.EventsAsync(EventKit.Whole, new { after })}");

        await kit.ChangeAsync(db => db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Number <= 2).ExecuteDeleteAsync());

        foreach (var viewer in new[] { EventKit.Whole, EventKit.Of(TestNetwork.Gamma), new Viewer(2, Role.DistributorAdmin, null) })
        {
            var expired = await kit.EventsAsync(viewer, new { after = EventKit.Cursor(told[0]) });
            Assert.Equal(("CURSOR_EXPIRED", EventCursor.Start), (expired.Error, expired.OldestCursor));
        }
        Assert.Equal($"{told[2].SubjectId} {told[3].SubjectId} {told[4].SubjectId}", $"{await kit.EventsAsync(EventKit.Whole, new { after = EventCursor.Start })}");
        var refused = await Assert.ThrowsAsync<GraphException>(() => kit.OpenAsync(EventKit.Whole, variables: new { after = EventKit.Cursor(told[1]) }));
        Assert.Equal(("CURSOR_EXPIRED", EventCursor.Start), (refused.Code, refused.Extensions!["oldestCursor"]));
        await using var events = await kit.FollowAsync(EventKit.Whole, variables: new { after = EventCursor.Start });
        Assert.Equal([told[2].SubjectId, told[3].SubjectId, told[4].SubjectId], await events.NextAsync(3));
    }

    [Fact]
    public async Task Of_access_only_those_are_told_who_manage_it()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync((EventKind.ApiKeyCreated, TestNetwork.Beta), (EventKind.ApiKeyRevoked, TestNetwork.Beta), (EventKind.MembershipChanged, TestNetwork.Beta), (EventKind.SubscriptionCreated, TestNetwork.Beta));
        foreach (var viewer in new[] { EventKit.Whole, EventKit.Of(TestNetwork.Alpha), EventKit.Of(TestNetwork.Beta) })
            Assert.Equal(4, (await kit.EventsAsync(viewer)).Subjects.Count);
        foreach (var viewer in new[] { new Viewer(1, Role.DistributorAnalyst, null), EventKit.Of(TestNetwork.Alpha, Role.ResellerAnalyst), new Viewer(1, Role.Integration, TestNetwork.Beta) })
        {
            Assert.Equal([told[3].SubjectId], (await kit.EventsAsync(viewer)).Subjects);
            await using var events = await kit.FollowAsync(viewer, variables: new { after = EventCursor.Start });
            Assert.Equal([told[3].SubjectId], await events.NextAsync(1));
        }
    }

    static Task<IReadOnlyList<EventRecord>> FiveAsync(EventKit kit) => kit.TellAsync(
        (EventKind.SubscriptionCreated, TestNetwork.Alpha), (EventKind.SubscriptionChanged, TestNetwork.Beta), (EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.ImportSucceeded, null), (EventKind.SubscriptionEnded, TestNetwork.Gamma));
}
