using System.Diagnostics;
using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.SqlServer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>The verbs, as an operator meets them: a process, its output and its exit code.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData(2, "Unknown command 'bogus'.", "bogus")]
    [InlineData(2, "Unknown command 'word'.", "--urls", "http://127.0.0.1:0", "word")]
    [InlineData(2, "Option '--role' is required.", "token", "--tenant", "contoso")]
    [InlineData(2, "Unknown argument '--more'.", "migrate", "--more")]
    [InlineData(2, "'huge' not recognized", "seed", "--size", "huge")]
    [InlineData(2, "File does not exist", "import", "license-reconciliation", "missing.csv", "--tenant", "contoso")]
    [InlineData(1, "There is no tenant 'nobody'.", "token", "--tenant", "nobody", "--role", "DISTRIBUTOR_ADMIN")]
    [InlineData(1, "A reseller's role needs a reseller.", "token", "--tenant", "contoso", "--role", "RESELLER_ADMIN")]
    public async Task A_wrong_command_says_what_is_wrong_and_fails(int exitCode, string reason, params string[] args)
    {
        await using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync("Development", args);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_server_with_one_line()
    {
        await using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync("Production");

        Assert.Equal((1, "No authentication is configured: set AzureAd:ClientId, or in the Development environment Authentication:Development to true." + Environment.NewLine, ""), (run.ExitCode, run.Error, run.Output));
    }

    [Fact]
    public async Task A_token_of_the_command_is_signed_with_the_installations_key()
    {
        await using var folder = await Installation.CreateAsync();
        var run = await folder.RunAsync("Development", "token", "--tenant", "contoso", "--role", "RESELLER_ANALYST", "--reseller", TestNetwork.Beta.ToString());
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        var key = DevelopmentKey.LoadOrCreate(Path.Combine(folder.Path, "App_Data"));
        var validation = new DevelopmentTokens(key, directory: null!, TimeProvider.System).Validation;
        var token = await new JsonWebTokenHandler().ValidateTokenAsync(run.Output.Trim(), validation);
        Assert.True(token.IsValid);
        Assert.Equal(("contoso", "RESELLER_ANALYST", TestNetwork.Beta.ToString()), (token.Claims["tenant"], token.Claims["role"], token.Claims["reseller"]));
    }

    [Fact]
    public async Task Tokens_are_not_made_outside_Development()
    {
        await using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync("Production", "token", "--tenant", "contoso", "--role", "DISTRIBUTOR_ADMIN");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Development environment only", run.Error);
    }

    [Theory]
    [InlineData("Production", "Samples are written in the Development environment only.")]
    [InlineData("Development", "contoso has no subscription and no customer to tell of.")]
    public async Task Samples_are_written_in_Development_and_of_somebody(string environment, string reason)
    {
        await using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync(environment, "emit-samples", "--tenant", "contoso");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error);
    }

    [Fact]
    public async Task Migrate_makes_a_database_in_any_environment_and_again_changes_nothing()
    {
        await using var folder = await Installation.CreateAsync(empty: true);

        for (var i = 0; i < 2; i++)
            Assert.Equal((0, ""), await folder.RunAsync("Production", "migrate") is var run ? (run.ExitCode, run.Error) : default);

        Assert.True(File.Exists(Path.Combine(folder.Path, "App_Data", "cspgraph.db")));
    }

    [Fact]
    public async Task Migrate_fails_with_one_line_where_a_server_was_not_set_up()
    {
        await using var server = new TdsServer
        {
            Answers = said => said.Contains("sp_getapplock", StringComparison.Ordinal) ? TdsServer.Result([("", "int")], BitConverter.GetBytes(0))
                : said.Contains("snapshot_isolation_state", StringComparison.Ordinal) ? TdsServer.Result([("mayChange", "bit"), ("snapshots", "int"), ("waitsForNobody", "bit")], [1], BitConverter.GetBytes(0), [0])
                : null,
        }.Start();
        await using var folder = await Installation.CreateAsync(empty: true);
        folder.Write("appsettings.json", JsonSerializer.Serialize(new Dictionary<string, object> { ["Database"] = new { Provider = "SqlServer" }, ["ConnectionStrings"] = new { CspGraph = server.ConnectionString } }));

        var run = await folder.RunAsync("Production", "migrate");

        Assert.Equal((1, "", "The tables are this build's, but it would not serve from them. The database allows no snapshot isolation, by which requests are read: run deploy/sqlserver/set-up.sql as its owner."),
            (run.ExitCode, run.Output, run.Error.Trim()));
        Assert.Contains(server.Log, line => line.Contains("CREATE TABLE [Webhooks]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_tells_what_it_did_and_the_same_file_again_changes_nothing()
    {
        await using var folder = await Installation.CreateAsync();
        var file = folder.Write("lines.csv", new ReconciliationFile().Line().Text());

        var first = await folder.RunAsync("Production", "import", "license-reconciliation", file, "--tenant", "contoso");
        var second = await folder.RunAsync("Production", "import", "license-reconciliation", file, "--tenant", "contoso");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Matches("lines.csv: 1 lines, [1-9][0-9]* created, 0 updated.", first.Output);
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("lines.csv: imported before (1 lines), nothing changed.", second.Output);
    }

    [Fact]
    public async Task An_import_tells_how_many_invoices_it_has_issued_anew()
    {
        await using var folder = await Installation.CreateAsync();
        await folder.RunAsync("Production", "import", "license-reconciliation", folder.Write("first.csv", new ReconciliationFile().Line().Line(("InvoiceNumber", "G2")).Text()), "--tenant", "contoso");

        var run = await folder.RunAsync("Production", "import", "license-reconciliation", folder.Write("second.csv", new ReconciliationFile().Line(("OrderId", "part 2")).Line(("InvoiceNumber", "G3")).Text()), "--tenant", "contoso");

        Assert.Matches("(?m)^second.csv: 2 lines, 0 created, [0-9]+ updated, earlier issues of invoices superseded: 1.$", run.Output);
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_file_line_column_and_reason()
    {
        await using var folder = await Installation.CreateAsync();
        var file = folder.Write("bad.csv", new ReconciliationFile().Line().Line(("Quantity", "many")).Text());

        var run = await folder.RunAsync("Production", "import", "license-reconciliation", file, "--tenant", "contoso");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("(?m)^bad.csv:3: Quantity: .+$", run.Error);
        Assert.Contains("bad.csv: nothing was imported; offending lines: 1.", run.Error);
        var again = await folder.RunAsync("Production", "import", "license-reconciliation", folder.Write("good.csv", new ReconciliationFile().Line().Text()), "--tenant", "contoso");
        Assert.Matches("good.csv: 1 lines, [1-9]", again.Output);
    }

    [Fact]
    public async Task An_evaluation_needs_no_database_and_takes_settings()
    {
        await using var folder = await Installation.CreateAsync(empty: true);
        var file = folder.Write("days.csv", "series,date,value,is_anomaly_day_pointlabel\na,2026-01-01,1,0\na,2026-01-02,3,1\n");

        var run = await folder.RunAsync("Production", "evaluate", file, "--sensitivity", "4.5", "--warm-up", "21", "--minimum", "0.5", "--overnight", "250");
        var bad = await folder.RunAsync("Production", "evaluate", folder.Write("bad.csv", "series,date,value,is_anomaly_day_pointlabel\na,2026-01-01,one,0\n"));
        var wrong = await folder.RunAsync("Production", "evaluate", file, "--sensitivity", "1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("overnight +250 %, sensitivity 4.5, minimum 0.5, warm-up 21 days", run.Output);
        Assert.Contains("| a | both, as told | 1 | 0 | 0 | - | 0.00 | 0.00 |", run.Output);
        Assert.Equal((1, "", "bad.csv:2: value: The value is not a number as 1234.56, or too large." + Environment.NewLine), (bad.ExitCode, bad.Output, bad.Error));
        Assert.Equal((1, "", "sensitivity is 1; it is a number from 2 to 50 (robust deviations)." + Environment.NewLine), (wrong.ExitCode, wrong.Output, wrong.Error));
        Assert.False(File.Exists(Path.Combine(folder.Path, "App_Data", "cspgraph.db")));
    }

    [Fact]
    public async Task The_first_start_in_Development_prints_a_token_per_role_that_works()
    {
        await using var folder = await Installation.CreateAsync(empty: true);
        using var process = folder.Start("Development", "--urls", "http://127.0.0.1:0");
        try
        {
            var lines = new List<string>();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!lines.Any(line => line.StartsWith("  INTEGRATION ")) && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line) lines.Add(line);

            var url = lines.Single(line => line.StartsWith("  GraphQL")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            using var http = new HttpClient();
            foreach (var role in Roles.ByName.Keys)
            {
                var token = lines.Single(line => line.StartsWith($"  {role} ")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
                var request = TestServer.Post(url, new { query = "{ resellers { totalCount } }" });
                request.Headers.Authorization = new("Bearer", token);
                using var response = await http.SendAsync(request);
                var count = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("data").GetProperty("resellers").GetProperty("totalCount").GetInt32();
                if (role.StartsWith("RESELLER_")) Assert.InRange(count, 2, 24); else Assert.InRange(count, 25, int.MaxValue);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    sealed class Installation : IAsyncDisposable
    {
        TestDatabase? data;

        public string Path { get; } = Directory.CreateTempSubdirectory("cspgraph-cli-").FullName;

        public static async Task<Installation> CreateAsync(bool empty = false)
        {
            var folder = new Installation();
            Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, "App_Data"));
            if (empty) return folder;
            folder.data = await TestNetwork.CreateAsync(System.IO.Path.Combine(folder.Path, "App_Data", "cspgraph.db"));
            folder.Write("appsettings.json", JsonSerializer.Serialize(folder.data.Settings.Select(setting => setting["--".Length..].Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1])));
            return folder;
        }

        public string Write(string name, string content)
        {
            var file = System.IO.Path.Combine(Path, name);
            File.WriteAllText(file, content);
            return file;
        }

        public Process Start(string environment, params string[] args) => Verb.Start(Path, environment, args);

        public Task<(int ExitCode, string Output, string Error)> RunAsync(string environment, params string[] args) => Verb.RunAsync(Path, environment, args);

        public async ValueTask DisposeAsync()
        {
            if (data is not null) await data.DisposeAsync();
            Directory.Delete(Path, recursive: true);
        }
    }
}
