using System.Text.Json.Nodes;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class NetworkFileTests
{
    const string Top = "6034453";
    const string Other = "4649221";

    static NetworkJson Small(string asOf = "2026-11-01T00:00:00Z") => new NetworkJson(asOf)
        .Reseller("sub-7", ("name", "Sub"), ("parent", Top))
        .Reseller(Top, ("name", "Top"), ("parent", null))
        .Customers(NetworkJson.Customer, ("name", "Contoso"), ("reseller", "sub-7"))
        .Agreement(NetworkJson.Customer)
        .Subscriptions(NetworkJson.Subscription, ("partnerOfRecord", Top))
        .Minimum(NetworkJson.Subscription);

    [Theory]
    [InlineData("{ \"version\"", "{ \"$schema\": \"../network.schema.json\", \"version\"")]
    [InlineData(",\n\"resellers\"", ",\n\"$schema\": \"../network.schema.json\",\n\"resellers\"")]
    [InlineData("\n}\n", ",\n\"$schema\": \"../network.schema.json\"\n}\n")]
    public async Task What_an_editor_checks_it_by_is_passed_over(string place, string with)
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportNetworkAsync(Small().ToString().Replace(place, with));

        Assert.Equal((ImportStatus.Succeeded, 6L), (outcome.Status, outcome.Lines));
    }

    static async Task<string?> ParentOf(ImportKit kit, string key)
    {
        await using var db = kit.Open();
        var all = await db.Resellers.IgnoreQueryFilters(["Subtree"]).ToListAsync();
        var row = all.Single(row => ResellerKeys.Of(row) == key);
        return all.Find(above => above.Id == row.ParentId) is { } parent ? ResellerKeys.Of(parent) : null;
    }

    /// <summary>Keys of the sellers of the customer, its agreement, its subscription and the minimum of that.</summary>
    static async Task<IReadOnlyList<string?>> SellersAsync(ImportKit kit)
    {
        await using var db = kit.Open();
        var resellers = await db.Resellers.IgnoreQueryFilters(["Subtree"]).ToDictionaryAsync(row => row.Id, ResellerKeys.Of);
        string? KeyOf(Guid? id) => id is { } known ? resellers[known] : null;
        return
        [
            KeyOf(await db.Customers.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync()),
            KeyOf(await db.CustomerAgreements.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync()),
            KeyOf(await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync()),
            KeyOf(await db.ContractedMinimums.IgnoreQueryFilters(["Subtree"]).Select(row => row.ResellerId).SingleAsync()),
        ];
    }

    [Fact]
    public async Task A_reseller_may_be_named_before_its_parent()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(Small());

        Assert.Equal((ImportStatus.Succeeded, 6L, 8, 0), (outcome.Status, outcome.Lines, outcome.Created, outcome.Updated));
        Assert.Equal((Top, null), (await ParentOf(kit, "SUB-7"), await ParentOf(kit, Top)));
        Assert.Equal(["SUB-7", "SUB-7", "SUB-7", "SUB-7"], await SellersAsync(kit));
    }

    [Fact]
    public async Task What_is_scheduled_is_one_fact_however_it_is_ordered()
    {
        const string cancel = """{"scheduleType":"CUSTOM_DATE","actionType":"CANCEL","effectiveDate":"2027-01-31"}""";
        const string renew = """{"actionType":"RENEW_TO_NEW_TERM","instructions":{"catalogItem":"cfq7ttc0lf8s:1","termDuration":"P1Y","billingCycle":"ANNUAL","quantity":30},"scheduleType":"TERM_END"}""";
        await using var kit = await ImportKit.CreateAsync();
        // Twice about the same subscription: the same, said in another order.
        var outcome = await kit.ImportAsync(Small().Subscriptions("aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f", ("scheduledActions", JsonNode.Parse($"[{cancel},{renew}]")))
            .Subscriptions("aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f", ("scheduledActions", JsonNode.Parse($"[ {renew}, {cancel} ]"))));
        Assert.Equal((ImportStatus.Succeeded, 0), (outcome.Status, outcome.Errors.Count));
        const string scheduled = "CustomDate Cancel 2027-01-31;TermEnd RenewToNewTerm q=30 t=P1Y b=Annual c=CFQ7TTC0LF8S:0001";
        Assert.Equal(scheduled, await ScheduledAsync());

        await kit.ImportAsync(new NetworkJson("2026-10-01T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions("aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f", ("scheduledActions", new JsonArray())));
        Assert.Equal(scheduled, await ScheduledAsync());
        await kit.ImportAsync(new NetworkJson("2026-11-02T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions("aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"));
        Assert.Equal(scheduled, await ScheduledAsync());
        await kit.ImportAsync(new NetworkJson("2026-11-03T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions("aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f", ("scheduledActions", new JsonArray())));
        Assert.Equal("", await ScheduledAsync());

        async Task<string?> ScheduledAsync()
        {
            await using var db = kit.Open();
            return await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).Where(row => row.SubscriptionId != new Guid(NetworkJson.Subscription)).Select(row => row.ScheduledActions).SingleAsync();
        }
    }

    [Fact]
    public async Task A_reseller_known_from_invoices_is_recognised_by_its_PLA_ID_and_gets_its_name()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());

        var outcome = await kit.ImportAsync(new NetworkJson().Reseller(Top, ("name", "Top"), ("status", "ACTIVE"), ("onboardedOn", "2024-02-29")));

        await using var db = kit.Open();
        var row = await db.Resellers.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(("Top", Top, ResellerStatus.Active, new DateOnly(2024, 2, 29)), (row.Name, row.PlaId, row.Status, row.OnboardedOn));
        Assert.Equal((0, 1), (outcome.Created, outcome.Updated));
    }

    [Fact]
    public async Task A_moved_subtree_takes_its_paths_along_and_keeps_when_the_old_ones_held()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(Small().Reseller("under", ("parent", "sub-7")));

        var outcome = await kit.ImportAsync(new NetworkJson("2026-11-10T00:00:00Z").Reseller(Other, ("name", "Other")).Reseller("sub-7", ("parent", Other)));

        Assert.Equal((1, 1), (outcome.Created, outcome.Updated));
        var moved = new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var rows = await kit.NetworkAsync();
        Assert.Equal(
        [
            $"[\"X\",\"{Other}\",\"{Other}\",0,0,null]",
            $"[\"X\",\"{Other}\",\"SUB-7\",1,{moved},null]",
            $"[\"X\",\"{Other}\",\"UNDER\",2,{moved},null]",
            $"[\"X\",\"{Top}\",\"{Top}\",0,0,null]",
            $"[\"X\",\"{Top}\",\"SUB-7\",1,0,{moved}]",
            $"[\"X\",\"{Top}\",\"UNDER\",2,0,{moved}]",
            "[\"X\",\"SUB-7\",\"SUB-7\",0,0,null]",
            "[\"X\",\"SUB-7\",\"UNDER\",1,0,null]",
            "[\"X\",\"UNDER\",\"UNDER\",0,0,null]",
        ], rows.Where(row => row.StartsWith("[\"X\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_older_file_moves_nobody_but_is_told_of_the_time_before()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new NetworkJson("2026-11-10T00:00:00Z").Reseller(Top).Reseller(Other).Reseller("sub-7", ("parent", Other)));

        await kit.ImportAsync(new NetworkJson("2026-11-01T00:00:00Z").Reseller("sub-7", ("parent", Top)));

        Assert.Equal(Other, await ParentOf(kit, "SUB-7"));
        Assert.Contains($"[\"X\",\"{Top}\",\"SUB-7\",1,0,{new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()}]", await kit.NetworkAsync());
    }

    [Fact]
    public async Task A_subscription_stays_with_its_partner_of_record_when_the_reseller_below_moves_away()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(Small());

        await kit.ImportAsync(new NetworkJson("2026-11-10T00:00:00Z").Reseller(Other).Reseller("sub-7", ("parent", Other)));

        Assert.Equal(["SUB-7", "SUB-7", Top, Top], await SellersAsync(kit));
    }

    [Fact]
    public async Task What_hangs_on_a_customer_follows_it()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(Small());

        await kit.ImportAsync(new NetworkJson("2026-11-10T00:00:00Z").Reseller("sub-8", ("parent", Top)).Customers(NetworkJson.Customer, ("reseller", "sub-8")));

        Assert.Equal(["SUB-8", "SUB-8", "SUB-8", "SUB-8"], await SellersAsync(kit));
    }

    [Fact]
    public async Task An_invoice_under_the_parents_PLA_ID_leaves_the_customer_with_its_holder_and_one_under_another_takes_it()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(Small("2026-01-01T00:00:00Z"));
        (string, string)[] On(string day, string invoice, string plaId) => [("OrderDate", day), ("ChargeStartDate", day), ("ChargeEndDate", "2026-12-31"), ("InvoiceNumber", invoice), ("Tier2MpnId", plaId)];

        await kit.ImportAsync(new ReconciliationFile().Line(On("2026-02-01", "G1", Top)));
        Assert.Equal("SUB-7", (await SellersAsync(kit))[0]);
        await kit.ImportAsync(new ReconciliationFile().Line(On("2026-03-01", "G2", Other)));
        Assert.Equal(Other, (await SellersAsync(kit))[0]);
        await kit.ImportAsync(new NetworkJson("2026-04-01T00:00:00Z").Customers(NetworkJson.Customer, ("reseller", null)));
        Assert.Null((await SellersAsync(kit))[0]);
    }

    [Fact]
    public async Task A_reseller_sees_the_minimums_of_its_subtree_only()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(Small().Reseller(Other));
        async Task<int> SeenBy(string key)
        {
            Guid id;
            await using (var all = kit.Open())
                id = (await all.Resellers.IgnoreQueryFilters(["Subtree"]).ToListAsync()).Single(row => ResellerKeys.Of(row) == key).Id;
            await using var db = kit.Database.Open(new Viewer(1, Role.ResellerAdmin, id));
            return await db.ContractedMinimums.CountAsync();
        }

        Assert.Equal((1, 1, 0), (await SeenBy(Top), await SeenBy("SUB-7"), await SeenBy(Other)));
    }
}
