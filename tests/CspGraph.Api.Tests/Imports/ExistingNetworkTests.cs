using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Files that meet rows which no dated source wrote, as those of the demo network.</summary>
public sealed class ExistingNetworkTests
{
    static (string, string)[] On(string day, string invoice) => [("OrderDate", day), ("ChargeStartDate", day), ("InvoiceNumber", invoice)];

    static async Task<(Guid? Customer, Guid? Subscription, Guid? Agreement)> SellersAsync(CspGraphDb db) => (
        await db.Customers.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync(),
        await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync(),
        await db.CustomerAgreements.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync());

    [Fact]
    public async Task A_line_newer_than_the_row_changes_it()
    {
        await using var kit = await ImportKit.CreateAsync();
        await UndatedNetwork.AddToAsync(kit);

        await kit.ImportAsync(new ReconciliationFile().Line([.. On("2021-06-02", "G1"), ("ChargeEndDate", "2021-07-01")]));

        await using var db = kit.Open();
        var row = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((50, 14.4m, "USD", 720m, SubscriptionStatus.Active), (row.Quantity, row.UnitPrice, row.Currency, row.MonthlyCost, row.Status));
        Assert.Equal((new DateOnly(2021, 1, 1), new DateTime(2021, 6, 2)), (row.StartDate, row.AsOf));
        // Its given name is strong, what is bought only weak.
        Assert.Equal("Seeded subscription", row.Name);
    }

    [Fact]
    public async Task A_line_older_than_the_row_adds_only_what_it_lacks()
    {
        await using var kit = await ImportKit.CreateAsync();
        await UndatedNetwork.AddToAsync(kit);

        await kit.ImportAsync(new ReconciliationFile().Line(On("2021-05-31", "G1")));

        await using var db = kit.Open();
        var row = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((3, 10m, "EUR", 30m, SubscriptionStatus.Suspended), (row.Quantity, row.UnitPrice, row.Currency, row.MonthlyCost, row.Status));
        Assert.Equal((TermDuration.P1Y, new DateOnly(2022, 5, 19), new DateTime(2021, 6, 1)), (row.TermDuration, row.CommitmentEndDate, row.AsOf));
        var customer = await db.Customers.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(("Contoso Sample", "US"), (customer.Name, customer.Country));
        Assert.Equal((ProductFamily.Dynamics365, new DateOnly(2020, 1, 1)),
            ((await db.Products.SingleAsync()).Family, (await db.Resellers.IgnoreQueryFilters(["Subtree"]).SingleAsync(reseller => reseller.PlaId != null)).OnboardedOn));
    }

    [Fact]
    public async Task The_parents_PLA_ID_does_not_take_a_customer_from_a_sub_reseller()
    {
        await using var kit = await ImportKit.CreateAsync();
        var network = await UndatedNetwork.AddToAsync(kit);

        await kit.ImportAsync(new ReconciliationFile().Line(On("2021-06-02", "G1")));

        await using var db = kit.Open();
        Assert.Equal((network.Sub.Id, network.Sub.Id, network.Sub.Id), await SellersAsync(db));
    }

    [Fact]
    public async Task Another_PLA_ID_takes_customer_subscription_and_agreement()
    {
        await using var kit = await ImportKit.CreateAsync();
        await UndatedNetwork.AddToAsync(kit);

        await kit.ImportAsync(new ReconciliationFile().Line([.. On("2021-06-02", "G1"), ("Tier2MpnId", "4649221")]));

        await using var db = kit.Open();
        var next = await db.Resellers.IgnoreQueryFilters(["Subtree"]).Where(row => row.PlaId == "4649221").Select(row => row.Id).SingleAsync();
        Assert.Equal((next, next, next), await SellersAsync(db));
    }

    [Fact]
    public async Task A_subscription_whose_own_line_says_another_reseller_stays_with_it()
    {
        await using var kit = await ImportKit.CreateAsync();
        var network = await UndatedNetwork.AddToAsync(kit);

        // The customer is bought for by another reseller now; this subscription is not on that line.
        await kit.ImportAsync(new ReconciliationFile().Line([.. On("2021-06-02", "G1"), ("Tier2MpnId", "4649221"), ("SubscriptionId", "")]));

        await using var db = kit.Open();
        var next = await db.Resellers.IgnoreQueryFilters(["Subtree"]).Where(row => row.PlaId == "4649221").Select(row => row.Id).SingleAsync();
        Assert.Equal((next, network.Parent.Id, next), await SellersAsync(db));
    }

    [Fact]
    public async Task A_subscription_without_a_partner_of_record_follows_its_customer()
    {
        await using var kit = await ImportKit.CreateAsync();
        await UndatedNetwork.AddToAsync(kit);
        await using (var seeded = kit.Open())
            await seeded.Subscriptions.IgnoreQueryFilters(["Subtree"]).ExecuteUpdateAsync(set => set.SetProperty(row => row.PartnerOfRecordId, (string?)null));

        await kit.ImportAsync(new ReconciliationFile().Line([.. On("2021-06-02", "G1"), ("Tier2MpnId", "4649221"), ("SubscriptionId", "")]));

        await using var db = kit.Open();
        var (customer, subscription, _) = await SellersAsync(db);
        Assert.Equal(customer, subscription);
    }

    [Fact]
    public async Task Another_tenants_equal_rows_are_neither_met_nor_changed()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());
        Viewer other = new(2, Role.DistributorAdmin, SubtreeRootId: null);
        await using (var db = kit.Database.Open(other))
        {
            db.Add(new Tenant { TenantId = 2, Id = Guid.NewGuid(), Slug = "other", Name = "Contoso", Kind = TenantKind.Distributor, MicrosoftTenantId = ImportKit.Partner, Country = "US", Region = CspRegion.UnitedStates });
            await db.SaveChangesAsync();
        }
        var before = await kit.RowsAsync();
        var text = ReconciliationFile.Stream(new ReconciliationFile().Line().Text());

        var outcome = await Api.Imports.FileImport.RunAsync(
            kit.Database, other, new(ImportKind.LicenseReconciliation, "x.csv"), text, null, TimeProvider.System, default);

        Assert.Equal((ImportStatus.Succeeded, false, 5), (outcome.Status, outcome.AlreadyImported, outcome.Created));
        Assert.Empty(before.Where(row => !row.StartsWith("Tenants", StringComparison.Ordinal)).Except(await kit.RowsAsync()));
    }
}
