using CspGraph.Api.Imports;
using CspGraph.Api.Tests.SqlServer;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Imports;

/// <summary>Imports by bulk copy into a real server, in a database of their own, with the rights that the server has.</summary>
public sealed class SqlServerImportTests
{
    static readonly Viewer Everything = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [SkippableTheory]
    [InlineData(ImportKind.LicenseReconciliation, "license-reconciliation.csv", 5)]
    [InlineData(ImportKind.PriceSheet, "price-sheet.csv", 6)]
    [InlineData(ImportKind.DailyUsage, "daily-usage.csv", 8)]
    [InlineData(ImportKind.Network, "network.json", 8)]
    public async Task Each_sample_is_imported_once(ImportKind kind, string sample, long lines)
    {
        Skip.If(RealServer.IsMissing, RealServer.WhySkipped);
        await using var server = await RealServer.CreateAsync();
        await AddTenantAsync(server.Runtime);

        var first = await ImportAsync(server.Runtime, kind, sample);
        var second = await ImportAsync(server.Runtime, kind, sample);

        Assert.Equal((ImportStatus.Succeeded, lines, false), (first.Status, first.Lines, first.AlreadyImported));
        Assert.True(second.AlreadyImported);
    }

    static async Task<ImportOutcome> ImportAsync(Database database, ImportKind kind, string sample)
    {
        await using var file = File.OpenRead(Repository.Path($"tests/CspGraph.Api.Tests/Imports/Samples/{sample}"));
        return await FileImport.RunAsync(database, Everything, new(kind, sample), file, progress: null, TimeProvider.System, CancellationToken.None);
    }

    static async Task AddTenantAsync(Database database)
    {
        await using var db = database.Open(Everything);
        db.Add(new Tenant
        {
            TenantId = 1,
            Id = database.Ids.Next(),
            Slug = "contoso",
            Name = "Contoso",
            Kind = TenantKind.Distributor,
            MicrosoftTenantId = Guid.Parse("c0507050-0001-4d15-8a11-000000000001"),
            Country = "PT",
            Region = CspRegion.Europe,
        });
        await db.SaveChangesAsync();
    }
}
