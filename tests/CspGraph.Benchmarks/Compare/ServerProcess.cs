using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace CspGraph.Benchmarks.Compare;

/// <summary>What a server has taken since its start.</summary>
/// <param name="Cpu">Of the whole process.</param>
/// <param name="AllocatedBytes">By the runtime's own count.</param>
/// <param name="Made">In the order of <see cref="StartupHook.Made"/>.</param>
sealed record ServerCounters(TimeSpan Cpu, long AllocatedBytes, IReadOnlyList<long> Made);

/// <summary>A server under measurement: a process of its own, on the first core.</summary>
sealed partial class ServerProcess : IAsyncDisposable
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    readonly Process process;
    readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => { if (line.Data is not null) lines.Writer.TryWrite(line.Data); else lines.Writer.TryComplete(); };
        process.ErrorDataReceived += (_, line) => Error += line.Data + '\n';
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; private set; }

    public string Error { get; private set; } = "";

    public long PeakBytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a program of the build's folder and waits until it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        var start = Cores.OnFirst(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        var server = new ServerProcess(Process.Start(start)!);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            time.CancelAfter(StartsWithin);
            var listening = await server.LineAsync(Listening(), time.Token);
            server.Port = int.Parse(listening.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<ServerCounters> CountersAsync(CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync(cancellation);
        var counters = await LineAsync(Counters(), cancellation);
        var numbers = counters.Groups[1].Value.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new(new TimeSpan(numbers[0]), numbers[1], numbers[2..]);
    }

    /// <summary>One answer's body.</summary>
    public byte[] Answer(byte[] request)
    {
        using var connection = new HttpConnection(Port);
        connection.Send(request);
        return connection.Body();
    }

    async Task<Match> LineAsync(Regex pattern, CancellationToken cancellation)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(cancellation))
            if (pattern.Match(line) is { Success: true } match) return match;
        throw new BenchmarkFailedException($"{process.StartInfo.ArgumentList[^1]} ended:\n{Error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex($@"^{StartupHook.Prefix}([\d ]+)$")]
    private static partial Regex Counters();
}
