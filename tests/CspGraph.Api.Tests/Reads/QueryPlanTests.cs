using System.Text.RegularExpressions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Reads;

/// <summary>SQLite serves every committed document by seeks: it scans no table and sorts nothing.</summary>
public sealed partial class QueryPlanTests
{
    public static TheoryData<string> Documents => ReadDocument.All;

    [Theory, MemberData(nameof(Documents))]
    public async Task Seeks_and_does_not_sort(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var faults = new List<string>();
        foreach (var viewer in new[] { network.Admin, network.Reseller })
            faults.AddRange(await FaultsAsync(ReadDocument.Read(name), database, network, viewer));
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    static async Task<List<string>> FaultsAsync(ReadDocument document, ReadDatabase database, ReadNetwork network, Viewer viewer)
    {
        var prepared = await database.PrepareAsync(document.Text, await document.VariablesAsync(database, network, viewer));
        var faults = new List<string>();
        foreach (var statement in await database.OnSqliteAsync(prepared, viewer))
        {
            var plan = await database.ReadAsync("EXPLAIN QUERY PLAN " + statement.Text, "detail", statement.Parameters);
            faults.AddRange(plan.SelectMany(step => Faults(step, statement, document.HasCursor)).Select(fault => $"{viewer.Role}, {statement.Name}: {fault}\n{string.Join('\n', plan)}\n{statement.Text}"));
        }
        return faults;
    }

    static IEnumerable<string> Faults(string step, Recorded statement, bool hasCursor)
    {
        if (ReadsNothing().IsMatch(statement.Text)) yield break;
        if (Scan().IsMatch(step)) yield return "reads a whole table";
        if (step.Contains("TEMP B-TREE", StringComparison.Ordinal)) yield return "sorts";
        if (step.Contains("AUTOMATIC", StringComparison.Ordinal)) yield return "builds an index";
        var walksTable = statement.Level is { HasParents: false } && (!hasCursor || statement.Name.EndsWith("count", StringComparison.Ordinal));
        if (step.Contains("(TenantId=?)", StringComparison.Ordinal) && !walksTable && !statement.Text.Contains("FROM \"Tenants\"", StringComparison.Ordinal)) yield return "seeks by tenant alone";
    }

    [GeneratedRegex(@"^SCAN (?!.*VIRTUAL TABLE)(?!CONSTANT ROW)(?!\(?subquery)")]
    private static partial Regex Scan();

    /// <summary>A filter of a viewer who sees no row at all: SQLite plans the statement, and ends it before the first row.</summary>
    [GeneratedRegex(@"^WHERE 0\b", RegexOptions.Multiline)]
    private static partial Regex ReadsNothing();
}
