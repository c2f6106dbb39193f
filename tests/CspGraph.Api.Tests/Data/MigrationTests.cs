using CspGraph.Data;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Data;

public sealed class MigrationTests
{
    /// <summary>A line used to keep the ids of our own rows. Now it names customer, product and SKU by Microsoft's.</summary>
    [SkippableFact]
    public async Task Lines_of_the_first_version_lead_to_what_they_led_to()
    {
        await using var temp = await TempDatabase.CreateAtAsync("Initial");
        await using (var old = temp.Open(tenantId: 1))
            await old.Database.ExecuteSqlRawAsync("""
                INSERT INTO Tenants (TenantId, Id, Slug, Name, Kind, MicrosoftTenantId, Country, Region, DataVersion)
                VALUES (1, x'01000000000000000000000000000001', 'contoso', 'Contoso', 'Distributor', x'01000000000000000000000000000002', 'US', 'UnitedStates', 0);
                INSERT INTO Products (TenantId, Id, ProductId, Name, NameFolded, Family) VALUES (1, x'02000000000000000000000000000001', 'CFQ7TTC0HL8W', 'P', 'P', 'Other');
                INSERT INTO Skus (TenantId, Id, ProductId, SkuId, Name, NameFolded, IsTrial, IsAddOn)
                VALUES (1, x'03000000000000000000000000000001', x'02000000000000000000000000000001', '0001', 'K', 'K', 0, 0);
                INSERT INTO Customers (TenantId, Id, Name, NameFolded, EntraTenantId) VALUES (1, x'04000000000000000000000000000001', 'C', 'C', x'04000000000000000000000000000002');
                INSERT INTO ImportRuns (TenantId, Id, Kind, FileName, Status, StartedAt, FinishedAt, LineCount, Created, Updated, ErrorCount)
                VALUES (1, x'05000000000000000000000000000001', 'LicenseReconciliation', 'a.csv', 'Succeeded', 1000, 2000, 1, 0, 0, 0),
                       (1, x'05000000000000000000000000000002', 'LicenseReconciliation', 'b.csv', 'Running', 3000, NULL, 0, 0, 0, 0);
                INSERT INTO Invoices (TenantId, Id, Number, Currency, ImportRunId, IsComplete, LineCount, Subtotal, TaxTotal, Total, ImportedAt)
                VALUES (1, x'06000000000000000000000000000001', 'G1', 'USD', x'05000000000000000000000000000001', 1, 1, 10000, 0, 10000, 1000);
                INSERT INTO InvoiceLines (TenantId, Id, InvoiceId, LineNumber, CustomerId, ProductId, SkuId, CustomerName, MicrosoftProductId, MicrosoftSkuId, ChargeType, Subtotal, TaxTotal, Total, Currency)
                VALUES (1, x'07000000000000000000000000000001', x'06000000000000000000000000000001', 2, x'04000000000000000000000000000001', x'02000000000000000000000000000001',
                        x'03000000000000000000000000000001', 'C', 'cfq7ttc0hl8w', '1', 'new', 10000, 0, 10000, 'USD');
                """);

        await temp.Database.MigrateAsync(default);

        await using var db = temp.Open(tenantId: 1);
        var line = await db.InvoiceLines.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).SingleAsync();
        Assert.Equal((new Guid("04000000-0000-0000-0000-000000000002"), "CFQ7TTC0HL8W", "1", "CFQ7TTC0HL8W:0001"), (line.MicrosoftCustomerId, line.MicrosoftProductId, line.MicrosoftSkuId, line.CatalogId));
        Assert.Equal("CFQ7TTC0HL8W:0001", (await db.Skus.SingleAsync()).CatalogId);
        var invoice = await db.Invoices.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).SingleAsync();
        Assert.Equal((null, DateTime.UnixEpoch.AddSeconds(1)), (invoice.SupersededById, invoice.IssuedAt));
        var runs = await db.ImportRuns.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).OrderBy(run => run.Id).ToListAsync();
        Assert.Equal([(ImportStatus.Succeeded, 1000.0, 2000.0, false), (ImportStatus.Running, 3000.0, 3000.0, true)],
            runs.Select(run => (run.Status, (run.IssuedAt - DateTime.UnixEpoch).TotalMilliseconds, (run.ProgressAt - DateTime.UnixEpoch).TotalMilliseconds, run.HidesRows)));
    }

    /// <summary>What invoices and other files stated was one. Where there were others, nobody knows what is theirs: so all is.</summary>
    [SkippableTheory]
    [InlineData("LicenseReconciliation", "Succeeded", "a process", false)]
    [InlineData("PriceSheet", "Succeeded", "a process", false)]
    [InlineData("Network", "Failed", "a process", false)]
    [InlineData("Network", "Succeeded", "a process", true)]
    [InlineData("DailyUsage", "Succeeded", "a process", true)]
    [InlineData("LicenseReconciliation", "Succeeded", null, true)]
    public async Task Dated_rows_are_marked_where_other_files_than_invoices_were_imported(string kind, string status, string? owner, bool areMarked)
    {
        await using var temp = await TempDatabase.CreateAtAsync("Imports");
        await using (var old = temp.Open(tenantId: 1))
            await old.Database.ExecuteSqlAsync($"""
                INSERT INTO Tenants (TenantId, Id, Slug, Name, Kind, MicrosoftTenantId, Country, Region, DataVersion)
                VALUES (1, x'01000000000000000000000000000001', 'contoso', 'Contoso', 'Distributor', x'01000000000000000000000000000002', 'US', 'UnitedStates', 0),
                       (2, x'01000000000000000000000000000003', 'other', 'Other', 'Distributor', x'01000000000000000000000000000004', 'US', 'UnitedStates', 0);
                INSERT INTO Customers (TenantId, Id, Name, NameFolded, EntraTenantId, FactDates)
                VALUES (1, x'04000000000000000000000000000001', 'Dated', 'DATED', x'04000000000000000000000000000002', '1772409600000N'),
                       (1, x'04000000000000000000000000000003', 'Undated', 'UNDATED', x'04000000000000000000000000000004', NULL),
                       (2, x'04000000000000000000000000000005', 'Other', 'OTHER', x'04000000000000000000000000000006', '1772409600000N');
                INSERT INTO ImportRuns (TenantId, Id, FileName, StartedAt, IssuedAt, ProgressAt, BytesRead, HidesRows, LineCount, AlreadyImported, Created, Updated, ErrorCount, Kind, Status, Owner)
                VALUES (1, x'05000000000000000000000000000001', 'a', 1000, 1000, 1000, 1, 0, 1, 0, 0, 0, 0, {kind}, {status}, {owner});
                """);

        await temp.Database.MigrateAsync(default);

        Assert.Equal([areMarked ? "''" : "NULL", "NULL", "NULL"], await temp.ReadTextsAsync("SELECT quote(StatedElsewhere) FROM Customers ORDER BY Id"));
    }
}
