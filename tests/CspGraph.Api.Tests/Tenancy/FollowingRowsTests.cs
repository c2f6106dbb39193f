using CspGraph.Api.Tests.Alerts;
using CspGraph.Api.Tests.Imports;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What hangs on a customer or a subscription is seen by who has that: who loses it sees nothing of it any more, whichever way it went.</summary>
public sealed class FollowingRowsTests
{
    /// <summary>One that names no Partner of Record: it goes with its customer.</summary>
    const string Third = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f63";

    const string Seen = """
        { alerts { nodes { kind } } customers { nodes { budget { amount } agreement { status } alerts { totalCount } } }
          subscriptions(where: { seatCounts: { some: { since: { eq: "2027-01-01" } } } }) { nodes { seatCounts { nodes { quantity } } contractedMinimums { nodes { minimumQuantity } } alerts { totalCount } } } }
        """;

    const string Nothing = """{"alerts":{"nodes":[]},"customers":{"nodes":[]},"subscriptions":{"nodes":[]}}""";

    /// <summary>The first subscription has two seat counts beside the file's, a minimum and an alert; its customer an agreement, a budget and an alert of its own, and one about what is there no more.</summary>
    static async Task<AlertKit> CreateAsync()
    {
        var kit = await AlertKit.CreateAsync();
        await kit.Network.ImportAsync(new NetworkJson().Customers(NetworkJson.Customer).Agreement(NetworkJson.Customer).Subscriptions(Third));
        var rows = await kit.Changes.RowsAsync<CspSubscription>();
        foreach (var row in rows.Where(row => row.SubscriptionId == Guid.Parse(NetworkJson.Subscription) || row.SubscriptionId == Guid.Parse(Third)))
            await kit.WriteAsync(db =>
            {
                foreach (var month in new[] { 1, 2 }) db.Add(new SeatCount { Id = Guid.NewGuid(), SubscriptionId = row.Id, ResellerId = row.ResellerId, Since = new(2027, month, 1), Quantity = 20 + month });
            });
        var customer = (await kit.Changes.RowsAsync<Customer>()).Single(row => row.EntraTenantId == Guid.Parse(NetworkJson.Customer));
        await kit.WriteAsync(db => db.Add(new CustomerBudget { Id = Guid.NewGuid(), CustomerId = customer.Id, ResellerId = customer.ResellerId, Amount = 1_000, Currency = "EUR", Thresholds = "100", SetAt = AlertKit.Told }));
        await kit.AddAsync(AlertKit.New(AlertKind.SeatsBelowMinimum, customer.ResellerId, customer.Id, rows.Single(row => row.SubscriptionId == Guid.Parse(Third)).Id));
        await kit.AddAsync(AlertKit.New(AlertKind.CancellationWindow, customer.ResellerId, customer.Id, Guid.NewGuid()));
        return kit;
    }

    [Fact]
    public async Task A_customer_that_a_file_gives_to_another_takes_all_along()
    {
        await using var kit = await CreateAsync();
        Assert.Equal(Nothing, await kit.ReadAsync(Seen, kit.Network.Of("1002")));

        await kit.Network.ImportAsync(new NetworkJson("2026-12-01T00:00:00Z").Customers(NetworkJson.Customer, ("reseller", "1002")).Subscriptions(NetworkJson.Subscription, ("partnerOfRecord", "1002")));

        Assert.DoesNotContain("\"kind\"", await kit.ReadAsync(Seen, kit.Network.Of("1001")), StringComparison.Ordinal);
        Assert.DoesNotContain("\"quantity\"", await kit.ReadAsync(Seen, kit.Network.Of("1001")), StringComparison.Ordinal);
        const string Counts = "\"seatCounts\":{\"nodes\":[{\"quantity\":25},{\"quantity\":21},{\"quantity\":22}]}";
        Assert.Equal(
            "{\"alerts\":{\"nodes\":[{\"kind\":\"BUDGET\"},{\"kind\":\"SEATS_BELOW_MINIMUM\"},{\"kind\":\"CANCELLATION_WINDOW\"},{\"kind\":\"RENEWAL\"}]},\"customers\":{\"nodes\":[{\"budget\":{\"amount\":\"1000.00\"},\"agreement\":{\"status\":\"ACCEPTED_DIRECTLY\"},\"alerts\":{\"totalCount\":4}}]},"
            + "\"subscriptions\":{\"nodes\":[{" + Counts + ",\"contractedMinimums\":{\"nodes\":[{\"minimumQuantity\":20}]},\"alerts\":{\"totalCount\":1}},{" + Counts + ",\"contractedMinimums\":{\"nodes\":[]},\"alerts\":{\"totalCount\":1}}]}}",
            await kit.ReadAsync(Seen, kit.Network.Of("1002")));
    }

    [Fact]
    public async Task A_subscription_that_turns_out_to_be_a_direct_sale_is_seen_by_no_reseller()
    {
        await using var kit = await CreateAsync();
        await kit.Network.ImportAsync(ImportKind.LicenseReconciliation, Invoice(("Tier2MpnId", "0")).Text());
        var direct = (await kit.Changes.RowsAsync<CspSubscription>()).Single(row => row.SubscriptionId == Guid.Parse(NetworkJson.Subscription));
        Assert.Null(direct.ResellerId);
        Assert.Equal([null, null], (await kit.Changes.RowsAsync<SeatCount>()).Where(row => row.SubscriptionId == direct.Id).Select(row => row.ResellerId));
        Assert.Null(Assert.Single(await kit.Changes.RowsAsync<ContractedMinimum>()).ResellerId);
        Assert.Equal([AlertKind.Renewal], (await kit.Changes.RowsAsync<Alert>()).Where(row => row.ResellerId is null).Select(row => row.Kind));
    }

    [Fact]
    public async Task A_subscription_that_is_assigned_takes_its_own_along_and_leaves_what_is_its_customer_s()
    {
        await using var kit = await CreateAsync();

        Assert.Equal("1002", await kit.Network.AssignAsync("1002", NetworkJson.Subscription));

        var seen = await kit.ReadAsync(Seen, kit.Network.Of("1002"));
        Assert.Equal("""{"alerts":{"nodes":[{"kind":"RENEWAL"}]},"customers":{"nodes":[]},"subscriptions":{"nodes":[{"seatCounts":{"nodes":[{"quantity":25},{"quantity":21},{"quantity":22}]},"contractedMinimums":{"nodes":[{"minimumQuantity":20}]},"alerts":{"totalCount":1}}]}}""", seen);
        Assert.StartsWith("""{"alerts":{"nodes":[{"kind":"BUDGET"},{"kind":"SEATS_BELOW_MINIMUM"},{"kind":"CANCELLATION_WINDOW"}]}""", await kit.ReadAsync(Seen, kit.Network.Of("1001")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_that_is_only_tried_moves_nothing()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        await kit.Network.AskAsync(new { subscriptions = new[] { kit.Network.Subscription(NetworkJson.Subscription) }, reseller = kit.Network.Reseller("1002"), dryRun = true });
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task What_an_invoice_gave_to_another_comes_back_when_it_is_issued_again()
    {
        await using var kit = await CreateAsync();
        await ImportAsync(Invoice(("Tier2MpnId", "1002")));
        Assert.Equal(("1002 1002", 5), (await kit.Network.SoldAsync(NetworkJson.Subscription), await SeatCountsAsync("1002")));

        await ImportAsync(Invoice(("Tier2MpnId", "1001"), ("SubscriptionId", "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f")));

        Assert.Equal(("1001 1001", 0, 8), (await kit.Network.SoldAsync(NetworkJson.Subscription), await SeatCountsAsync("1002"), await SeatCountsAsync("1001")));

        Task ImportAsync(ReconciliationFile file) => kit.Network.ImportAsync(ImportKind.LicenseReconciliation, file.Text());

        async Task<int> SeatCountsAsync(string reseller) => (await kit.Changes.RowsAsync<SeatCount>()).Count(row => row.ResellerId == kit.Network.Of(reseller).Viewer.SubtreeRootId);
    }

    /// <summary>An issue of December's invoice, newer than the network's file, with a line of the first subscription.</summary>
    static ReconciliationFile Invoice(params (string, string)[] cells) => new ReconciliationFile().Line(
        [("CustomerCountry", "PT"), ("OrderDate", "2026-12-01T00:00:00Z"), ("ChargeStartDate", "2026-12-01"), ("ChargeEndDate", "2026-12-31"), ("SubscriptionStartDate", "2026-01-15"), .. cells]);
}
