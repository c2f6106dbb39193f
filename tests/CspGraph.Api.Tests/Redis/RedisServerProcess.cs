using System.Diagnostics;

namespace CspGraph.Api.Tests.Redis;

/// <summary>A real redis-server that keeps nothing.</summary>
sealed class RedisServerProcess(Process process) : IDisposable
{
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    public static async Task<RedisServerProcess> StartAsync(int port)
    {
        var process = Process.Start(new ProcessStartInfo(Find()!, ["--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains("Ready to accept connections")) return new(process);
        throw new InvalidOperationException("redis-server ended at once.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
