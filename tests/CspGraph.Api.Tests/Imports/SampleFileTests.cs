using System.Buffers;
using CspGraph.Api.Demo;
using CspGraph.Api.Host;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What the README shows: its file goes into the demo tenant, and its lines come out by GraphQL.</summary>
public sealed class SampleFileTests
{
    static readonly Viewer Contoso = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [Fact]
    public async Task The_sample_is_imported_and_answered()
    {
        await using var demo = await TempDatabase.CreateAsync();
        await DemoSeed.SeedAsync(demo.Database, DemoSize.Small, TimeProvider.System, progress: null, CancellationToken.None);

        var outcome = await ImportAsync(demo, ImportKind.LicenseReconciliation, Sample("license-reconciliation.csv"));

        Assert.Equal((5L, 0, 8), (outcome.Lines, outcome.ErrorCount, outcome.Created));
        Assert.Equal(
            """{"data":{"invoices":{"nodes":[{"lineCount":5,"total":{"value":{"amount":"2371.32","currency":"EUR"}},"lines":{"nodes":[{"lineNumber":2,"customer":{"name":"Quinta do Vale Hotéis"},"subscription":{"quantity":25}},{"lineNumber":3,"customer":{"name":"Quinta do Vale Hotéis"},"subscription":{"quantity":60}},{"lineNumber":4,"customer":{"name":"Oficina Norte Lda"},"subscription":{"quantity":6}}]}}]}}}""",
            await AskAsync(demo, """
                { invoices(where: { number: { eq: "G020261101" } }) { nodes { lineCount total { value { amount currency } }
                    lines(first: 3, order: [{ lineNumber: ASC }]) { nodes { lineNumber customer { name } subscription { quantity } } } } } }
                """));
    }

    [Fact]
    public async Task Offending_lines_of_a_refused_file_are_answered()
    {
        await using var demo = await TempDatabase.CreateAsync();
        await DemoSeed.SeedAsync(demo.Database, DemoSize.Small, TimeProvider.System, progress: null, CancellationToken.None);

        await ImportAsync(demo, ImportKind.LicenseReconciliation, ReconciliationFile.Stream(new ReconciliationFile().Line().Text()));

        Assert.Equal(
            """{"data":{"imports":{"nodes":[{"status":"FAILED","errorCount":1,"errors":[{"line":2,"column":"PartnerId","reason":"The value is not the Microsoft tenant id of this tenant."}]}]}}}""",
            await AskAsync(demo, "{ imports(first: 1, order: [{ startedAt: DESC }]) { nodes { status errorCount errors { line column reason } } } }"));
    }

    [Fact]
    public async Task The_samples_of_the_other_kinds_are_imported_behind_it_and_answered()
    {
        await using var demo = await TempDatabase.CreateAsync();
        await DemoSeed.SeedAsync(demo.Database, DemoSize.Small, TimeProvider.System, progress: null, CancellationToken.None);
        await ImportAsync(demo, ImportKind.LicenseReconciliation, Sample("license-reconciliation.csv"));

        var outcomes = new[]
        {
            await ImportAsync(demo, ImportKind.PriceSheet, Sample("price-sheet.csv")),
            await ImportAsync(demo, ImportKind.DailyUsage, Sample("daily-usage.csv")),
            await ImportAsync(demo, ImportKind.Network, Sample("network.json")),
        };

        Assert.All(outcomes, outcome => Assert.Equal((ImportStatus.Succeeded, 0), (outcome.Status, outcome.ErrorCount)));
        Assert.Equal([6L, 8L, 8L], outcomes.Select(outcome => outcome.Lines));
        Assert.Equal(
            """{"data":{"customers":{"nodes":[{"name":"Quinta do Vale Hotéis","spend":{"groups":[{"service":"Storage","cost":[{"value":{"amount":"4.52778","currency":"EUR"}}]},{"service":"Virtual Machines","cost":[{"value":{"amount":"15.2762","currency":"EUR"}}]}]}}]}}}""",
            await AskAsync(demo, """
                { customers(where: { name: { eq: "Quinta do Vale Hotéis" } }) { nodes { name
                    spend(from: "2026-10-01", to: "2026-10-31", by: SERVICE) { groups { service cost { value { amount currency } } } } } } }
                """));
        Assert.Equal(
            """{"data":{"products":{"nodes":[{"prices":{"nodes":[{"effectiveStartDate":"2026-12-01","unitPrice":{"value":{"amount":"17.20"}}}]}}]}}}""",
            await AskAsync(demo, """
                { products(where: { productId: { eq: "CFQ7TTC0LCHC" } }) { nodes { prices(on: "2026-12-15",
                    where: { sku: { skuId: { eq: "0002" } }, termDuration: { eq: P1Y }, billingPlan: { eq: MONTHLY }, segment: { eq: COMMERCIAL } }) {
                    nodes { effectiveStartDate unitPrice { value { amount } } } } } } }
                """));
    }

    static FileStream Sample(string name) => File.OpenRead(Repository.Path($"tests/CspGraph.Api.Tests/Imports/Samples/{name}"));

    static async Task<ImportOutcome> ImportAsync(TempDatabase demo, ImportKind kind, Stream file)
    {
        await using (file)
            return await FileImport.RunAsync(demo.Database, Contoso, new(kind, "sample"), file, progress: null, TimeProvider.System, CancellationToken.None);
    }

    static async Task<string> AskAsync(TempDatabase demo, string query)
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var operation = await engine.PrepareAsync(new GraphRequest(query), CancellationToken.None);
        await using var snapshot = await demo.Database.BeginSnapshotAsync(Contoso, CancellationToken.None);
        var answer = new ArrayBufferWriter<byte>();
        await engine.ExecuteAsync(operation, new ProductSession(snapshot), answer, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(answer.WrittenSpan);
    }
}
