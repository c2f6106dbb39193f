using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SQLitePCL;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A database that only one test knows, and an engine on it.</summary>
sealed class ReadDatabase : IAsyncDisposable
{
    readonly TestDatabase data;

    ReadDatabase(TestDatabase data) => (this.data, Database) = (data, data.Open(TimeProvider.System));

    public Database Database { get; }

    /// <summary>By which the engine knows the day.</summary>
    public static readonly TimeProvider Clock = new FakeTimeProvider(new DateTimeOffset(2026, 12, 4, 22, 0, 0, TimeSpan.Zero));

    public GraphEngine<CspGraphDb, Viewer> Engine { get; set; } = CreateEngine(ProductSchema.Options);

    public static GraphEngine<CspGraphDb, Viewer> CreateEngine(GraphEngineOptions options, TimeProvider? clock = null) =>
        ProductSchema.CreateEngine(NullLogger.Instance, options, ServerSettings.DefaultRequestBytes, clock: clock ?? Clock);

    public static async Task<ReadDatabase> CreateAsync(params ReadNetwork[] networks)
    {
        var rows = networks.Select(network => (network.Admin, Made: network.Make())).ToList();
        var file = Path.Combine(Path.GetTempPath(), $"cspgraph-reads-{Guid.NewGuid():N}.db");
        return new(await TestDatabase.CreateAsync(file, string.Join(", ", networks.Select(network => network.Name)), async filled =>
        {
            foreach (var (admin, made) in rows)
            {
                await using var db = filled.Open(admin);
                db.AddRange(made);
                await db.SaveChangesAsync();
            }
        }));
    }

    /// <summary>A context on SQLite as the product opens it, with interceptors. A test that asks for it is skipped on a server.</summary>
    public SqliteCspGraphDb Open(Viewer viewer, params IInterceptor[] interceptors)
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        using var plain = Database.Open(viewer);
        var options = (DbContextOptions<SqliteCspGraphDb>)plain.GetService<IDbContextOptions>();
        return new SqliteCspGraphDb(new DbContextOptionsBuilder<SqliteCspGraphDb>(options).AddInterceptors(interceptors).Options, viewer);
    }

    public async Task<PreparedOperation> PrepareAsync(string text, JsonElement variables)
    {
        var prepared = await Engine.PrepareAsync(new GraphRequest(text, Variables: variables), default);
        Assert.Empty(prepared.Errors);
        return prepared;
    }

    public async Task<string> AnswerAsync(string text, JsonElement variables, Viewer viewer) => await AnswerAsync(await PrepareAsync(text, variables), viewer);

    public async Task<string> AnswerAsync(PreparedOperation prepared, Viewer viewer, CostReport? report = null)
    {
        await using var snapshot = await Database.BeginSnapshotAsync(viewer, default);
        return await AnswerAsync(prepared, new ProductSession(snapshot), report);
    }

    /// <summary>On a context of the test's own.</summary>
    public async Task<string> AnswerAsync(PreparedOperation prepared, SqliteCspGraphDb db)
    {
        await using var session = await ContextSession.OnAsync(db);
        return await AnswerAsync(prepared, session.Session, report: null);
    }

    async Task<string> AnswerAsync(PreparedOperation prepared, ProductSession session, CostReport? report)
    {
        var answer = new ArrayBufferWriter<byte>();
        await Engine.ExecuteAsync(prepared, session, answer, default, report);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }

    /// <summary>The answer, and the distinct statements that were run for it, as SQLite tells them: transactions aside.</summary>
    public async Task<(string Answer, HashSet<string> Statements)> TracedAsync(PreparedOperation prepared, Viewer viewer)
    {
        var statements = new HashSet<string>();
        await using var db = Open(viewer);
        await db.Database.OpenConnectionAsync();
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        raw.sqlite3_profile(handle, (_, statement, _) => statements.Add(statement), null);
        var answer = await AnswerAsync(prepared, db);
        raw.sqlite3_profile(handle, (strdelegate_profile?)null, null);
        return (answer, [.. statements.Where(statement => statement.StartsWith("SELECT", StringComparison.Ordinal))]);
    }

    /// <summary>Runs a statement on the SQLite file, and reads its rows by a column. A test that asks for it is skipped on a server.</summary>
    public async Task<List<string>> ReadAsync(string sql, string column, IEnumerable<DbParameter> parameters)
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        await using var connection = new SqliteConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters) command.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value ?? DBNull.Value));
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(Convert.ToString(reader[column], System.Globalization.CultureInfo.InvariantCulture)!);
        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        await data.DisposeAsync();
    }
}
