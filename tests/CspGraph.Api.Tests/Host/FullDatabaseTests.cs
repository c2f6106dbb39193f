using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Tests.Host;

/// <summary>A database that may not grow says so, changes nothing and answers what is read; with more room it goes on.</summary>
public sealed class FullDatabaseTests
{
    const string Make = "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { name } errors { code } } }";
    const string Count = "{ apiKeys { totalCount } events { nodes { kind } } }";

    [SkippableFact]
    public async Task What_finds_no_room_is_told_by_its_code_and_leaves_nothing()
    {
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync($"--Database:MaximumBytes={SizeOf(server)}");
        var token = await server.TokenAsync();
        var made = 0;
        Answer last;
        do last = await MakeAsync(server, token, $"k{made}"); while (last.Code is null && ++made < 1_000);
        var before = (await AskAsync(server, token, Count)).Body;

        var again = await MakeAsync(server, token, $"k{made}");

        Assert.Equal((200, "DATABASE_FULL", "The database is full: nothing was written."), (again.Status, again.Code, again.Json.GetProperty("errors")[0].GetProperty("message").GetString()));
        Assert.Matches("^[0-9a-f]{32}$", again.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("correlationId").GetString()!);
        Assert.Contains($$"""{"data":{"apiKeys":{"totalCount":{{made}}},""", before, StringComparison.Ordinal);
        Assert.Equal(before, (await AskAsync(server, token, Count)).Body);
        var file = new HttpRequestMessage(HttpMethod.Post, "imports/price-sheet") { Content = new ByteArrayContent(await File.ReadAllBytesAsync(Repository.Path("tests/CspGraph.Api.Tests/Imports/Samples/price-sheet.csv"))) };
        var import = await server.SendAsync(file, token);
        Assert.Equal((507, "DATABASE_FULL"), (import.Status, import.Code));

        await server.RunAgainAsync();
        Assert.Null((await MakeAsync(server, token, $"k{made}")).Code);
        Assert.Contains($$"""{"data":{"apiKeys":{"totalCount":{{made + 1}}},""", (await AskAsync(server, token, Count)).Body, StringComparison.Ordinal);
    }

    /// <summary>How large it is, without a page to spare.</summary>
    static long SizeOf(TestServer server)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE Filler AS SELECT zeroblob(1048576); VACUUM; SELECT (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size())";
        return (long)command.ExecuteScalar()!;
    }

    static Task<Answer> MakeAsync(TestServer server, string token, string name) => AskAsync(server, token, Make, new { input = new { name, rights = new[] { "READ" }, idempotencyKey = name } });

    static Task<Answer> AskAsync(TestServer server, string token, string query, object? variables = null) => server.SendAsync(TestServer.Post("graphql", new { query, variables }), token);
}
