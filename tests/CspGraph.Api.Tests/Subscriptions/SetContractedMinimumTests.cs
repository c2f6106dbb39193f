using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Alerts;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.PartnerOfRecord;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Subscriptions;

/// <summary>The distributor states what its contract says of a subscription's seats, beside what files state. The network's file, of November 2026, has 20 from 15 January 2026 on.</summary>
public sealed class SetContractedMinimumTests
{
    const string Shown = "contractedMinimum { minimumQuantity startsOn endsOn }";

    static Task<string> AskAsync(AlertKit kit, object input, Caller? caller = null) => kit.AskAsync("setContractedMinimum", Shown, input, caller);

    static string Subscription(AlertKit kit) => kit.Network.Subscription(NetworkJson.Subscription);

    [Fact]
    public async Task A_minimum_is_set_changed_and_withdrawn()
    {
        await using var kit = await AlertKit.CreateAsync();
        var subscription = Subscription(kit);
        Assert.Equal("""{"minimumQuantity":30,"startsOn":"2027-04-01","endsOn":null}""", await AskAsync(kit, new { subscription, quantity = 30, startsOn = "2027-04-01" }));
        kit.Changes.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("""{"minimumQuantity":10000000,"startsOn":"2027-04-01","endsOn":"2027-04-01"}""", await AskAsync(kit, new { subscription, quantity = 10_000_000, startsOn = "2027-04-01", endsOn = "2027-04-01" }));
        Assert.Equal("""{"minimumQuantity":0,"startsOn":"2026-01-15","endsOn":null}""", await AskAsync(kit, new { subscription, quantity = 0, startsOn = "2026-01-15" }));
        var rows = await kit.Changes.RowsAsync<ContractedMinimum>();
        Assert.Equal([(0, kit.Network.Of("1001").Viewer.SubtreeRootId), (10_000_000, kit.Network.Of("1001").Viewer.SubtreeRootId)], rows.OrderBy(row => row.StartsOn).Select(row => (row.MinimumQuantity, row.ResellerId)));
        var told = await kit.EventsAsync(EventKind.ContractedMinimumSet);
        Assert.Equal(["""{"quantity":30,"startsOn":"2027-04-01","endsOn":null}""", """{"quantity":10000000,"startsOn":"2027-04-01","endsOn":"2027-04-01"}""", """{"quantity":0,"startsOn":"2026-01-15","endsOn":null}"""], told.Select(told => told.Details));
        Assert.All(told, told => Assert.Equal((subscription, rows[0].SubscriptionId, rows[0].ResellerId), (told.SubjectId, told.SubscriptionId!.Value, told.ResellerId)));
        Assert.Equal(3, (await kit.AuditAsync("setContractedMinimum")).Count(entry => entry.Outcome is AuditOutcome.Succeeded && entry.SubjectId == subscription));
    }

    [Fact]
    public async Task Who_is_bound_is_told()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { subscription = Subscription(kit), quantity = 30, startsOn = "2027-04-01" });
        const string Told = "{ events(kinds: [CONTRACTED_MINIMUM_SET]) { nodes { subscription { name } ... on ContractedMinimumSetEvent { quantity startsOn endsOn } } } }";
        Assert.Equal("""{"events":{"nodes":[{"subscription":{"name":"CFQ7TTC0LF8S:0001"},"quantity":30,"startsOn":"2027-04-01","endsOn":null}]}}""", await kit.ReadAsync(Told, kit.Network.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal("""{"events":{"nodes":[]}}""", await kit.ReadAsync(Told, kit.Network.Of("1002")));
    }

    [Fact]
    public async Task What_the_rules_do_not_allow_is_refused_and_nothing_changes()
    {
        await using var kit = await AlertKit.CreateAsync();
        var (before, subscription) = (await kit.StateAsync(), Subscription(kit));
        Assert.Equal("AUTH_NOT_AUTHORIZED@", await AskAsync(kit, new { subscription, quantity = 1, startsOn = "2027-04-01" }, kit.Network.Of("1001")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await AskAsync(kit, new { subscription, quantity = 1, startsOn = "2027-04-01" }, Changes.ChangeKit.Of(new(1, Role.DistributorAnalyst, null))));
        Assert.Equal("NOT_FOUND@subscription", await AskAsync(kit, new { subscription = kit.Network.Customer(), quantity = 1, startsOn = "2027-04-01" }));
        Assert.Equal("BAD_USER_INPUT@quantity", await AskAsync(kit, new { subscription, quantity = -1, startsOn = "2027-04-01" }));
        Assert.Equal("BAD_USER_INPUT@quantity", await AskAsync(kit, new { subscription, quantity = 10_000_001, startsOn = "2027-04-01" }));
        Assert.Equal("BAD_USER_INPUT@endsOn", await AskAsync(kit, new { subscription, quantity = 1, startsOn = "2027-04-01", endsOn = "2027-03-31" }));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(6, (await kit.AuditAsync("setContractedMinimum")).Count(entry => entry.Outcome is AuditOutcome.Refused));
    }

    [Fact]
    public async Task An_older_file_that_is_imported_later_does_not_undo_it_and_a_newer_one_does()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { subscription = Subscription(kit), quantity = 30, startsOn = "2026-01-15", endsOn = "2027-12-31" });
        await kit.Network.ImportAsync(new NetworkJson("2027-02-28T00:00:00Z").Minimum(NetworkJson.Subscription, ("quantity", 25)));
        Assert.Equal((30, new DateOnly(2027, 12, 31)), await StatedAsync(kit));
        await kit.Network.ImportAsync(new NetworkJson("2027-03-02T00:00:00Z").Minimum(NetworkJson.Subscription, ("quantity", 25)));
        Assert.Equal((25, null), await StatedAsync(kit));
        var before = await kit.StateAsync();
        Assert.Equal("CONFLICT@quantity", await AskAsync(kit, new { subscription = Subscription(kit), quantity = 30, startsOn = "2026-01-15" }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task What_was_withdrawn_before_a_file_named_it_stays_so()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { subscription = kit.Network.Subscription(AssignmentKit.Second), quantity = 0, startsOn = "2026-02-01" });
        await kit.Network.ImportAsync(new NetworkJson("2027-02-28T00:00:00Z").Minimum(AssignmentKit.Second, ("startsOn", "2026-02-01")));
        Assert.Equal([0, 20], (await kit.Changes.RowsAsync<ContractedMinimum>()).Select(row => row.MinimumQuantity).Order());
    }

    [Fact]
    public async Task What_is_so_already_is_stated_and_not_told_and_a_dry_run_and_a_key_are_what_they_always_are()
    {
        await using var kit = await AlertKit.CreateAsync();
        var (before, subscription) = (await kit.StateAsync(), Subscription(kit));
        Assert.Contains("\"minimumQuantity\":40", await AskAsync(kit, new { subscription, quantity = 40, startsOn = "2027-04-01", dryRun = true }), StringComparison.Ordinal);
        Assert.Equal(before, await kit.StateAsync());
        Assert.Contains("\"minimumQuantity\":20", await AskAsync(kit, new { subscription, quantity = 20, startsOn = "2026-01-15" }), StringComparison.Ordinal);
        Assert.Empty(await kit.EventsAsync(EventKind.ContractedMinimumSet));
        var first = await AskAsync(kit, new { subscription, quantity = 30, startsOn = "2027-04-01", idempotencyKey = "k" });
        var once = await kit.StateAsync();
        Assert.Equal(first, await AskAsync(kit, new { subscription, quantity = 30, startsOn = "2027-04-01", idempotencyKey = "k" }));
        Assert.Equal(once, await kit.StateAsync());
    }

    static async Task<(int, DateOnly?)> StatedAsync(AlertKit kit) => Assert.Single(await kit.Changes.RowsAsync<ContractedMinimum>()) is var row ? (row.MinimumQuantity, row.EndsOn) : default;
}
