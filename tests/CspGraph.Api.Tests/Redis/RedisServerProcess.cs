using System.Diagnostics;

namespace CspGraph.Api.Tests.Redis;

/// <summary>A real redis-server that keeps nothing.</summary>
sealed class RedisServerProcess(Process process) : IDisposable
{
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    public static Task<RedisServerProcess> StartAsync(int port) => StartAsync("Ready to accept connections", ["--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no"]);

    /// <param name="ready">What it says when it is.</param>
    /// <param name="arguments">How it is started.</param>
    public static async Task<RedisServerProcess> StartAsync(string ready, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Find()!, arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains(ready)) return new(process);
        throw new InvalidOperationException("redis-server ended at once.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
