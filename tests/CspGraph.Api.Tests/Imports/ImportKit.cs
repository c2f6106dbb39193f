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
        foreach (var table in tables) rows.AddRange(await temp.ReadAsync(1, $"SELECT * FROM {table}", row => table + ": " + string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Text(row.GetValue(i))))));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>The network as files state it: every fact with its date, by Microsoft's own keys, none of ours.</summary>
    public async Task<string[]> NetworkAsync()
    {
        const string seller = "(SELECT coalesce(r.PlaId, r.Reference, r.Name) FROM Resellers r WHERE r.Id = ";
        return [.. await temp.ReadTextsAsync("SELECT json_array('R', PlaId, Reference, Name, Depth, Country, Region, hex(EntraTenantId), PgaId, Status, MaicppStatus, RelationshipState, MpaAcceptedOn, OnboardedOn, FactDates) FROM Resellers ORDER BY PlaId, Reference, Name"),
            .. await temp.ReadTextsAsync($"SELECT json_array('X', {seller} c.AncestorId), {seller} c.DescendantId), c.Depth, c.ValidFrom, c.ValidTo) FROM ResellerClosure c ORDER BY 1"),
            .. await temp.ReadTextsAsync($"SELECT json_array('Y', {seller} c.ResellerId), c.StatedAt, {seller} c.ParentId)) FROM ResellerPlacements c ORDER BY 1"),
            .. await temp.ReadTextsAsync($"SELECT json_array('Z', {seller} c.Id), {seller} c.ParentId)) FROM Resellers c ORDER BY 1"),
            .. await temp.ReadTextsAsync($"SELECT json_array('M', hex(s.SubscriptionId), {seller} m.ResellerId), m.StartsOn, m.EndsOn, m.MinimumQuantity, m.FactDates) FROM ContractedMinimums m JOIN Subscriptions s ON s.Id = m.SubscriptionId ORDER BY 1"),
            .. await temp.ReadTextsAsync($"SELECT json_array('C', hex(EntraTenantId), Name, Domain, Country, FactDates, {seller} c.ResellerId)) FROM Customers c ORDER BY EntraTenantId"),
            .. await temp.ReadTextsAsync($"SELECT json_array('H', hex(EntraTenantId), BoughtUnderPlaId, {seller} c.StatedResellerId), {seller} c.UndatedResellerId), StatedElsewhere) FROM Customers c ORDER BY EntraTenantId"),
            .. await temp.ReadTextsAsync($"SELECT json_array('A', hex(c.EntraTenantId), {seller} a.ResellerId), a.Status, a.AcceptedOn, a.SignatoryName, a.SignatoryEmail, a.FactDates) FROM CustomerAgreements a JOIN Customers c ON c.Id = a.CustomerId ORDER BY 1"),
            .. await temp.ReadTextsAsync("SELECT json_array('P', ProductId, Name, Publisher, Family, FactDates) FROM Products ORDER BY ProductId"),
            .. await temp.ReadTextsAsync("SELECT json_array('K', p.ProductId, k.SkuId, k.Name, k.IsTrial, k.IsAddOn, k.FactDates) FROM Skus k JOIN Products p ON p.Id = k.ProductId ORDER BY 1"),
            .. await temp.ReadTextsAsync($"""
                SELECT json_array('S', hex(s.SubscriptionId), s.Name, hex(c.EntraTenantId), {seller} s.ResellerId), p.ProductId, k.SkuId, s.Quantity, s.UnitPrice, s.Currency, s.MonthlyCost,
                    s.TermDuration, s.BillingCycle, s.Status, s.StartDate, s.CommitmentEndDate, s.CancellationAllowedUntil, s.AutoRenew, s.PartnerOfRecordId, s.AsOf, s.FactDates, s.StatedElsewhere, s.ScheduledActions)
                FROM Subscriptions s JOIN Customers c ON c.Id = s.CustomerId JOIN Skus k ON k.Id = s.SkuId JOIN Products p ON p.Id = s.ProductId ORDER BY s.SubscriptionId
                """)];
    }

    /// <summary>The first column of a statement's rows.</summary>
    public Task<string[]> ReadTextsAsync(string sql) => temp.ReadTextsAsync(sql);

    static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    public async Task<int> CountAsync(string table) => (await temp.ReadAsync(1, $"SELECT COUNT(*) FROM {table}", row => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture)))[0];

    public ValueTask DisposeAsync() => temp.DisposeAsync();
}
