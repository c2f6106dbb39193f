using System.Diagnostics;

namespace CspGraph.Api.Tests.Host;

/// <summary>The product as a process of its own, as it is started from a shell.</summary>
static class Verb
{
    /// <param name="folder">The content root.</param>
    /// <param name="environment">Development, or another.</param>
    /// <param name="args">The verb and its arguments; none for the server.</param>
    public static Process Start(string folder, string environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), "--contentRoot", folder, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment, ["Authentication__Development"] = environment is "Development" ? "true" : "false" },
        };
        return Process.Start(start)!;
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string environment, params string[] args)
    {
        using var process = Start(folder, environment, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }
}
