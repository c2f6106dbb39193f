using CspGraph.Api.Host;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Reads;

/// <summary>However many parents a level has, the statements are the same few. Counted by SQLite itself.</summary>
public sealed class StatementCountTests
{
    public static TheoryData<string> Documents => ReadDocument.All;

    [SkippableTheory, MemberData(nameof(Documents))]
    public async Task Are_as_many_for_fifty_parents_as_for_one(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 50);
        await using var database = await ReadDatabase.CreateAsync(network);
        // What is counted is the statements; a page of fifty of everything may cost more than a client's operation may.
        database.Engine = ReadDatabase.CreateEngine(ProductSchema.Options with { MaxCost = int.MaxValue });
        var document = ReadDocument.Read(name);
        var one = await RunAsync(document.WithFirst(1), database, network, network.Admin);
        var fifty = await RunAsync(document.WithFirst(50), database, network, network.Admin);
        Assert.Equal(one.Order(StringComparer.Ordinal), fifty.Order(StringComparer.Ordinal));
    }

    [SkippableTheory, MemberData(nameof(Documents))]
    public async Task Are_those_of_the_snapshots(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var document = ReadDocument.Read(name);
        foreach (var viewer in new[] { network.Admin, network.Reseller })
        {
            var prepared = await database.PrepareAsync(document.Text, await document.VariablesAsync(database, network, viewer));
            var explained = (await database.OnSqliteAsync(prepared, viewer)).Select(statement => Plain(statement.Text)).ToHashSet();
            Assert.Superset(await RunAsync(document, database, network, viewer), explained);
        }
    }

    /// <summary>The distinct statements that ran, transactions aside.</summary>
    static async Task<HashSet<string>> RunAsync(ReadDocument document, ReadDatabase database, ReadNetwork network, Viewer viewer)
    {
        var prepared = await database.PrepareAsync(document.Text, await document.VariablesAsync(database, network, viewer));
        var (_, statements) = await database.TracedAsync(prepared, viewer);
        return [.. statements.Select(Plain)];
    }

    static string Plain(string statement) => statement.ReplaceLineEndings("\n").Trim().TrimEnd(';');
}
