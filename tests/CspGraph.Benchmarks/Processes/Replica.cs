using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using CspGraph.Benchmarks.Compare;
using Microsoft.Diagnostics.NETCore.Client;

namespace CspGraph.Benchmarks.Processes;

/// <summary>An API process that can be killed and started again, always at the same port.</summary>
sealed class Replica(string folder, string database, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    /// <summary>As the image has it.</summary>
    public static readonly (string Name, string Value) Arenas = ("MALLOC_ARENA_MAX", "2");

    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    readonly HttpClient http = new();
    Process? process;

    public int Port { get; } = FreePort();

    /// <summary>Raised for each line that it writes; only errors are logged where the settings say nothing else.</summary>
    public event Action<string>? Said;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>What it has in memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>What of that is its own, and no file's: each connection maps the database, and pages that they share are counted for each. The whole where the system does not tell.</summary>
    public long OwnBytes
    {
        get
        {
            var status = $"/proc/{process?.Id ?? throw new InvalidOperationException("It is down.")}/status";
            if (!File.Exists(status)) return ResidentBytes;
            var line = File.ReadLines(status).First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return 1_024 * long.Parse(line.AsSpan("RssAnon:".Length, line.Length - "RssAnon:".Length - " kB".Length), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What it has of its own behind a collection that it is asked for, as an operator's tools ask: what it keeps, without the garbage that a collector lets lie while there is room.</summary>
    public async Task<long> KeptBytesAsync(CancellationToken cancellation)
    {
        const long GCHeapCollect = 0x80_0000;
        var client = new DiagnosticsClient(process?.Id ?? throw new InvalidOperationException("It is down."));
        // The session's beginning is what collects; nothing that it tells is looked at.
        using (var session = await client.StartEventPipeSessionAsync([new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GCHeapCollect)], requestRundown: false, circularBufferMB: 1, cancellation))
        {
            var told = session.EventStream.CopyToAsync(Stream.Null, cancellation);
            await session.StopAsync(cancellation);
            await told;
        }
        return OwnBytes;
    }

    /// <summary>What it has taken of all processors since it was started.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "appsettings*.json")) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CspGraph.Api.dll"), "--urls", $"http://127.0.0.1:{Port}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment[Arenas.Name] = Arenas.Value;
        start.Environment["ConnectionStrings__CspGraph"] = SeededNetwork.ConnectionString(database);
        start.Environment["Logging__LogLevel__Default"] = "Error";
        // What the watches tell is told by none of the benchmark's own changes.
        start.Environment["Jobs__Enabled"] = "false";
        start.Environment["Webhooks__Enabled"] = "false";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        Starts++;
        process.OutputDataReceived += (_, line) => Said?.Invoke(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => Said?.Invoke(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(StartsWithin);
        while (!await IsLiveAsync(time.Token))
        {
            if (process.HasExited) throw new BenchmarkFailedException("The API ended at its start.");
            await Task.Delay(50, time.Token);
        }
    }

    public Task StartIfDownAsync(CancellationToken cancellation) => process is null ? StartAsync(cancellation) : Task.CompletedTask;

    /// <summary>Ends it at once, as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Asks it to end, as an orchestrator does.</summary>
    public async Task StopAsync()
    {
        if (process is null) return;
        using (var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async Task<string> TokenAsync(string role, string? reseller, CancellationToken cancellation, string tenant = "contoso")
    {
        using var answer = await http.PostAsJsonAsync($"http://127.0.0.1:{Port}/dev/token", new { tenant, role, reseller }, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Sets its clock, until it ends.</summary>
    public async Task SetClockAsync(TimeSpan offset, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync($"http://127.0.0.1:{Port}/dev/clock", new { offsetSeconds = (long)offset.TotalSeconds }, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> AskAsync(string token, string query, object? variables, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Port}/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request, cancellation);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return json.TryGetProperty("errors", out var errors) ? throw new BenchmarkFailedException(errors.GetRawText()) : json.GetProperty("data");
    }

    async Task<bool> IsLiveAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync($"http://127.0.0.1:{Port}/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        http.Dispose();
    }
}
