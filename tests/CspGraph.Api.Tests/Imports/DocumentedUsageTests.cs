using CspGraph.Api.Imports;
using Microsoft.EntityFrameworkCore;
using Sylvan.Data.Csv;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Microsoft's own samples of daily rated usage, where the shared reference data lies beside the repository.</summary>
public sealed class DocumentedUsageTests
{
    static string Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", path) is var file && File.Exists(file)) return file;
        Skip.If(true, $"No shared/data/{path} beside the repository.");
        return "";
    }

    [SkippableFact]
    public async Task The_documented_line_has_the_55_columns_and_no_usage()
    {
        var text = await File.ReadAllTextAsync(Shared("reconciliation/daily-rated-usage-columns.csv"));
        Assert.Equal(UsageFile.Columns, text.Split('\n')[0].Trim().Split(','));
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportUsageAsync(text.Replace("2b8940db-5089-539c-e757-520ed1d1bc88", ImportKit.Partner.ToString(), StringComparison.Ordinal));

        Assert.Equal([new(2, "UsageDate", "The value is required.")], outcome.Errors);
    }

    /// <summary>Answers of two generations of the API in one table, which has a column of each generation's name.</summary>
    [SkippableFact]
    public async Task The_flattened_answers_of_the_API_are_not_one_file()
    {
        await using var kit = await ImportKit.CreateAsync();

        var outcome = await kit.ImportUsageAsync(await File.ReadAllTextAsync(Shared("reconciliation/daily_rated_usage_lineitems_from_docs.csv")));

        Assert.Equal(
            [
                new(1, "Tier2MpnId", "The column is there twice: as ResellerMpnId and as Tier2MpnId."),
                new(1, "Unit", "The column is there twice: as UnitOfMeasure and as Unit."),
            ], outcome.Errors);
    }

    /// <summary>Each row of the flattened answers by its own columns, as the answer had them. Those of Azure plans lack only the customer.</summary>
    [SkippableFact]
    public async Task The_lines_of_the_API_are_taken_with_every_digit()
    {
        await using var kit = await ImportKit.CreateAsync();
        using var csv = CsvDataReader.Create(Shared("reconciliation/daily_rated_usage_lineitems_from_docs.csv"));
        var (taken, refused) = (0, 0);
        while (csv.Read())
        {
            var cells = Enumerable.Range(0, csv.FieldCount).Where(i => csv.GetString(i) is { Length: > 0 }).ToDictionary(csv.GetName, csv.GetString);
            cells["partnerId"] = ImportKit.Partner.ToString();
            cells["customerId"] = UsageFile.Customer.ToString();
            var quoted = cells.Values.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"");
            // Tells the six apart where the documentation states the same line twice.
            var outcome = await kit.ImportUsageAsync($"{string.Join(',', cells.Keys)},row\n{string.Join(',', quoted)},{taken}\n");
            if (!cells.ContainsKey("billingCurrency"))
            {
                // The older kind of line, of Azure before plans: it bears no amount at all.
                Assert.All(outcome.Errors, error => Assert.Equal(1, error.Line));
                Assert.NotEmpty(outcome.Errors);
                refused++;
                continue;
            }
            Assert.Empty(outcome.Errors);
            await using var db = kit.Open();
            var line = await db.UsageLines.Whole().OrderByDescending(row => row.StatementId).FirstAsync();
            Assert.Equal(cells["billingPreTaxTotal"], line.BillingPreTaxTotal.ToString());
            Assert.Equal(cells["unitPrice"], line.UnitPrice.ToString());
            Assert.Equal(cells["quantity"], line.Quantity.ToString());
            taken++;
        }
        Assert.Equal((6, 2), (taken, refused));
    }
}
