using System.Text.Json;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Microsoft's own samples, where the shared reference data lies beside the repository.</summary>
public sealed class DocumentedSamplesTests
{
    static string Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", path) is var file && File.Exists(file)) return file;
        Skip.If(true, $"No shared/data/{path} beside the repository.");
        return "";
    }

    [SkippableFact]
    public async Task The_documented_line_lacks_only_its_invoice()
    {
        var text = await File.ReadAllTextAsync(Shared("reconciliation/nce-invoice-recon-columns.csv"));
        await using var kit = await ImportKit.CreateAsync();

        var unbilled = await kit.ImportAsync(text);
        var billed = await kit.ImportAsync(text.Replace(",US,,5357564,", ",US,G000000001,5357564,"));

        Assert.Equal(("InvoiceNumber", 2L), (Assert.Single(unbilled.Errors).Column, unbilled.Errors[0].Line));
        Assert.Equal((ImportStatus.Succeeded, 4), (billed.Status, billed.Created));
        await using var db = kit.Open();
        var subscription = await db.Subscriptions.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((50, 14.4m, 720m, TermDuration.P1Y, null), (subscription.Quantity, subscription.UnitPrice, subscription.MonthlyCost, subscription.TermDuration, subscription.PartnerOfRecordId));
    }

    [SkippableFact]
    public async Task The_documented_price_is_taken_as_it_is()
    {
        var text = await File.ReadAllTextAsync(Shared("reconciliation/price-sheet-sample.csv"));
        await using var kit = await ImportKit.CreateAsync();

        Assert.Empty((await PriceFile.ImportAsync(kit, text)).Errors);

        Assert.Equal(["CFQ7TTC0HDK0:0001:US:USD:Commercial:P1Y:Annual:-|CFQ7TTC0HDK0|US|USD|Commercial|P1Y|Annual|2019-02-01|2021-02-04|115.2|144||License|"], await PriceFile.ShownAsync(kit));
    }

    /// <summary>Under the API's own names. Before they are billed, lines have neither an invoice nor a total.</summary>
    [SkippableFact]
    public async Task The_flattened_answers_of_the_API_lack_only_what_a_bill_adds()
    {
        var text = await File.ReadAllTextAsync(Shared("reconciliation/newcommerce_invoice_lineitems_from_docs.csv"));
        await using var kit = await ImportKit.CreateAsync();

        var unbilled = await kit.ImportAsync(text);
        var billed = await kit.ImportAsync(text.Replace(",US,,", ",US,G000000001,").Replace(",720,0,0,", ",720,0,720,").Replace(",820,0,0,", ",820,0,820,"));

        Assert.Equal(Enumerable.Range(2, 3).Select(line => new ImportError(line, "InvoiceNumber", "The value is required: unbilled lines are not an invoice's.")), unbilled.Errors);
        Assert.Empty(billed.Errors);
        await using var db = kit.Open();
        var invoice = await db.Invoices.IgnoreQueryFilters(["Subtree"]).SingleAsync();
        Assert.Equal((3, 1540m, 0m, 1540m), (invoice.LineCount, invoice.Subtotal, invoice.TaxTotal, invoice.Total));
        Assert.Equal(["4649221"], await db.Resellers.IgnoreQueryFilters(["Subtree"]).Select(row => row.PlaId!).ToArrayAsync());
    }

    [SkippableFact]
    public async Task A_total_is_checked_under_the_name_of_the_API_too()
    {
        var text = await File.ReadAllTextAsync(Shared("reconciliation/newcommerce_invoice_lineitems_from_docs.csv"));
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(text.Replace(",US,,", ",US,G000000001,"));

        Assert.Equal(Enumerable.Range(3, 2).Select(line => new ImportError(line, "TotalForCustomer", "The value is not Subtotal + TaxTotal.")), outcome.Errors);
    }

    [SkippableFact]
    public async Task The_lines_of_the_API_import_once_they_are_billed()
    {
        using var sample = JsonDocument.Parse(await File.ReadAllTextAsync(Shared("partner-center/recon-license-line-items.json")));
        var file = new ReconciliationFile();
        foreach (var item in sample.RootElement.GetProperty("body").EnumerateArray())
        {
            var cells = item.EnumerateObject().Where(cell => cell.Name is not ("attributes" or "totalForCustomer" or "invoiceNumber"))
                .Select(cell => (char.ToUpperInvariant(cell.Name[0]) + cell.Name[1..], cell.Value.ToString())).ToDictionary();
            cells["Tier2MpnId"] = cells["ResellerMpnId"];
            cells["PCToBCExchangeRate"] = cells["PcToBCExchangeRate"];
            cells["Total"] = cells["Subtotal"];
            file.Line([.. cells.Select(cell => (cell.Key, cell.Value))]);
        }
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportAsync(file);

        Assert.Empty(outcome.Errors);
        Assert.Equal((2L, 9), (outcome.Lines, outcome.Created));
        await using var db = kit.Open();
        var trial = await db.Skus.SingleAsync(sku => sku.IsTrial);
        Assert.Equal((true, "0002"), (trial.IsAddOn, trial.SkuId));
        Assert.Equal(["4649221"], await db.Resellers.IgnoreQueryFilters(["Subtree"]).Select(row => row.PlaId!).ToArrayAsync());
    }
}
