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
    public static async Task<string[]> StoredAsync(this ImportKit kit) =>
        [.. await kit.SeenAsync(), .. await LinesAsync(kit, "InvoiceLines", "Id", "InvoiceId"), .. await LinesAsync(kit, "UsageLines", "StatementId"),
            .. await Task.WhenAll((await TablesAsync(kit)).Select(async table => $"{table}: {await kit.CountAsync(table)}"))];

    /// <summary>Every row of every table but that of the runs, and of who ran them.</summary>
    public static async Task<string[]> EverythingAsync(this ImportKit kit) => await kit.RowsAsync(await TablesAsync(kit));

    static Task<string[]> TablesAsync(ImportKit kit) =>
        kit.ReadTextsAsync("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT IN ('ImportRuns', 'AuditEntries') ORDER BY name");

    static async Task<string[]> LinesAsync(ImportKit kit, string table, params string[] without)
    {
        var columns = (await kit.ReadTextsAsync($"SELECT group_concat(format('quote(%s)', name)) FROM pragma_table_info('{table}') WHERE name NOT IN ('{string.Join("', '", without)}')"))[0];
        return await kit.ReadTextsAsync($"SELECT concat_ws('|', {columns}) FROM {table} ORDER BY 1");
    }
}
