using CsCheck;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class ReissuedInvoiceTests
{
    static readonly DateTime Noon = new(2024, 2, 8, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_later_issue_holds_and_the_earlier_one_is_kept_with_its_lines()
    {
        await using var kit = await ImportKit.CreateAsync();
        var first = await kit.ImportAsync(new ReconciliationFile().Line().Line(("SubscriptionId", "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f")));

        var second = await kit.ImportAsync(new ReconciliationFile().Line(("Quantity", "5"), ("BillableQuantity", "5"), ("Subtotal", "72"), ("Total", "72")));

        Assert.Equal((ImportStatus.Succeeded, ImportStatus.Succeeded), (first.Status, second.Status));
        await using var db = kit.Open();
        var invoices = await db.Invoices.IgnoreQueryFilters(["Subtree"]).ToDictionaryAsync(row => row.ImportRunId);
        Assert.Equal((invoices[second.RunId].Id, null), (invoices[first.RunId].SupersededById, invoices[second.RunId].SupersededById));
        Assert.Equal((2L, 1L), (invoices[first.RunId].LineCount, invoices[second.RunId].LineCount));
        Assert.Equal(3, await kit.CountAsync("InvoiceLines"));
        var subscription = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((Guid.Parse("bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"), 5), (subscription.SubscriptionId, subscription.Quantity));
    }

    [Fact]
    public async Task An_earlier_issue_that_comes_later_changes_nothing_but_the_record()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line(), Noon.AddDays(1));
        var before = await kit.NetworkAsync();

        var late = await kit.ImportAsync(new ReconciliationFile().Line(("Quantity", "60"), ("CustomerName", "Misspelt")).Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "")), Noon);

        Assert.Equal(ImportStatus.Succeeded, late.Status);
        Assert.Equal(before, await kit.NetworkAsync());
        await using var db = kit.Open();
        Assert.Equal(late.RunId, (await db.Invoices.IgnoreQueryFilters(["Subtree"]).SingleAsync(row => row.SupersededById != null)).ImportRunId);
    }

    [Fact]
    public async Task A_customer_and_a_subscription_that_only_the_earlier_issue_named_are_gone_unless_something_else_holds_them()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f")));
        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("CustomerId", "d139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "cccc1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f")));

        await kit.ImportAsync(new ReconciliationFile().Line());

        Assert.Equal((2, 2), (await kit.CountAsync("Customers"), await kit.CountAsync("Subscriptions")));
    }

    [Fact]
    public async Task What_other_files_had_stated_holds_again_when_the_invoice_that_was_newer_does_not()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new NetworkJson("2021-01-01T00:00:00Z").Customers(NetworkJson.Customer, ("name", "Ours")).Subscriptions(NetworkJson.Subscription, ("quantity", 7)));
        await kit.ImportUsageAsync(new UsageFile().Line(("UsageDate", "2021-02-01"), ("CustomerId", NetworkJson.Customer), ("CustomerDomainName", "metered.example")));
        var before = Bought(await kit.NetworkAsync()).ToArray();

        await kit.ImportAsync(new ReconciliationFile().Line());
        Assert.NotEqual(before, Bought(await kit.NetworkAsync()));
        await kit.ImportAsync(new ReconciliationFile().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "")));

        Assert.Equal(before, Bought(await kit.NetworkAsync()).Where(row => !row.Contains("C139C4BF", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_seeded_network_said_holds_again_when_the_invoice_that_was_newer_does_not()
    {
        await using var kit = await ImportKit.CreateAsync();
        var network = await UndatedNetwork.AddToAsync(kit, new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await kit.ImportAsync(new ReconciliationFile().Line(("Tier2MpnId", "4649221"), ("SubscriptionDescription", "Theirs")));
        await kit.ImportAsync(new ReconciliationFile().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "")));

        await using var db = kit.Open();
        var customer = await db.Customers.IgnoreQueryFilters(["Subtree"]).SingleAsync(row => row.Id == network.Customer.Id);
        Assert.Equal(("Seeded", null, null, network.Sub.Id), (customer.Name, customer.Domain, customer.Country, customer.ResellerId));
        var subscription = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        var seeded = network.Subscription;
        Assert.Equal((seeded.Name, 3, 10m, "EUR", seeded.Status, seeded.StartDate, "6034453", network.Sub.Id, seeded.AsOf),
            (subscription.Name, subscription.Quantity, subscription.UnitPrice, subscription.Currency, subscription.Status, subscription.StartDate, subscription.PartnerOfRecordId, subscription.ResellerId, subscription.AsOf));
        Assert.Equal((null, null), (subscription.TermDuration, subscription.CommitmentEndDate));
    }

    [Fact]
    public async Task A_customer_that_other_files_only_name_stays()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());
        await kit.ImportUsageAsync(new UsageFile().Line(("CustomerId", NetworkJson.Customer), ("CustomerName", ""), ("CustomerDomainName", ""), ("CustomerCountry", ""), ("Tier2MpnId", "")));

        await kit.ImportAsync(new ReconciliationFile().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "")));

        Assert.Equal((2, 0), (await kit.CountAsync("Customers"), await kit.CountAsync("Subscriptions")));
        await using var db = kit.Open();
        var customer = await db.Customers.IgnoreQueryFilters(["Subtree"]).SingleAsync(row => row.EntraTenantId == Guid.Parse(NetworkJson.Customer));
        Assert.Equal(($"Customer {NetworkJson.Customer}", null, null, null), (customer.Name, customer.Domain, customer.Country, customer.ResellerId));
    }

    [Fact]
    public async Task The_customer_that_another_file_names_as_a_subscriptions_is_there_when_that_holds_again()
    {
        await using var kit = await ImportKit.CreateAsync();
        const string other = "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2";
        await kit.ImportAsync(new ReconciliationFile().Line(("SubscriptionId", "")));
        await kit.ImportAsync(new NetworkJson("2020-01-01T00:00:00Z").Subscriptions(NetworkJson.Subscription));
        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("CustomerId", other)));
        await kit.ImportAsync(new ReconciliationFile().Line(("CustomerId", other), ("SubscriptionId", "")));

        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("CustomerId", other), ("SubscriptionId", "")));

        await using var db = kit.Open();
        var subscription = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal(Guid.Parse(NetworkJson.Customer), await db.Customers.IgnoreQueryFilters(["Subtree"]).Where(row => row.Id == subscription.CustomerId).Select(row => row.EntraTenantId).SingleAsync());
    }

    [Fact]
    public async Task A_subscription_that_only_a_contracted_minimum_names_looks_as_before_until_something_is_stated_of_it()
    {
        await using var kit = await ImportKit.CreateAsync();
        async Task<(int, DateOnly, string?, string?)> FoundAsync()
        {
            await using var db = kit.Open();
            var row = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
            var minimum = await db.ContractedMinimums.IgnoreQueryFilters(["Subtree"]).OrderBy(held => held.StartsOn).FirstAsync();
            Assert.Equal(row.ResellerId, minimum.ResellerId);
            return (row.Quantity, row.StartDate, row.PartnerOfRecordId, await db.Resellers.IgnoreQueryFilters(["Subtree"]).Where(reseller => reseller.Id == row.ResellerId).Select(reseller => reseller.PlaId).SingleOrDefaultAsync());
        }
        await kit.ImportAsync(new ReconciliationFile().Line());
        await kit.ImportAsync(new NetworkJson().Minimum(NetworkJson.Subscription));
        Assert.Equal((50, new DateOnly(2021, 5, 20), "6034453", "6034453"), await FoundAsync());

        await kit.ImportAsync(new ReconciliationFile().Line(("SubscriptionId", ""), ("Tier2MpnId", "4649221")));
        Assert.Equal((50, new DateOnly(2021, 5, 20), null, "4649221"), await FoundAsync());
        await kit.ImportAsync(new NetworkJson().Minimum(NetworkJson.Subscription, ("startsOn", "2026-02-01")));
        Assert.Equal((50, new DateOnly(2021, 5, 20), null, "4649221"), await FoundAsync());

        // Older than the line that holds no more, and a later start.
        await kit.ImportAsync(new NetworkJson("2020-01-01T00:00:00Z").Subscriptions(NetworkJson.Subscription, ("quantity", 7)));
        Assert.Equal((7, new DateOnly(2026, 1, 15), null, "4649221"), await FoundAsync());
    }

    [Fact]
    public async Task A_row_of_an_older_version_keeps_what_it_said_then()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());
        await using (var old = kit.Open())
            await old.Database.ExecuteSqlRawAsync("UPDATE Customers SET StatedElsewhere = ''; UPDATE Subscriptions SET StatedElsewhere = ''");
        var before = Bought(await kit.NetworkAsync()).Select(row => row.Replace(",\"\"]", "", StringComparison.Ordinal)).ToArray();

        await kit.ImportAsync(new ReconciliationFile().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "")));

        var after = Bought(await kit.NetworkAsync()).ToArray();
        Assert.Equal(3, after.Length);
        Assert.All(before, row => Assert.Contains(after, other => other.StartsWith(row, StringComparison.Ordinal)));
    }

    /// <summary>Whatever was imported before and between, in whatever order: only the issue of each number that holds can be seen in the network.</summary>
    [Fact]
    public async Task Issues_in_any_order_make_the_network_of_those_that_hold() => await OrderOfFilesTests.Files.SampleAsync(async files =>
    {
        // Two issues of the first number, one of each other.
        var issues = files.Select((lines, i) => (Number: Math.Max(1, i), Lines: lines, IssuedAt: Noon.AddHours(i))).ToArray();
        var holding = issues.Where(issue => !issues.Any(other => other.Number == issue.Number && other.IssuedAt > issue.IssuedAt));
        var expected = Bought(await NetworkOf(holding));
        foreach (var order in OrderOfFilesTests.Permutations(issues)) Assert.Equal(expected, Bought(await NetworkOf(order)));
    }, iter: 12, threads: 1);

    /// <summary>Resellers and the catalogue keep what a superseded line has told of them.</summary>
    static IEnumerable<string> Bought(string[] network) => network.Where(row => row.StartsWith("[\"C\"", StringComparison.Ordinal) || row.StartsWith("[\"S\"", StringComparison.Ordinal));

    /// <summary>A subscription is one customer's for good.</summary>
    static string HolderOf((string Column, string Value)[] line) => line.Single(cell => cell.Column == "SubscriptionId").Value switch
    {
        ['a', ..] => "835a59a7-3172-47b5-bdef-d9cc65f4d0e4",
        ['b', ..] => "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2",
        _ => line.Single(cell => cell.Column == "CustomerId").Value,
    };

    static async Task<string[]> NetworkOf(IEnumerable<(int Number, (string, string)[][] Lines, DateTime IssuedAt)> issues)
    {
        await using var kit = await ImportKit.CreateAsync();
        foreach (var (number, lines, issuedAt) in issues)
        {
            var file = new ReconciliationFile();
            foreach (var line in lines) file.Line([.. line, ("CustomerId", HolderOf(line)), ("InvoiceNumber", $"G{number}")]);
            Assert.Empty((await kit.ImportAsync(file, issuedAt)).Errors);
        }
        return await kit.NetworkAsync();
    }
}
