using System.Globalization;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

public sealed class OffendingLinesTests
{
    [Theory]
    [InlineData("PartnerId", "", "The value is required.")]
    [InlineData("PartnerId", "me", "The value is not a GUID.")]
    [InlineData("PartnerId", "934f3416-bc2f-47f3-b492-77e517d4e573", "The value is not the Microsoft tenant id of this tenant.")]
    [InlineData("CustomerId", "", "The value is required.")]
    [InlineData("CustomerId", "00000000-0000-0000-0000-000000000000", "The value is required.")]
    [InlineData("SubscriptionId", "42", "The value is not a GUID.")]
    [InlineData("InvoiceNumber", "", "The value is required: unbilled lines are not an invoice's.")]
    [InlineData("InvoiceNumber", "G2345678901234567890123456789012345678901", "The value is longer than 40 bytes.")]
    [InlineData("InvoiceNumber", "ɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐ", "The value is longer than 40 bytes.")]
    [InlineData("ProductId", "ɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐɐ", "The value is longer than 40 bytes.")]
    [InlineData("SkuId", "ɐɐɐɐɐɐɐɐɐɐ", "The value is longer than 20 bytes.")]
    [InlineData("ChargeType", " ", "The value is required.")]
    [InlineData("CustomerCountry", "UK", "The value is not the ISO 3166 alpha-2 code of a CSP market.")]
    [InlineData("CustomerCountry", "USA", "The value is not the ISO 3166 alpha-2 code of a CSP market.")]
    [InlineData("Currency", "", "The value is required.")]
    [InlineData("Currency", "DEM", "The value is not a current ISO 4217 currency.")]
    [InlineData("PricingCurrency", "Euro", "The value is not a current ISO 4217 currency.")]
    [InlineData("Tier2MpnId", "PLA1", "The value is not a PLA ID: digits only.")]
    [InlineData("OrderDate", "20.05.2021", "The value is not a date as 2021-05-20 or 2021-05-20T18:48:30Z.")]
    [InlineData("OrderDate", "5/20/2021", "The value is not a date as 2021-05-20 or 2021-05-20T18:48:30Z.")]
    [InlineData("ChargeEndDate", "2021-02-29", "The value is not a date as 2021-05-20 or 2021-05-20T18:48:30Z.")]
    [InlineData("SubscriptionStartDate", "1969-12-31", "The value is before 1970.")]
    [InlineData("Subtotal", "", "The value is required.")]
    [InlineData("Subtotal", "7,20", "The value is not a number as 1234.56, or too large.")]
    [InlineData("Subtotal", "1,000.00", "The value is not a number as 1234.56, or too large.")]
    [InlineData("Subtotal", "NaN", "The value is not a number as 1234.56, or too large.")]
    [InlineData("Subtotal", "1E30", "The value is not a number as 1234.56, or too large.")]
    [InlineData("Subtotal", "$720", "The value is not a number as 1234.56, or too large.")]
    [InlineData("Subtotal", "922337203685478", "The value is too large.")]
    [InlineData("Subtotal", "720.00001", "The value has more than 4 decimal places.")]
    [InlineData("Total", "0.000000000000000000000000000000001", "The value has more than 4 decimal places.")]
    [InlineData("EffectiveUnitPrice", "0.1234567890123", "The value has more than 12 decimal places.")]
    [InlineData("EffectiveUnitPrice", "10000000000000000", "The value is too large.")]
    [InlineData("Quantity", "1.5", "The value is not a whole number.")]
    [InlineData("Quantity", "2147483648", "The value is too large.")]
    [InlineData("Quantity", "10000001", "The value is more seats than a subscription has.")]
    [InlineData("Quantity", "-10000001", "The value is more seats than a subscription has.")]
    [InlineData("EffectiveUnitPrice", "18446744073710", "The value times PCToBCExchangeRate and Quantity is too large.")]
    [InlineData("EffectiveUnitPrice", "-18446744073710", "The value times PCToBCExchangeRate and Quantity is too large.")]
    [InlineData("Quantity", "", "The value is required where there is a SubscriptionId.")]
    [InlineData("Total", "720.02", "The value is not Subtotal + TaxTotal.")]
    [InlineData("ProductId", "", "The value is required where there is a SubscriptionId.")]
    [InlineData("SkuId", "", "The value is required where there is a SubscriptionId.")]
    [InlineData("OrderId", "a\0b", "The value contains a NUL character.")]
    public async Task Each_kind_is_named_with_its_line_and_column(string column, string value, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line().Line((column, value)).Line());

        Assert.Equal((ImportStatus.Failed, 3L, 1), (outcome.Status, outcome.Lines, outcome.ErrorCount));
        Assert.Equal([new ImportError(3, column, reason)], outcome.Errors);
    }

    [Theory]
    [InlineData("9999999999", "1", "2000000000", "Quantity", "is more seats than a subscription has")]
    [InlineData("9999999999999999", "9999999999999999", "1", "EffectiveUnitPrice", "times PCToBCExchangeRate and Quantity is too large")]
    [InlineData("9999999999999999", "0.5", "0", "EffectiveUnitPrice", "times PCToBCExchangeRate and Quantity is too large")]
    [InlineData("922337203685477", "1.01", "1", "EffectiveUnitPrice", "times PCToBCExchangeRate and Quantity is too large")]
    [InlineData("92233721", "1", "10000000", "EffectiveUnitPrice", "times PCToBCExchangeRate and Quantity is too large")]
    public async Task What_a_subscription_costs_fits_what_is_stored(string price, string rate, string quantity, string column, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line(("EffectiveUnitPrice", price), ("PCToBCExchangeRate", rate), ("Quantity", quantity)));

        Assert.Equal([new ImportError(2, column, $"The value {reason}.")], outcome.Errors);
    }

    [Theory]
    [InlineData("922337203685477", "1", "1")]
    [InlineData("92233720", "1", "10000000")]
    [InlineData("0.000000000001", "9999999999999999", "50")]
    [InlineData("9999999999999999", "0.000000000001", "-50")]
    public async Task A_cost_up_to_what_is_stored_is_taken(string price, string rate, string quantity)
    {
        await using var kit = await ImportKit.CreateAsync();

        Assert.Empty((await kit.ImportAsync(new ReconciliationFile().Line(("EffectiveUnitPrice", price), ("PCToBCExchangeRate", rate), ("Quantity", quantity)))).Errors);
    }

    [Fact]
    public async Task A_price_and_seats_of_different_lines_whose_product_is_not_stored_leave_the_cost_unknown()
    {
        await using var kit = await ImportKit.CreateAsync();

        // The second line is prorated, so that it says how many seats there are, but not their price.
        var outcome = await kit.ImportAsync(new ReconciliationFile()
            .Line(("EffectiveUnitPrice", "922337203685477"), ("Quantity", "1"), ("ChargeStartDate", "2021-05-20"), ("ChargeEndDate", "2021-06-19"))
            .Line(("EffectiveUnitPrice", "1"), ("Quantity", "10000000"), ("ChargeStartDate", "2021-06-01"), ("ChargeEndDate", "2021-06-19")));

        Assert.Empty(outcome.Errors);
        await using var db = kit.Open();
        var row = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((10_000_000, 922337203685477m, null), (row.Quantity, row.UnitPrice, row.MonthlyCost));
    }

    [Theory]
    [InlineData("CustomerName", 200)]
    [InlineData("CustomerDomainName", 255)]
    [InlineData("ProductName", 250)]
    [InlineData("OrderId", 500)]
    [InlineData("ProductQualifiers", 4000)]
    public async Task A_text_is_as_long_as_its_column_in_bytes(string column, int bytes)
    {
        await using var kit = await ImportKit.CreateAsync();

        var tooLong = await kit.ImportAsync(new ReconciliationFile().Line((column, new string('x', bytes + 1))).Line((column, "é" + new string('x', bytes - 1))));
        var fits = await kit.ImportAsync(new ReconciliationFile().Line((column, new string('x', bytes))).Line((column, "é" + new string('x', bytes - 2))));

        Assert.Equal([new(2, column, $"The value is longer than {bytes} bytes."), new(3, column, $"The value is longer than {bytes} bytes.")], tooLong.Errors);
        Assert.Empty(fits.Errors);
    }

    [Theory]
    [InlineData("Subtotal", "720.0000000")]
    [InlineData("Subtotal", "7.2E2")]
    [InlineData("Quantity", "50.0")]
    [InlineData("Total", "720.01")]
    [InlineData("ChargeType", "somethingNew")]
    [InlineData("ChargeEndDate", "0001-01-01T00:00:00")]
    [InlineData("ChargeStartDate", "2019-02-04T09:22:40.1767993-08:00")]
    [InlineData("PCToBCExchangeRateDate", "2021-05-01T00:00:00")]
    [InlineData("SubscriptionId", "00000000-0000-0000-0000-000000000000")]
    [InlineData("PartnerId", "934F3416-BC2F-47F3-B492-77E517D4E572")]
    [InlineData("Currency", "usd")]
    public async Task What_real_files_have_is_taken(string column, string value)
    {
        await using var kit = await ImportKit.CreateAsync();

        Assert.Empty((await kit.ImportAsync(new ReconciliationFile().Line((column, value)))).Errors);
    }

    [Fact]
    public async Task An_invoice_has_one_currency()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line().Line(("InvoiceNumber", "G2"), ("Currency", "EUR")).Line(("Currency", "EUR")));

        Assert.Equal([new(4, "Currency", "The value is not that of the invoice's earlier lines.")], outcome.Errors);
    }

    [Theory]
    [InlineData("", 1, null, "The file is empty.")]
    [InlineData("{header}", 1, null, "The file has no lines.")]
    [InlineData("{header}\r\n\r\n\r\n", 1, null, "The file has no lines.")]
    [InlineData("a,\"b", 1, null, "The line is not CSV: a quote is out of place or not closed.")]
    [InlineData("{header}\r\n1,2\r\n", 2, null, "The line has 2 fields, the header has 47.")]
    [InlineData("{header},Extra\r\n{line},x,y\r\n", 2, null, "The line has 49 fields, the header has 48.")]
    [InlineData("{header}\r\n{line}\r\n\"x\"y,\r\n", 3, null, "The line is not CSV: a quote is out of place or not closed.")]
    [InlineData("{header},partnerid\r\n{line},x\r\n", 1, "PartnerId", "The column is there twice.")]
    [InlineData("{header},ResellerMpnId\r\n{line},x\r\n", 1, "ResellerMpnId", "The column is there twice: as Tier2MpnId and as ResellerMpnId.")]
    public async Task A_file_of_another_form_is_refused(string template, long line, string? column, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();
        var lines = new ReconciliationFile().Line().Text().Split("\r\n");

        var outcome = await kit.ImportAsync(template.Replace("{header}", lines[0]).Replace("{line}", lines[1]));

        Assert.Equal([new ImportError(line, column, reason)], outcome.Errors);
        await using var db = kit.Open();
        Assert.Equal((ImportStatus.Failed, 0L), (outcome.Status, await db.Tenants.IgnoreQueryFilters(["Subtree"]).Select(tenant => tenant.DataVersion).SingleAsync()));
    }

    [Fact]
    public async Task Each_missing_required_column_is_named()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync("Partner,Customer\n1,2\n");

        Assert.Equal(LicenseReconciliationReader.Header.Required.Select(name => new ImportError(1, name, "The column is required and not in the header.")), outcome.Errors);
    }

    [Theory]
    [InlineData("Windows-1252", "The file is not UTF-8 from about here on.")]
    [InlineData("gzip cut off", "The compressed file is cut off.")]
    [InlineData("gzip cut off at a line", "The compressed file is cut off.")]
    [InlineData("gzip cut off in its last byte", "The compressed file is cut off.")]
    [InlineData("gzip cut off in its second member", "The compressed file is cut off.")]
    [InlineData("gzip cut off in its second member's header", "The compressed file is cut off.")]
    [InlineData("gzip with more behind it", "There is something behind the compressed file that is not compressed.")]
    [InlineData("gzip with a wrong byte", "The compressed file is damaged.")]
    [InlineData("long line", "The line is longer than 1 MiB.")]
    public async Task A_file_that_cannot_be_read_on_is_refused(string kind, string reason)
    {
        await using var kit = await ImportKit.CreateAsync();
        var text = new ReconciliationFile().Line().Line(("CustomerName", "Zoë"), ("OrderId", kind == "long line" ? new string('x', 3 << 20) : "")).Text();
        var gzip = ReconciliationFile.Compressed(text).ToArray();

        var outcome = await kit.ImportAsync(kind switch
        {
            "Windows-1252" => new MemoryStream(System.Text.Encoding.Latin1.GetBytes(text)),
            "gzip cut off" => new MemoryStream(gzip[..(gzip.Length / 2)]),
            "gzip cut off at a line" => new MemoryStream(gzip[..^8]),
            "gzip cut off in its last byte" => new MemoryStream(gzip[..^1]),
            "gzip cut off in its second member" => new MemoryStream([.. gzip, .. gzip[..^8]]),
            "gzip cut off in its second member's header" => new MemoryStream([.. gzip, .. gzip[..4]]),
            "gzip with more behind it" => new MemoryStream([.. gzip, .. "more"u8]),
            "gzip with a wrong byte" => new MemoryStream([.. gzip[..10], 0xFF, .. gzip[11..]]),
            _ => ReconciliationFile.Stream(text),
        });

        Assert.Equal(ImportStatus.Failed, outcome.Status);
        Assert.Equal(reason, outcome.Errors[0].Reason);
        Assert.Equal(0, await kit.CountAsync("InvoiceLines"));
    }

    /// <summary>Long enough that lines are read before the checksum at the end is.</summary>
    [Fact]
    public async Task That_a_file_is_damaged_is_said_before_what_its_lines_look_like()
    {
        await using var kit = await ImportKit.CreateAsync();
        var file = new ReconciliationFile();
        for (var i = 0; i < 600; i++) file.Line(("Currency", i is 7 ? "EUX" : "USD"));
        var gzip = ReconciliationFile.Compressed(file.Text(), System.IO.Compression.CompressionLevel.NoCompression).ToArray();
        gzip[gzip.Length / 2] = 0xFF;

        var errors = (await kit.ImportAsync(new MemoryStream(gzip))).Errors;

        Assert.Equal([new(errors[0].Line, null, "The compressed file is damaged."), new(9, "Currency", "The value is not a current ISO 4217 currency."),
            new(errors[0].Line + 1, null, "The file is not UTF-8 from about here on.")], errors);
        Assert.InRange(errors[0].Line, 280, 320);
    }

    [Fact]
    public async Task A_bad_file_changes_nothing_and_leaves_a_failed_run()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line());
        var before = await kit.RowsAsync();
        var bad = new ReconciliationFile();
        for (var i = 0; i < 12_000; i++) bad.Line(("InvoiceNumber", "G2"), ("CustomerName", "Renamed"), ("OrderDate", "2026-01-01"));

        var outcome = await kit.ImportAsync(bad.Line(("Currency", "DEM")));

        Assert.Equal(ImportStatus.Failed, outcome.Status);
        Assert.Equal(before, await kit.RowsAsync());
        await using var db = kit.Open();
        var run = await db.ImportRuns.IgnoreQueryFilters(["Subtree"]).SingleAsync(row => row.Id == outcome.RunId);
        Assert.Equal((ImportStatus.Failed, 12_001L, 0, 0, 1), (run.Status, run.LineCount, run.Created, run.Updated, run.ErrorCount));
        Assert.Equal("""[{"line":12002,"column":"Currency","reason":"The value is not a current ISO 4217 currency."}]""", run.Errors);
        Assert.NotNull(run.FinishedAt);
    }

    [Fact]
    public async Task All_offending_lines_are_counted_and_the_first_hundred_named()
    {
        await using var kit = await ImportKit.CreateAsync();
        var file = new ReconciliationFile();
        for (var i = 0; i < 150; i++) file.Line(("Total", (1000 + i).ToString(CultureInfo.InvariantCulture)));

        var outcome = await kit.ImportAsync(file);

        Assert.Equal(150, outcome.ErrorCount);
        Assert.Equal(Enumerable.Range(2, 100).Select(line => (long)line), outcome.Errors.Select(error => error.Line));
    }
}
