using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.SqlServer;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CspGraph.Api.Tests.Reads;

/// <summary>Every statement of an operation, on either database: those of its levels, then those of its resolved fields.</summary>
static class Statements
{
    public static async Task<IReadOnlyList<Recorded>> OnSqliteAsync(this ReadDatabase database, PreparedOperation prepared, Viewer viewer)
    {
        var recorder = new Recorder();
        await using var db = database.Open(viewer, recorder);
        return [.. Levels(database, prepared, db), .. await ResolvedAsync(prepared, db, recorder)];
    }

    /// <summary>Needs no server: EF writes the statements, and nothing is sent.</summary>
    public static async Task<IReadOnlyList<Recorded>> OnServerAsync(this ReadDatabase database, PreparedOperation prepared, Viewer viewer)
    {
        var recorder = new ServerRecorder();
        await using var db = OpenServer(viewer, recorder);
        return [.. Levels(database, prepared, db), .. await ResolvedAsync(prepared, db, recorder)];
    }

    public static SqlServerCspGraphDb OpenServer(Viewer viewer, Recorder? recorder = null)
    {
        using var plain = new Database(DatabaseProvider.SqlServer, "Server=nowhere;Database=none", TimeProvider.System).Open(viewer);
        var options = new DbContextOptionsBuilder<SqlServerCspGraphDb>((DbContextOptions<SqlServerCspGraphDb>)plain.GetService<IDbContextOptions>());
        if (recorder is not null) options.AddInterceptors(recorder);
        var db = new SqlServerCspGraphDb(options.Options, viewer);
        db.Database.SetDbConnection(new NoServer());
        return db;
    }

    static IEnumerable<Recorded> Levels(ReadDatabase database, PreparedOperation prepared, CspGraphDb db) =>
        database.Engine.Explain(prepared, ContextSession.ToExplain(db)).Select(statement => new Recorded(statement.Name, statement.Text, statement.Parameters, statement.Level));

    /// <summary>Runs the resolved fields with three parents that do not matter.</summary>
    static async Task<IReadOnlyList<Recorded>> ResolvedAsync(PreparedOperation prepared, CspGraphDb db, Recorder recorder)
    {
        var plans = prepared.Plan!.Roots.OfType<RootResolved>().Select(root => root.Plan).Concat(prepared.Plan.Roots.OfType<RootLog>().Select(log => log.Page)).Concat(prepared.Plan.Levels().SelectMany(level => level.Resolved));
        foreach (var plan in plans)
            await plan.Field.Resolve(new ResolveContext<CspGraphDb, Viewer>(
                db, db.Viewer, ContextSession.ToExplain(db).DroppedFilters, [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()], plan.Selected, plan.Arguments(prepared.Variables), default));
        return recorder.Statements;
    }
}
