using System.Text;
using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Events;

/// <summary>An event is read and written once for all to whom it looks the same, and for nobody else.</summary>
public sealed class EventSharingTests
{
    [Fact]
    public async Task The_same_operation_and_scope_are_handed_the_same_bytes_wherever_they_began()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.SubscriptionCreated, TestNetwork.Beta));
        await using var first = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha));
        await using var second = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha), variables: new { after = EventKit.Cursor(told[0]) });
        await using var third = await kit.FollowAsync(EventKit.Of(TestNetwork.Alpha), variables: new { after = EventCursor.Start }, lastEventId: EventKit.Cursor(told[1]));
        Assert.Equal([told[1].SubjectId], await second.NextAsync(1));

        var live = await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Beta));

        var shown = Follower.Bytes(await first.NextAsync());
        Assert.Equal(live[0].SubjectId, Follower.Subject(await second.PeekAsync()));
        Assert.Same(shown, Follower.Bytes(await second.NextAsync()));
        Assert.Same(shown, Follower.Bytes(await third.NextAsync()));
    }

    [Fact]
    public async Task Another_scope_role_depth_or_operation_is_handed_its_own()
    {
        await using var kit = await EventKit.CreateAsync();
        const string Query = "subscription($with: Boolean = false) { events { subject reseller { depth } kind @include(if: $with) ... on RenewalEvent { amount: atStake { visibility } } } }";
        var whole = new Viewer(1, Role.Integration, null);
        (Viewer Viewer, object? Variables, string Shown)[] cases =
        [
            (EventKit.Whole, null, "\"reseller\":{\"depth\":1},\"amount\":{\"visibility\":\"VISIBLE\"}"),
            (EventKit.Whole, new { with = true }, "\"reseller\":{\"depth\":1},\"kind\":\"RENEWAL_DUE\",\"amount\":{\"visibility\":\"VISIBLE\"}"),
            (whole with { Granted = RightSet.Of(Right.Read, Right.SeeCosts) }, null, "\"reseller\":{\"depth\":1},\"amount\":{\"visibility\":\"VISIBLE\"}"),
            (whole with { Granted = RightSet.Of(Right.Read) }, null, "\"reseller\":{\"depth\":1},\"amount\":{\"visibility\":\"HIDDEN\"}"),
            (EventKit.Of(TestNetwork.Alpha), null, "\"reseller\":{\"depth\":1},\"amount\":{\"visibility\":\"HIDDEN\"}"),
            (EventKit.Of(TestNetwork.Beta), null, "\"reseller\":{\"depth\":1},\"amount\":{\"visibility\":\"HIDDEN\"}"),
            (EventKit.Of(TestNetwork.Beta) with { RootDepth = 1 }, null, "\"reseller\":{\"depth\":0},\"amount\":{\"visibility\":\"HIDDEN\"}"),
        ];
        var followers = new List<Follower>();
        foreach (var (viewer, variables, _) in cases) followers.Add(await kit.FollowAsync(viewer, Query, variables));

        var told = await kit.TellAsync(kit.New(EventKind.RenewalDue, TestNetwork.Beta, amount: 1, currency: "EUR"));

        var bytes = new List<byte[]>();
        foreach (var (follower, shown) in followers.Zip(cases, (follower, one) => (follower, one.Shown)))
        {
            bytes.Add(Follower.Bytes(await follower.NextAsync()));
            Assert.Equal($$$"""{"data":{"events":{"subject":"{{{told[0].SubjectId}}}",{{{shown}}} } } }""".Replace(" ", "", StringComparison.Ordinal), Encoding.UTF8.GetString(bytes[^1]));
        }
        Assert.Equal(cases.Length, bytes.Distinct(ReferenceEqualityComparer.Instance).Count());
        foreach (var follower in followers) await follower.DisposeAsync();
    }

    /// <summary>Two tenants' scopes may be named alike: they share nothing.</summary>
    [Fact]
    public async Task Another_tenant_follows_its_own_log()
    {
        await using var kit = await EventKit.CreateAsync();
        await using var other = await kit.FollowAsync(new Viewer(2, Role.DistributorAdmin, null));
        await using var own = await kit.FollowAsync(EventKit.Whole);
        var told = await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Alpha));
        Assert.Equal([told[0].SubjectId], await own.NextAsync(1));
        Assert.False(other.HasNext);
        Assert.Equal([1, 2], kit.Streams.Tenants.Order());
    }
}
