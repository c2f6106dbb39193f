using System.Diagnostics;
using CspGraph.Data;

namespace CspGraph.Api.Tests.Data;

/// <summary>The release before reads what this one's migrations have made.</summary>
public sealed class PreviousReleaseTests
{
    [SkippableFact]
    public async Task Its_read_tests_pass_on_the_new_tables()
    {
        Skip.If(PreviousRelease.Committed is null, PreviousRelease.WhySkipped);
        var folder = Directory.CreateTempSubdirectory("cspgraph-previous-");
        try
        {
            var (tables, sources) = (Path.Combine(folder.FullName, "tables.db"), Path.Combine(folder.FullName, "sources"));
            using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={tables};Pooling=False", TimeProvider.System)) await database.MigrateAsync(default);
            await RunAsync("git", tables: null, "-C", Repository.Path(""), "worktree", "add", "--detach", sources, PreviousRelease.Committed.Commit);
            try
            {
                await RunAsync("dotnet", tables, "test", Path.Combine(sources, "tests/CspGraph.Api.Tests"), "--filter", "FullyQualifiedName~Reads.ReadTests");
            }
            finally
            {
                await RunAsync("git", tables: null, "-C", Repository.Path(""), "worktree", "remove", "--force", sources);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task RunAsync(string program, string? tables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (tables is not null) start.Environment[Template.TablesVariable] = tables;
        // What this test run was told is not meant for that one.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await error}");
    }
}
