using System.Text.RegularExpressions;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Host;

/// <summary>Whatever fails, wherever: an answer tells that it did, and nothing of what is inside.</summary>
public sealed partial class ErrorDetailTests
{
    const string Fragment = "SELECT Name FROM Customers WHERE Data Source=/srv/db; Password=p at CspGraph.Data.Open() in /src/Open.cs:line 3";
    const string Query = "{ viewer { tenant } resellers { totalCount nodes { name children { nodes { customers { totalCount nodes { name } } } } } } }";

    [SkippableTheory]
    [InlineData("the file is gone", "500 INTERNAL", "500 INTERNAL", "500 INTERNAL", "503")]
    [InlineData("the file is no database", "500 INTERNAL", "500 INTERNAL", "500 INTERNAL", "503")]
    [InlineData("a table is gone", "200 INTERNAL", "500 INTERNAL", "200", "200")]
    [InlineData("a column is gone", "200 INTERNAL", "500 INTERNAL", "200", "200")]
    [InlineData("the closure is gone", "200", "500 INTERNAL", "500 INTERNAL", "200")]
    [InlineData("no tenant can be read", "500 INTERNAL", "500 INTERNAL", "500 INTERNAL", "503")]
    [InlineData("the data's version is gone", "500 INTERNAL", "500 INTERNAL", "200", "200")]
    public async Task A_database_that_fails_is_not_described(string fault, string query, string import, string token, string ready)
    {
        await using var server = await TestServer.CreateAsync();
        var admin = await TokenForAsync(server);
        Break(server, fault);
        await server.RunAsync();

        await AssertToldAsync(server, query, TestServer.Post("graphql", new { query = Query }), admin);
        await AssertToldAsync(server, import, ImportsOverHttp.File(new ReconciliationFile().Line().Text()), admin);
        await AssertToldAsync(server, token, TestServer.Post("dev/token", new { tenant = "contoso", role = "RESELLER_ADMIN", reseller = TestNetwork.Alpha }), token: null);
        await AssertToldAsync(server, ready, new(HttpMethod.Get, "health/ready"), token: null);
    }

    [SkippableFact]
    public async Task A_database_that_is_locked_is_not_described()
    {
        await using var server = await TestServer.CreateAsync();
        var token = await TokenForAsync(server);
        await using var other = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        await other.OpenAsync();
        Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
        await server.RunAsync();

        await AssertToldAsync(server, "500 INTERNAL", TestServer.Post("graphql", new { query = Query }), token);
    }

    [SkippableFact]
    public async Task An_exception_of_ours_is_not_described()
    {
        await using var server = await TestServer.CreateAsync();
        var engine = new GraphEngine<CspGraphDb, Viewer>(new FailingQuery(), ProductSchema.Types(TimeProvider.System), ProductSchema.Options, NullLogger.Instance);
        await server.RunAsync(builder => builder.Services.AddSingleton(engine));

        await AssertToldAsync(server, "200 INTERNAL", TestServer.Post("graphql", new { query = "{ failing }" }), await server.TokenAsync());
    }

    [SkippableTheory]
    [InlineData("{ viewer { tenant }", "400 GRAPHQL_PARSE_FAILED")]
    [InlineData("{ \"", "400 GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nothing }", "400 GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ resellers { nodes { customers(where: { nome: 1 }) { nodes { name } } } } }", "400 GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ ...missing }", "400 GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query($n: Int!) { resellers(first: $n) { totalCount } }", "400 BAD_USER_INPUT")]
    [InlineData("{ resellers(after: \"x\") { totalCount } }", "200 INVALID_CURSOR")]
    [InlineData("{ resellers(where: { onboardedOn: { eq: \"0000-00-00\" } }) { totalCount } }", "400 GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ resellers(where: { name: { contains: \"'; DROP TABLE x; --\" } }, first: 101) { totalCount } }", "200 BAD_USER_INPUT")]
    public async Task A_broken_document_is_told_in_words_of_GraphQL(string query, string expected)
    {
        await using var server = await TestServer.StartAsync();

        await AssertToldAsync(server, expected, TestServer.Post("graphql", new { query }), await server.TokenAsync());
    }

    [SkippableTheory]
    [InlineData("license-reconciliation", "no header", "422")]
    [InlineData("license-reconciliation", "\u001f\u008bnot gzip", "422")]
    [InlineData("network", "{", "422")]
    [InlineData("network", """{"resellers":[{"name":7}]}""", "422")]
    [InlineData("price-sheet", "\0\0\0", "422")]
    [InlineData("daily-usage", "", "422")]
    public async Task A_broken_file_is_told_in_words_of_the_file(string kind, string text, string expected)
    {
        await using var server = await TestServer.StartAsync();

        await AssertToldAsync(server, expected, ImportsOverHttp.File([.. text.Select(character => (byte)character)], "imports/" + kind), await server.TokenAsync());
    }

    [SkippableFact]
    public async Task An_import_that_breaks_down_half_way_is_not_described_then_or_later()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        BreakTable(server, "lines cannot be written");

        var answer = await AssertToldAsync(server, "500 INTERNAL", ImportsOverHttp.File(new ReconciliationFile().Line().Text()), token);

        await AssertToldAsync(server, "200", new(HttpMethod.Get, answer.Location), token);
        await AssertToldAsync(server, "200", TestServer.Post("graphql", new { query = "{ imports { nodes { status errors { line column reason } } } }" }), token);
    }

    [SkippableFact]
    public async Task A_change_that_fails_is_not_described()
    {
        await using var server = await TestServer.StartAsync();
        BreakTable(server, "keys cannot be written");

        await AssertToldAsync(server, "200 INTERNAL", TestServer.Post("graphql", new { query = "mutation { createApiKey(input: { name: \"BI\", rights: [READ] }) { secret } }" }), await server.TokenAsync());
    }

    static async Task<Answer> AssertToldAsync(TestServer server, string expected, HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await server.Http.SendAsync(request);
        var answer = new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), Allow: null, response.Headers.WwwAuthenticate.ToString(), await response.Content.ReadAsStringAsync())
        {
            Location = response.Headers.Location?.ToString(),
        };
        var code = answer.Body.Contains("\"extensions\":{\"code\":") ? answer.Code : null;
        Assert.Equal(expected, $"{answer.Status} {code}".TrimEnd());
        var all = $"{response.Headers}{response.Content.Headers}{answer.Body}";
        Assert.DoesNotMatch(Inside(), all);
        Assert.DoesNotContain(server.Folder, all, StringComparison.OrdinalIgnoreCase);
        await using var db = server.Database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().ToList();
        Assert.Contains("ResellerClosure", tables);
        Assert.DoesNotMatch($@"\b({string.Join('|', tables)})\b", all);
        return answer;
    }

    /// <summary>A token of another server that takes the same: one that has no tables makes none.</summary>
    static async Task<string> TokenForAsync(TestServer server)
    {
        await using var other = await TestServer.StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(server.DatabaseFile)!, "development.key"), other.Key);
        return await other.TokenAsync();
    }

    static void Break(TestServer server, string fault)
    {
        if (fault is "the file is gone") File.Delete(server.DatabaseFile);
        else if (fault is "the file is no database") File.WriteAllText(server.DatabaseFile, new string('x', 8192));
        else BreakTable(server, fault);
    }

    static void BreakTable(TestServer server, string fault)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False;Foreign Keys=False");
        connection.Open();
        Execute(connection, fault switch
        {
            "a table is gone" => "DROP TABLE Customers",
            "a column is gone" => "PRAGMA legacy_alter_table = ON; ALTER TABLE Customers RENAME COLUMN Name TO Gone",
            "the closure is gone" => "DROP TABLE ResellerClosure",
            "no tenant can be read" => "PRAGMA legacy_alter_table = ON; ALTER TABLE Tenants RENAME TO Gone",
            "the data's version is gone" => "PRAGMA legacy_alter_table = ON; ALTER TABLE Tenants RENAME COLUMN DataVersion TO Gone",
            "lines cannot be written" => "CREATE TRIGGER Broken BEFORE INSERT ON InvoiceLines BEGIN SELECT RAISE(ABORT, 'no row into InvoiceLines'); END",
            "keys cannot be written" => "CREATE TRIGGER Broken BEFORE INSERT ON ApiKeys BEGIN SELECT RAISE(ABORT, 'no row into ApiKeys'); END",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        });
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Statements, frames of a stack, types, files and connection strings.</summary>
    [GeneratedRegex(@"\b(SELECT|INSERT|UPDATE|DELETE FROM|FROM|WHERE|JOIN|PRAGMA|no such|constraint|database)\b|\s+at \w+\.|\.cs\b|line \d+ in|Exception|sqlite|SqlClient|Microsoft\.|System\.|CspGraph\.|Data Source|Password|App_Data|\.db\b|/tmp|/src")]
    private static partial Regex Inside();

    sealed class FailingQuery : QueryType<CspGraphDb, Viewer>
    {
        public FailingQuery()
        {
            Connection<Domain.Customers.Customer>("customers", "All customers.");
            Resolved<long>("failing", _ => throw new InvalidOperationException(Fragment), "Never answers.");
        }
    }
}
