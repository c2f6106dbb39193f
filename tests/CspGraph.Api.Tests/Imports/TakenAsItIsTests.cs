using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What looks like damage and is none: it is stored as it came, and nothing is guessed or evaluated.</summary>
public sealed class TakenAsItIsTests
{
    static async Task<InvoiceLine[]> TakenAsync(string text)
    {
        await using var kit = await ImportKit.CreateAsync();
        var outcome = await kit.ImportAsync(text);
        Assert.Empty(outcome.Errors);
        await using var db = kit.Open();
        return await db.InvoiceLines.IgnoreQueryFilters(["Subtree"]).OrderBy(line => line.LineNumber).ToArrayAsync();
    }

    [Theory]
    [InlineData("a formula", "=cmd|' /C calc'!A0")]
    [InlineData("a formula behind a plus", "+SUM(A1:A9)")]
    [InlineData("a formula behind an at sign", "@SUM(1)")]
    [InlineData("a script", "<script>alert(1)</script>")]
    [InlineData("a statement", "'; DROP TABLE Customers; --")]
    [InlineData("a path", "../../etc/passwd")]
    [InlineData("an escape sequence of a terminal", "\u001b[31mred")]
    [InlineData("a line end", "two\r\nlines")]
    [InlineData("a tab", "two\tcolumns")]
    [InlineData("text turned round", "evil\u202Etxt.exe")]
    [InlineData("letters without width", "Con\u200Btoso")]
    [InlineData("a byte-order mark", "\uFEFFContoso")]
    [InlineData("no character", "\uFFFF")]
    [InlineData("letters beyond 16 bits", "𝒞ontoso 🏢")]
    [InlineData("a quote", "5\" disks")]
    public async Task A_text_is_kept_as_it_is(string _, string name)
    {
        var line = Assert.Single(await TakenAsync(new ReconciliationFile().Line(("CustomerName", name)).Text()));
        Assert.Equal(name, line.CustomerName);
    }

    [Theory]
    [InlineData("  Contoso ")]
    [InlineData("\u00A0Contoso\u3000")]
    public async Task Blanks_around_a_cell_are_dropped(string name) =>
        Assert.Equal("Contoso", Assert.Single(await TakenAsync(new ReconciliationFile().Line(("CustomerName", name), ("Currency", " usd "), ("Quantity", " 50 ")).Text())).CustomerName);

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.00")]
    public async Task Negative_zero_is_zero(string zero)
    {
        var line = Assert.Single(await TakenAsync(new ReconciliationFile().Line(("Subtotal", zero), ("Total", zero), ("EffectiveUnitPrice", zero), ("Quantity", zero)).Text()));
        // SQLite keeps how many places there were; on a server all rows have as many.
        Assert.Equal(["0", "0", "0", "0"], new[] { line.Subtotal, line.Total, line.EffectiveUnitPrice!.Value, line.Quantity!.Value }.Select(number => TestDatabase.IsEmbedded ? $"{number}" : $"{number:0.#}"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    public async Task Lines_may_end_in_other_ways(string lineEnd) =>
        Assert.Equal([2, 3], (await TakenAsync(new ReconciliationFile().Line().Line().Text(lineEnd: lineEnd))).Select(line => line.LineNumber));

    [Fact]
    public async Task The_last_line_needs_no_end() =>
        Assert.Equal([2, 3], (await TakenAsync(new ReconciliationFile().Line().Line().Text().TrimEnd())).Select(line => line.LineNumber));

    [Fact]
    public async Task Blank_lines_count_for_nothing_but_the_line_numbers() =>
        Assert.Equal([4, 7], (await TakenAsync(new ReconciliationFile().Line().Line(("OrderId", "second")).Text().Replace("\r\n934f3416", "\r\n\r\n\r\n934f3416"))).Select(line => line.LineNumber));

    [Fact]
    public async Task A_quote_inside_a_cell_that_is_not_quoted_is_a_letter() =>
        Assert.Equal("Con\"toso", Assert.Single(await TakenAsync(new ReconciliationFile().Line().Text().Replace("Contoso Sample", "Con\"toso"))).CustomerName);

    [Fact]
    public async Task Columns_that_nobody_knows_are_ignored() =>
        Assert.Single(await TakenAsync(new ReconciliationFile().Line().Text([.. ReconciliationFile.Columns, .. Enumerable.Range(0, 5_000).Select(i => $"X{i}")])));

    /// <remarks>Nothing in a line says that it is the only one of its kind: finding charges that Microsoft made twice is reconciliation's matter, and an import must not hide them.</remarks>
    [Fact]
    public async Task The_same_line_twice_is_two_charges()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line().Line());

        Assert.Equal((ImportStatus.Succeeded, 2L), (outcome.Status, outcome.Lines));
        await using var db = kit.Open();
        var invoice = await db.Invoices.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((2, 1440m), (invoice.LineCount, invoice.Total));
        Assert.Equal(50, (await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync()).Quantity);
    }
}
