using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What a database has before and after a process on it was killed.</summary>
static class KilledRows
{
    /// <summary>What the API shows, by Microsoft's own keys.</summary>
    public static async Task<string[]> SeenAsync(this ImportKit kit)
    {
        await using var db = kit.Open();
        return [.. await kit.NetworkAsync(), .. await PriceFile.KeptAsync(kit), .. await kit.SpendAsync(),
            .. await db.Invoices.IgnoreQueryFilters(["Subtree"]).OrderBy(invoice => invoice.Number).Select(invoice => $"{invoice.Number} {invoice.LineCount} {invoice.Total:0.####}").ToListAsync()];
    }

    /// <summary>What is seen, every line with every column but our own ids, and how many rows each table has, hidden ones too.</summary>
    public static async Task<string[]> StoredAsync(this ImportKit kit)
    {
        var counts = new List<string>();
        foreach (var table in Tables(kit)) counts.Add($"{table}: {await kit.CountAsync(table)}");
        return [.. await kit.SeenAsync(), .. await kit.LinesAsync("InvoiceLines", "Id", "InvoiceId"), .. await kit.LinesAsync("UsageLines", "StatementId"), .. counts];
    }

    /// <summary>Every row of every table but that of the runs, and of who ran them.</summary>
    public static Task<string[]> EverythingAsync(this ImportKit kit) => kit.RowsAsync(Tables(kit));

    static string[] Tables(ImportKit kit)
    {
        using var db = kit.Open();
        return [.. db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Except(["ImportRuns", "AuditEntries"]).Order(StringComparer.Ordinal)];
    }
}
