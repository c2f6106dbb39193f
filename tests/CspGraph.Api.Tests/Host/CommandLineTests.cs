using System.Diagnostics;
using CspGraph.Api.Host.Identity;
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
        using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync("Development", args);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_server_with_one_line()
    {
        using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync("Production");

        Assert.Equal((1, "No authentication is configured. In the Development environment, set Authentication:Development to true." + Environment.NewLine, ""), (run.ExitCode, run.Error, run.Output));
    }

    [Fact]
    public async Task A_token_of_the_command_is_signed_with_the_installations_key()
    {
        using var folder = await Installation.CreateAsync();
        var run = await folder.RunAsync("Development", "token", "--tenant", "contoso", "--role", "RESELLER_ANALYST", "--reseller", TestNetwork.Beta.ToString());
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        var key = DevelopmentKey.LoadOrCreate(Path.Combine(folder.Path, "App_Data"));
        var validation = new DevelopmentTokens(key, database: null!, TimeProvider.System).Validation;
        var token = await new JsonWebTokenHandler().ValidateTokenAsync(run.Output.Trim(), validation);
        Assert.True(token.IsValid);
        Assert.Equal(("contoso", "RESELLER_ANALYST", TestNetwork.Beta.ToString()), (token.Claims["tenant"], token.Claims["role"], token.Claims["reseller"]));
    }

    [Fact]
    public async Task Tokens_are_not_made_outside_Development()
    {
        using var folder = await Installation.CreateAsync();

        var run = await folder.RunAsync("Production", "token", "--tenant", "contoso", "--role", "DISTRIBUTOR_ADMIN");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Development environment only", run.Error);
    }

    [Fact]
    public async Task Migrate_makes_a_database_in_any_environment_and_again_changes_nothing()
    {
        using var folder = await Installation.CreateAsync(empty: true);

        for (var i = 0; i < 2; i++)
            Assert.Equal((0, ""), await folder.RunAsync("Production", "migrate") is var run ? (run.ExitCode, run.Error) : default);

        Assert.True(File.Exists(Path.Combine(folder.Path, "App_Data", "cspgraph.db")));
    }

    sealed class Installation : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("cspgraph-cli-").FullName;

        public static async Task<Installation> CreateAsync(bool empty = false)
        {
            var folder = new Installation();
            Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, "App_Data"));
            if (!empty) await TestNetwork.WriteAsync(System.IO.Path.Combine(folder.Path, "App_Data", "cspgraph.db"));
            return folder;
        }

        public async Task<(int ExitCode, string Output, string Error)> RunAsync(string environment, params string[] args)
        {
            var start = new ProcessStartInfo("dotnet", [System.IO.Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), "--contentRoot", Path, .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment, ["Authentication__Development"] = environment is "Development" ? "true" : "false" },
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
