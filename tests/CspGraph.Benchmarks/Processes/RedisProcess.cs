using System.Diagnostics;

namespace CspGraph.Benchmarks.Processes;

/// <summary>A real redis-server that keeps nothing, at one port for as long as it is wanted.</summary>
sealed class RedisProcess : IAsyncDisposable
{
    Process? process;

    public int Port { get; } = Replica.FreePort();

    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public async Task StartAsync(CancellationToken cancellation)
    {
        process = Process.Start(new ProcessStartInfo("redis-server", ["--bind", "127.0.0.1", "--port", $"{Port}", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal)) return;
        throw new BenchmarkFailedException("redis-server ended at once.");
    }

    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
