using System.IO.Pipelines;
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

        var outcome = await ImportAsync(demo, File.OpenRead(Repository.Path("tests/CspGraph.Api.Tests/Imports/Samples/license-reconciliation.csv")));

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

        await ImportAsync(demo, ReconciliationFile.Stream(new ReconciliationFile().Line().Text()));

        Assert.Equal(
            """{"data":{"imports":{"nodes":[{"status":"FAILED","errorCount":1,"errors":[{"line":2,"column":"PartnerId","reason":"The value is not the Microsoft tenant id of this tenant."}]}]}}}""",
            await AskAsync(demo, "{ imports(first: 1, order: [{ startedAt: DESC }]) { nodes { status errorCount errors { line column reason } } } }"));
    }

    static async Task<ImportOutcome> ImportAsync(TempDatabase demo, Stream file)
    {
        await using (file)
            return await FileImport.RunAsync(demo.Database, Contoso, new(ImportKind.LicenseReconciliation, "sample.csv"), file, progress: null, TimeProvider.System, CancellationToken.None);
    }

    static async Task<string> AskAsync(TempDatabase demo, string query)
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var operation = await engine.PrepareAsync(new GraphRequest(query), CancellationToken.None);
        await using var db = demo.Database.Open(Contoso);
        using var answer = new MemoryStream();
        await engine.ExecuteAsync(operation, ProductSchema.Session(db), PipeWriter.Create(answer), CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(answer.ToArray());
    }
}
