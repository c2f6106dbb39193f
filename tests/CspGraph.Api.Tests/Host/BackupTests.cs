using System.Text.Json;
using CspGraph.Api.Tests.Data;
using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Tests.Host;

/// <summary>A backup is what the database was at one moment, and brings it back.</summary>
public sealed class BackupTests
{
    const string Keys = "{ apiKeys { nodes { name } } }";
    const string Newest = "{ events(first: 100) { nodes { cursor } } }";

    [SkippableFact]
    public async Task What_was_there_is_there_again_and_what_came_later_is_told_to_be_gone()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, "SQL Server makes its own backups.");
        await using var folder = new Folder();
        await using var server = await TestServer.StartAsync();
        await MakeAsync(server, "Before");
        var kept = await AskAsync(server, Newest);
        var run = await BackUpAsync(server, folder.File);
        Assert.Equal((0, "", $"{folder.File} has {new FileInfo(folder.File).Length} bytes.{Environment.NewLine}"), (run.ExitCode, run.Error, run.Output));
        await MakeAsync(server, "Later");
        var later = JsonElement.Parse(await AskAsync(server, Newest)).GetProperty("data").GetProperty("events").GetProperty("nodes").EnumerateArray().Last().GetProperty("cursor").GetString();

        await using var restored = await TestServer.CreateAsync(empty: true);
        File.Copy(folder.File, restored.DatabaseFile);
        await restored.RunAsync();

        Assert.Equal("""{"data":{"apiKeys":{"nodes":[{"name":"Before"}]}}}""", await AskAsync(restored, Keys));
        Assert.Equal(kept, await AskAsync(restored, Newest));
        Assert.Contains("CURSOR_EXPIRED", await AskAsync(restored, $$"""{ events(first: 1, after: "{{later}}") { nodes { cursor } } }"""), StringComparison.Ordinal);
        await MakeAsync(restored, "After");
        Assert.Equal("wal", Scalar(restored.DatabaseFile, "PRAGMA journal_mode"));
        Assert.Equal("ok", Scalar(folder.File, "PRAGMA integrity_check"));
    }

    [SkippableFact]
    public async Task Nobody_who_writes_waits_for_it_and_half_a_change_is_not_in_it()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, "SQL Server makes its own backups.");
        await using var folder = new Folder();
        await using var server = await TestServer.StartAsync();
        using var connection = new SqliteConnection($"Data Source={server.DatabaseFile}");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE Tenants SET Name = 'Half'";
        command.ExecuteNonQuery();

        Assert.Equal(0, (await BackUpAsync(server, folder.File)).ExitCode);

        Assert.Equal(0L, Scalar(folder.File, "SELECT COUNT(*) FROM Tenants WHERE Name = 'Half'"));
    }

    [SkippableFact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, "SQL Server makes its own backups.");
        await using var folder = new Folder();
        await using var server = await TestServer.StartAsync();
        await File.WriteAllTextAsync(folder.File, "mine");

        var run = await BackUpAsync(server, folder.File);

        Assert.Equal((1, $"{folder.File} is there already.{Environment.NewLine}", "mine"), (run.ExitCode, run.Error, await File.ReadAllTextAsync(folder.File)));
    }

    static Task<(int ExitCode, string Output, string Error)> BackUpAsync(TestServer server, string file) => Verb.RunAsync(server.Folder, "Development", "backup", file);

    static Task<string> MakeAsync(TestServer server, string name) => AskAsync(server, $$"""mutation { createApiKey(input: { name: "{{name}}", rights: [READ] }) { apiKey { id } } }""");

    static async Task<string> AskAsync(TestServer server, string query) => (await server.SendAsync(TestServer.Post("graphql", new { query }), await server.TokenAsync())).Body;

    static object Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    sealed class Folder : IAsyncDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cspgraph-backup-");

        public string File => Path.Combine(folder.FullName, "backup.db");

        public ValueTask DisposeAsync()
        {
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
