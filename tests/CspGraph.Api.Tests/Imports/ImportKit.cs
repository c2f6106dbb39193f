using System.Globalization;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A database of its own with one tenant, and what tests of imports do with it.</summary>
sealed class ImportKit : IAsyncDisposable
{
    /// <summary>PartnerId of the documented sample line.</summary>
    public static readonly Guid Partner = Guid.Parse("934f3416-bc2f-47f3-b492-77e517d4e572");

    static readonly Viewer Everything = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    readonly TempDatabase temp;

    ImportKit(TempDatabase temp) => this.temp = temp;

    public Database Database => temp.Database;

    public static async Task<ImportKit> CreateAsync(params IInterceptor[] interceptors)
    {
        var kit = new ImportKit(await TempDatabase.CreateAsync(interceptors));
        await using var db = kit.Open();
        db.Add(new Tenant
        {
            TenantId = 1,
            Id = Guid.NewGuid(),
            Slug = "contoso",
            Name = "Contoso",
            Kind = TenantKind.Distributor,
            MicrosoftTenantId = Partner,
            Country = "US",
            Region = CspRegion.UnitedStates,
        });
        await db.SaveChangesAsync();
        return kit;
    }

    public CspGraphDb Open() => Database.Open(Everything);

    public Task<ImportOutcome> ImportAsync(ReconciliationFile file) => ImportAsync(file.Text());

    public Task<ImportOutcome> ImportAsync(ReconciliationFile file, DateTime issuedAt) => FileImport.RunAsync(Database, Everything,
        new(ImportKind.LicenseReconciliation, "recon.csv", issuedAt), ReconciliationFile.Stream(file.Text()), progress: null, TimeProvider.System, CancellationToken.None);

    public Task<ImportOutcome> ImportAsync(string text) => ImportAsync(ReconciliationFile.Stream(text));

    public Task<ImportOutcome> ImportAsync(Stream content, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default) =>
        FileImport.RunAsync(Database, Everything, new(ImportKind.LicenseReconciliation, "recon.csv"), content, progress, TimeProvider.System, cancellation);

    public Task<ImportOutcome> ImportAsync(NetworkJson file) => ImportNetworkAsync(file.ToString());

    public Task<ImportOutcome> ImportNetworkAsync(string text) => ImportNetworkAsync(ReconciliationFile.Stream(text));

    public Task<ImportOutcome> ImportNetworkAsync(Stream content) =>
        FileImport.RunAsync(Database, Everything, new(ImportKind.Network, "network.json"), content, progress: null, TimeProvider.System, CancellationToken.None);

    /// <summary>Every row of some tables, every column, as text; by default of all tables but the runs.</summary>
    public async Task<string[]> RowsAsync(params string[] tables)
    {
        if (tables.Length == 0)
            tables = ["Tenants", "Resellers", "ResellerClosure", "ResellerPlacements", "ContractedMinimums", "Customers", "CustomerAgreements", "Products", "Skus", "Subscriptions", "Invoices", "InvoiceLines"];
        var rows = new List<string>();
        foreach (var table in tables) rows.AddRange((await LinesAsync(table)).Select(line => $"{table}: {line}"));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every row of a table, every column but some, as text.</summary>
    public async Task<string[]> LinesAsync(string table, params string[] without) =>
        [.. (await temp.ReadAsync(1, $"SELECT * FROM {table}", row => string.Join('|', Enumerable.Range(0, row.FieldCount).Where(i => !without.Contains(row.GetName(i))).Select(i => Cell.Text(row.GetValue(i)))))).Order(StringComparer.Ordinal)];

    /// <summary>The first column of the rows of a statement that SQLite understands. A test that asks for it is skipped on a server.</summary>
    public Task<string[]> ReadTextsAsync(string sql) => temp.ReadTextsAsync(sql);

    /// <param name="rows">A table, and perhaps which of its rows, in words that both providers understand.</param>
    public async Task<int> CountAsync(string rows) => (await temp.ReadAsync(1, $"SELECT COUNT(*) FROM {rows}", row => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture)))[0];

    public ValueTask DisposeAsync() => temp.DisposeAsync();
}
