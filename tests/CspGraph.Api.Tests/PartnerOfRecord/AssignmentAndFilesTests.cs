using CspGraph.Api.Tests.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using static CspGraph.Api.Tests.PartnerOfRecord.AssignmentKit;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>An assignment is one more statement: what files state beside it holds or yields by its date.</summary>
public sealed class AssignmentAndFilesTests
{
    const string Bought = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f64";

    [Fact]
    public async Task An_older_file_that_is_imported_later_does_not_undo_it_and_a_newer_one_does()
    {
        await using var kit = await CreateAsync();
        await kit.AssignAsync("1002", NetworkJson.Subscription);
        await kit.ImportAsync(Restated("2027-02-28T00:00:00Z"));
        Assert.Equal("1002 1002", await kit.SoldAsync(NetworkJson.Subscription));
        Assert.Equal((7, "1002"), ((await kit.Changes.RowsAsync<CspSubscription>()).Single(row => row.SubscriptionId == Guid.Parse(NetworkJson.Subscription)).Quantity, await kit.AssignAsync("1002", NetworkJson.Subscription)));
        await kit.ImportAsync(Restated("2027-03-02T00:00:00Z"));
        Assert.Equal("1001 1001", await kit.SoldAsync(NetworkJson.Subscription));
    }

    [Fact]
    public async Task It_stays_when_its_customer_goes_to_another_reseller()
    {
        await using var kit = await CreateAsync();
        await kit.AssignAsync("1002", NetworkJson.Subscription);
        await kit.ImportAsync(new NetworkJson("2027-03-02T00:00:00Z").Customers(NetworkJson.Customer, ("reseller", "1003")));
        Assert.Equal(("1002 1002", "1001 1001"), (await kit.SoldAsync(NetworkJson.Subscription), await kit.SoldAsync(Second)));
    }

    [Fact]
    public async Task A_past_day_does_not_undo_what_was_stated_since()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("CONFLICT@subscriptions[0]", await OnAsync(kit, "2026-10-31"));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal("1002", await OnAsync(kit, "2026-11-02"));
        await kit.ImportAsync(Restated("2026-11-03T00:00:00Z"));
        Assert.Equal("1001 1001", await kit.SoldAsync(NetworkJson.Subscription));
    }

    [Fact]
    public async Task A_reseller_without_a_PLA_ID_is_assigned_where_files_would_find_it_too()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("CONFLICT@subscriptions[0]", await kit.AssignAsync("branch", NetworkJson.Subscription));
        Assert.Equal(before, await kit.StateAsync());

        await kit.ImportAsync(new NetworkJson("2026-11-02T00:00:00Z").Customers(NetworkJson.Customer, ("reseller", "branch")));
        Assert.Equal("1001 BRANCH", await kit.SoldAsync(NetworkJson.Subscription));
        Assert.Equal("1002", await kit.AssignAsync("1002", NetworkJson.Subscription));
        kit.Changes.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CONFLICT@subscriptions[0]", await kit.AssignAsync("1001", NetworkJson.Subscription));
        Assert.Equal("1001", await kit.AssignAsync("branch", NetworkJson.Subscription));
        await kit.ImportAsync(Restated("2026-11-03T00:00:00Z"));
        Assert.Equal("1001 BRANCH", await kit.SoldAsync(NetworkJson.Subscription));
    }

    [Fact]
    public async Task It_holds_when_the_invoice_that_told_of_the_subscription_is_issued_again_and_goes_with_the_subscription()
    {
        await using var kit = await CreateAsync();
        var (bought, customer) = (("SubscriptionId", Bought), ("CustomerId", NetworkJson.Customer));
        (string, string)[] line = [bought, customer, ("CustomerCountry", "PT"), ("Tier2MpnId", "1001")];
        await kit.ImportAsync(ImportKind.LicenseReconciliation, new ReconciliationFile().Line(line).Text());
        Assert.Equal("1002", await kit.AssignAsync("1002", Bought));

        await kit.ImportAsync(ImportKind.LicenseReconciliation, new ReconciliationFile().Line([.. line, ("Quantity", "51"), ("BillableQuantity", "51")]).Text());
        Assert.Equal(("1002 1002", 51), (await kit.SoldAsync(Bought), (await kit.Changes.RowsAsync<CspSubscription>()).Single(row => row.SubscriptionId == Guid.Parse(Bought)).Quantity));

        await kit.ImportAsync(ImportKind.LicenseReconciliation, new ReconciliationFile().Line([.. line, ("SubscriptionId", "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f65")]).Text());
        Assert.DoesNotContain(await kit.Changes.RowsAsync<CspSubscription>(), row => row.SubscriptionId == Guid.Parse(Bought));
    }

    static NetworkJson Restated(string asOf) => new NetworkJson(asOf).Customers(NetworkJson.Customer).Reseller("1001").Subscriptions(NetworkJson.Subscription, ("partnerOfRecord", "1001"), ("quantity", 7));

    static Task<string> OnAsync(AssignmentKit kit, string day) =>
        kit.AskAsync(new { subscriptions = new[] { kit.Subscription(NetworkJson.Subscription) }, reseller = kit.Reseller("1002"), on = day });
}
