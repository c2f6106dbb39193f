using System.Data;
using System.Text.RegularExpressions;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Snapshooter;
using Snapshooter.Xunit;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>SQL Server would accept what the paths send that write: its own compiler says so.</summary>
public sealed partial class ServerTwinTests
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    [SkippableFact]
    public async Task Every_query_of_the_paths_that_write_compiles()
    {
        var statements = (await WritingPaths.Twins.Value).SelectMany(twin => twin.Statements).DistinctBy(statement => statement.Text).ToList();
        Assert.Empty(Faults(statements));
        Assert.Empty(statements.SelectMany(statement => DerivedTables.Faults(statement.Text)));
        Assert.Contains(statements, statement => statement.Text.StartsWith("UPDATE", StringComparison.Ordinal));
        Assert.Contains(statements, statement => statement.Text.StartsWith("DELETE", StringComparison.Ordinal));
    }

    /// <summary>Their diff is the review. Ordered by text, for a path may ask the same things in another order. The engine's are committed beside their documents: whether one is made depends on what was asked before.</summary>
    [SkippableFact]
    public async Task Each_path_sends_what_is_committed()
    {
        foreach (var (path, twin) in WritingPaths.All.Zip(await WritingPaths.Twins.Value))
        {
            // What is asked there depends on who is faster: the sender, or the one who looks for news.
            if (path.Name.StartsWith("webhooks", StringComparison.Ordinal)) continue;
            var sql = string.Concat(twin.Statements.Where(statement => !statement.Name.StartsWith("StatementMaker.cs", StringComparison.Ordinal)).Select(statement => $"-- {statement.Name.Split(':')[0]}\n{statement.Text.ReplaceLineEndings("\n")}\n\n").Order(StringComparer.Ordinal));
            Snapshot.Match(sql, new SnapshotFullName($"{path.Name.Split(',')[0].Replace(' ', '-')}.sqlserver.sql.snap", Repository.Path("tests/CspGraph.Api.Tests/SqlServer")));
        }
    }

    /// <summary>When this names a line: a path that comes there is to be added to WritingPaths.</summary>
    [SkippableFact]
    public async Task Every_statement_that_changes_rows_without_reading_them_is_among_them()
    {
        var changes = (await WritingPaths.Twins.Value).SelectMany(twin => twin.Changes).ToLookup(change => change.File, change => change.Line);
        var all = Repository.Sources("src").SelectMany(file => Changes(Repository.Text(file)).Select(change => (File: file, change.First, change.Line))).ToList();
        Assert.Empty(all.Where(change => !changes[Repository.Path(change.File)].Any(line => change.First <= line && line <= change.Line)).Select(change => $"{change.File}:{change.Line}"));
        Assert.True(all.Count > 20);
    }

    [SkippableFact]
    public async Task What_is_asked_of_a_server_only_compiles()
    {
        var server = new NoServer();
        using var database = server.OpenDatabase();
        var directory = new TenantDirectory(database);
        await directory.FindAsync("contoso", default);
        await directory.FindDepthAsync(Admin, Guid.NewGuid(), default);
        await directory.FindDepthAsync(Admin.NarrowedTo(Guid.NewGuid(), depth: 0), Guid.NewGuid(), default);
        await (await database.BeginSnapshotAsync(Admin, default)).DisposeAsync();

        Assert.Equal(4, server.Sent.Count);
        Assert.Empty(Faults(server.Sent));
    }

    /// <summary>As rows of each entity are added, changed and taken away one by one.</summary>
    [SkippableFact]
    public async Task What_SaveChanges_sends_compiles()
    {
        var server = new NoServer { Answer = OneRowChanged };
        using var database = server.OpenDatabase();
        await using var db = database.Open(Admin);
        var entities = db.Model.GetEntityTypes().ToList();
        foreach (var entity in entities)
            foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
            {
                if (entity.ClrType == typeof(AuditEntry) && state is not EntityState.Added) continue;
                db.Entry(Row(entity)).State = state;
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }

        Assert.Equal(3 * entities.Count - 2 - WithKeysOnly(entities), server.Sent.Count);
        Assert.Empty(Faults(server.Sent));
    }

    [SkippableFact]
    public async Task A_bulk_update_forgets_no_row_that_somebody_else_tracks()
    {
        var server = new NoServer { Answer = OneRowChanged };
        using var database = server.OpenDatabase();
        await using var db = database.Open(Admin);
        await using var transaction = await db.BeginWriteAsync(default);
        var tracked = db.Attach(new Reseller { TenantId = 1, Id = Guid.NewGuid(), Name = "Tracked", Status = ResellerStatus.Active });
        var row = new Reseller { TenantId = 1, Id = Guid.NewGuid(), Name = "Bulk", Status = ResellerStatus.Active };
        var update = new BulkUpdate<Reseller>(db);
        update.Watch(row);
        row.Name = "Other";

        Assert.Equal([row], await update.WriteAsync(default));
        Assert.Equal((EntityState.Unchanged, EntityState.Detached), (tracked.State, db.Entry(row).State));
    }

    /// <summary>What is all key is never changed.</summary>
    static int WithKeysOnly(IEnumerable<IEntityType> entities) => entities.Count(entity => entity.GetProperties().All(property => property.IsKey()));

    /// <summary>Everything is set, as far as it can be: so every column is named.</summary>
    static object Row(IEntityType entity)
    {
        var row = Activator.CreateInstance(entity.ClrType)!;
        foreach (var property in entity.GetProperties().Where(property => property.PropertyInfo!.SetMethod!.IsPublic))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            property.PropertyInfo!.SetValue(row, type == typeof(string) ? "x" : type == typeof(byte[]) ? Array.Empty<byte>() : type == typeof(Guid) ? Guid.NewGuid() : type == typeof(int) ? 1 : Activator.CreateInstance(type));
        }
        return row;
    }

    static DataTableReader OneRowChanged()
    {
        var table = new DataTable { Columns = { { "changed", typeof(int) } } };
        table.Rows.Add(1);
        return table.CreateDataReader();
    }

    static IEnumerable<string> Faults(IEnumerable<Recorded> statements)
    {
        using var model = new ServerModel();
        foreach (var statement in statements) model.Add(statement);
        return [.. model.Validate().Distinct().Take(20)];
    }

    /// <summary>The lines of such calls, each with the first one of its statement.</summary>
    static IEnumerable<(int First, int Line)> Changes(string source)
    {
        var lines = source.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Change().IsMatch(lines[i])) continue;
            var first = i;
            while (first > 0 && !EndsStatement().IsMatch(lines[first - 1])) first--;
            yield return (first + 1, i + 1);
        }
    }

    [GeneratedRegex(@"\.Execute(Update|Delete)(Async)?\(")]
    private static partial Regex Change();

    [GeneratedRegex(@"([;{}]|^\s*(//.*)?)\s*$")]
    private static partial Regex EndsStatement();
}
