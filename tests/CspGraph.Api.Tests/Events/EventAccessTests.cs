using CspGraph.Api.Events;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Tests.Events;

/// <summary>Nothing that is numbered behind a change of access is told by what held before it.</summary>
public sealed class EventAccessTests
{
    [Theory]
    [InlineData(EventKind.ApiKeyRevoked)]
    [InlineData(EventKind.MembershipChanged)]
    [InlineData(EventKind.ResellerMoved)]
    public async Task A_credential_that_opens_nothing_any_more_is_told_nothing_behind_that(EventKind change)
    {
        await using var kit = await EventKit.CreateAsync();
        Caller? caller = ChangeKit.Of(EventKit.Whole);
        await using var events = await kit.FollowAsync(EventKit.Whole, reauthorise: () => Task.FromResult<Caller?>(caller));
        await using var other = await kit.FollowAsync(EventKit.Whole);
        var before = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha));
        Assert.Equal([before[0].SubjectId], await events.NextAsync(1));

        caller = null;
        var told = await kit.TellAsync((change, TestNetwork.Alpha), (EventKind.SubscriptionEnded, TestNetwork.Alpha));

        Assert.Equal([before[0].SubjectId, told[0].SubjectId, told[1].SubjectId], await other.NextAsync(3));
        Assert.DoesNotContain(told[1].SubjectId, await events.EndAsync(EventStreamEnd.NotAuthorized));
    }

    [Fact]
    public async Task Of_another_tenant_or_without_the_right_to_read_it_opens_nothing_either()
    {
        await using var kit = await EventKit.CreateAsync();
        Caller elsewhere = ChangeKit.Of(EventKit.Whole), rightless = elsewhere;
        await using var first = await kit.FollowAsync(EventKit.Whole, reauthorise: () => Task.FromResult<Caller?>(elsewhere));
        await using var second = await kit.FollowAsync(EventKit.Whole, reauthorise: () => Task.FromResult<Caller?>(rightless));
        elsewhere = ChangeKit.Of(new Viewer(2, Role.DistributorAdmin, null));
        rightless = ChangeKit.Of(new Viewer(1, Role.Integration, null) { Granted = RightSet.Of(Right.SeeCosts) });
        await kit.TellAsync((EventKind.MembershipChanged, null));
        await first.EndAsync(EventStreamEnd.NotAuthorized);
        await second.EndAsync(EventStreamEnd.NotAuthorized);
    }

    [Fact]
    public async Task Every_stream_is_authorised_anew_before_anything_behind_is_told_to_anyone()
    {
        await using var kit = await EventKit.CreateAsync();
        var asked = new int[30];
        var followers = new List<Follower>();
        for (var i = 0; i < asked.Length; i++)
        {
            var (of, viewer) = (i, i % 3 == 0 ? EventKit.Whole : EventKit.Of(i % 3 == 1 ? TestNetwork.Alpha : TestNetwork.Gamma));
            followers.Add(await kit.FollowAsync(viewer, reauthorise: async () =>
            {
                await Task.Yield();
                Interlocked.Increment(ref asked[of]);
                return ChangeKit.Of(viewer);
            }));
        }
        Assert.All(asked, times => Assert.Equal(1, times));

        var told = await kit.TellAsync((EventKind.MembershipChanged, null), (EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.SubscriptionCreated, TestNetwork.Gamma));

        await followers[0].UntilAsync(told[1].SubjectId);
        Assert.All(asked, times => Assert.Equal(2, times));
        foreach (var follower in followers) await follower.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_authorised_for_less_goes_on_with_that_and_shares_it()
    {
        await using var kit = await EventKit.CreateAsync();
        var caller = ChangeKit.Of(EventKit.Whole);
        await using var narrowed = await kit.FollowAsync(EventKit.Whole, reauthorise: () => Task.FromResult<Caller?>(caller));
        await using var alpha = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha));
        var first = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Gamma));
        Assert.Equal([first[0].SubjectId], await narrowed.NextAsync(1));

        caller = ChangeKit.Of(EventKit.Of(TestNetwork.Alpha));
        var told = await kit.TellAsync((EventKind.MembershipChanged, TestNetwork.Beta), (EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionCreated, TestNetwork.Beta));

        Assert.Equal([told[0].SubjectId, told[2].SubjectId], [Follower.Subject(await narrowed.NextAsync()), Follower.Subject(await narrowed.PeekAsync())]);
        Assert.Equal([told[0].SubjectId], await alpha.NextAsync(1));
        Assert.Same(Follower.Bytes(await alpha.NextAsync()), Follower.Bytes(await narrowed.NextAsync()));
    }

    [Fact]
    public async Task Where_who_asks_cannot_be_looked_up_everything_behind_waits_until_it_can()
    {
        await using var kit = await EventKit.CreateAsync();
        var (caller, failures) = (ChangeKit.Of(EventKit.Whole), 0);
        await using var events = await kit.FollowAsync(EventKit.Whole, reauthorise: () => failures-- > 0 ? throw new SqliteException("A fault that a test made.", 5) : Task.FromResult<Caller?>(caller));
        await using var other = await kit.FollowAsync(EventKit.Whole);

        (caller, failures) = (ChangeKit.Of(EventKit.Of(TestNetwork.Alpha)), 2);
        var told = await kit.TellAsync((EventKind.MembershipChanged, null), (EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionCreated, TestNetwork.Beta));

        Assert.Equal(told[0].SubjectId, Follower.Subject(await other.NextAsync()));
        Assert.Equal([told[1].SubjectId, told[2].SubjectId], await kit.PassUntilAsync(other.NextAsync(2)));
        Assert.Equal([told[0].SubjectId, told[2].SubjectId], await events.NextAsync(2));
        Assert.True(failures < 0);
    }

    [Fact]
    public async Task A_lookup_that_fails_otherwise_ends_its_own_stream()
    {
        await using var kit = await EventKit.CreateAsync();
        var fails = false;
        await using var events = await kit.FollowAsync(EventKit.Whole, reauthorise: () => fails ? throw new InvalidOperationException("A fault that a test made.") : Task.FromResult<Caller?>(ChangeKit.Of(EventKit.Whole)));
        await using var other = await kit.FollowAsync(EventKit.Whole);
        fails = true;
        var told = await kit.TellAsync((EventKind.MembershipChanged, null), (EventKind.SubscriptionCreated, TestNetwork.Gamma));
        Assert.Equal([told[0].SubjectId, told[1].SubjectId], await other.NextAsync(2));
        Assert.DoesNotContain(told[1].SubjectId, await events.EndAsync(EventStreamEnd.Failed));
    }

    /// <summary>A stream that opens is authorised beside those that are open already: the older answer may come later.</summary>
    [Fact]
    public async Task What_was_looked_up_before_a_change_never_replaces_what_was_looked_up_behind_it()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var other = await kit.FollowAsync(EventKit.Of(TestNetwork.Gamma));
        var (calls, older, begun) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        var opening = kit.FollowAsync(EventKit.Whole, reauthorise: async () =>
        {
            if (Interlocked.Increment(ref calls) > 1) return ChangeKit.Of(EventKit.Of(TestNetwork.Alpha));
            begun.SetResult();
            await older.Task;
            return ChangeKit.Of(EventKit.Whole);
        });
        await begun.Task;
        var moved = await kit.TellAsync((EventKind.MembershipChanged, TestNetwork.Gamma));
        Assert.Equal([moved[0].SubjectId], await other.NextAsync(1));
        // As long as it takes where nothing makes the second wait for the first.
        for (var i = 0; i < 100_000 && Volatile.Read(ref calls) < 2; i++) await Task.Yield();
        for (var i = 0; i < 1_000; i++) await Task.Yield();
        older.SetResult();
        await using var events = await opening;

        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Gamma), (EventKind.SubscriptionCreated, TestNetwork.Beta));
        Assert.Equal([told[0].SubjectId], await other.NextAsync(1));
        Assert.DoesNotContain(told[0].SubjectId, await events.UntilAsync(told[1].SubjectId));
    }

    [Fact]
    public async Task A_reseller_that_moved_away_is_told_of_no_more_and_who_has_it_now_is()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var loser = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha));
        await using var winner = await kit.FollowAsync(EventKit.Of(TestNetwork.Gamma));
        await using var itself = await kit.FollowAsync(EventKit.Of(TestNetwork.Beta));
        var before = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta));
        Assert.Equal([before[0].SubjectId], await loser.NextAsync(1));

        await kit.Changes.MoveAsync(TestNetwork.Beta, TestNetwork.Gamma);
        var behind = await kit.TellAsync((EventKind.SubscriptionChanged, TestNetwork.Beta), (EventKind.SubscriptionChanged, TestNetwork.Alpha));
        Assert.Equal([Moves.Id(TestNetwork.Beta), behind[0].SubjectId], await winner.NextAsync(2));
        await kit.Changes.MoveAsync(TestNetwork.Beta, TestNetwork.Alpha);
        var back = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Beta), (EventKind.SubscriptionEnded, TestNetwork.Gamma));

        var moved = Moves.Id(TestNetwork.Beta);
        Assert.Equal([behind[1].SubjectId, moved, back[0].SubjectId], await loser.NextAsync(3));
        Assert.Equal([back[1].SubjectId], await winner.NextAsync(1));
        Assert.Equal([before[0].SubjectId, moved, behind[0].SubjectId, moved, back[0].SubjectId], await itself.NextAsync(5));
    }

    [Fact]
    public async Task Who_is_behind_is_told_nothing_either_of_what_came_behind_the_move()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync([.. Enumerable.Range(0, EventLoads.Most + 40).Select(_ => kit.New(EventKind.SubscriptionCreated, TestNetwork.Beta))]);
        await using var loser = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha), variables: new { after = EventCursor.Start });
        Assert.Equal([told[0].SubjectId], await loser.NextAsync(1));

        await kit.Changes.MoveAsync(TestNetwork.Beta, null);
        await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Beta));
        var last = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Alpha));

        // What was in hand was numbered before the move; what was read behind it is hidden as of now.
        Assert.Equal([.. told.Skip(1).Take(EventLoads.Most - 1).Select(row => row.SubjectId), last[0].SubjectId], await loser.UntilAsync(last[0].SubjectId));
    }
}
