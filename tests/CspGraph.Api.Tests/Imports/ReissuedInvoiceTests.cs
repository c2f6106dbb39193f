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
