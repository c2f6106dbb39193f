using System.Text.RegularExpressions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Reads;

/// <summary>SQLite serves every committed document by seeks: it scans no table and sorts nothing.</summary>
public sealed partial class QueryPlanTests
{
    public static TheoryData<string> Documents => ReadDocument.All;

    [SkippableTheory, MemberData(nameof(Documents))]
    public async Task Seeks_and_does_not_sort(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var faults = await FaultsAsync(ReadDocument.Read(name), database, network);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    /// <summary>With statistics SQLite may find a few rows by a condition and sort those; it must not start to scan.</summary>
    [SkippableTheory, MemberData(nameof(Documents))]
    public async Task Still_seeks_when_statistics_are_kept(string name)
    {
        var network = new ReadNetwork(tenantId: 1, width: 50);
        await using var database = await ReadDatabase.CreateAsync(network, new ReadNetwork(tenantId: 2, width: 10));
        await using (var db = database.Open(network.Admin)) await db.Database.ExecuteSqlRawAsync("ANALYZE");
        var faults = (await FaultsAsync(ReadDocument.Read(name), database, network)).Where(fault => !fault.Contains(": sorts\n", StringComparison.Ordinal)).ToList();
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [SkippableFact]
    public async Task A_sort_a_scan_and_a_walk_of_the_tenant_are_found()
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        foreach (var (text, fault) in new[]
        {
            ("SELECT 1 FROM Customers ORDER BY NameFolded", "reads a whole table"),
            ("SELECT 1 FROM Customers WHERE TenantId = 1 ORDER BY Country", "sorts"),
            ("SELECT 1 FROM Customers WHERE TenantId = 1 ORDER BY NameFolded", "seeks by tenant alone"),
        })
        {
            var plan = await database.ReadAsync("EXPLAIN QUERY PLAN " + text, "detail", []);
            Assert.Contains(fault, plan.SelectMany(step => Faults(step, new Recorded("wrong", text, []), hasCursor: true)));
        }
    }

    static async Task<List<string>> FaultsAsync(ReadDocument document, ReadDatabase database, ReadNetwork network) =>
        [.. await FaultsAsync(document, database, network, network.Admin), .. await FaultsAsync(document, database, network, network.Reseller)];

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
        // Made only of a table with fewer rows than it would be searched for, which no log is.
        if (step.StartsWith("BLOOM FILTER", StringComparison.Ordinal)) yield break;
        if (Scan().IsMatch(step)) yield return "reads a whole table";
        if (step.Contains("TEMP B-TREE", StringComparison.Ordinal) && !IsCutAcrossDays(step, statement)) yield return "sorts";
        if (step.Contains("AUTOMATIC", StringComparison.Ordinal)) yield return "builds an index";
        var walksTable = statement.Level is { HasParents: false } && (!hasCursor || statement.Name.EndsWith("count", StringComparison.Ordinal));
        if (step.Contains("(TenantId=?)", StringComparison.Ordinal) && !walksTable && !HasOneRow(statement) && !IsOfSubtreeByTime(statement)) yield return "seeks by tenant alone";
    }

    /// <summary>Tables of which a tenant has one row.</summary>
    static bool HasOneRow(Recorded statement) =>
        statement.Text.Contains("FROM \"Tenants\"", StringComparison.Ordinal) || statement.Text.Contains("FROM \"WatchPolicies\"", StringComparison.Ordinal);

    /// <summary>The newest of a whole subtree: SQLite goes through the tenant's from the newest on, until a page of them is of that subtree; with statistics, by reseller.</summary>
    static bool IsOfSubtreeByTime(Recorded statement) =>
        statement.Text.Contains("ORDER BY \"a\".\"ToldAt\"", StringComparison.Ordinal) && statement.Text.Contains("\"a\".\"ResellerId\" IN (", StringComparison.Ordinal);

    /// <summary>Usage is kept by day: cut by another key, a range of it is grouped anew.</summary>
    static bool IsCutAcrossDays(string step, Recorded statement) =>
        step.Contains("GROUP BY", StringComparison.Ordinal) && statement.Text.Contains("FROM \"UsageDays\"", StringComparison.Ordinal) && !statement.Text.Contains("GROUP BY \"u\".\"StatementId\", \"u\".\"MicrosoftCustomerId\", \"u\".\"Day\"", StringComparison.Ordinal);

    [GeneratedRegex(@"^SCAN (?!.*VIRTUAL TABLE)(?!CONSTANT ROW)(?!\(?subquery)")]
    private static partial Regex Scan();

    /// <summary>A filter of a viewer who sees no row at all: SQLite plans the statement, and ends it before the first row.</summary>
    [GeneratedRegex(@"^WHERE 0\b", RegexOptions.Multiline)]
    private static partial Regex ReadsNothing();
}
