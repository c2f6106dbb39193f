using System.Diagnostics;
using System.Globalization;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Imports;
using Xunit.Abstractions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A process that is killed in the middle of an import leaves nothing that anybody sees; the next start takes the rest away, and the file imports as if nothing had been.</summary>
/// <remarks>Where it is killed is drawn anew in each run; CSPGRAPH_KILL_SEED repeats one.</remarks>
public sealed class KilledImportTests(ITestOutputHelper output) : IDisposable
{
    readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));

    /// <summary>Which process is killed, and what it is doing.</summary>
    public enum Killed
    {
        CommandReading,
        CommandShowing,
        ServerReading,
        ServerShowing,
    }

    [SkippableTheory]
    [InlineData(ImportKind.LicenseReconciliation, Killed.CommandReading, Killed.ServerReading, Killed.CommandShowing)]
    [InlineData(ImportKind.DailyUsage, Killed.CommandReading, Killed.ServerReading, Killed.CommandShowing)]
    [InlineData(ImportKind.PriceSheet, Killed.CommandReading, Killed.ServerShowing)]
    [InlineData(ImportKind.Network, Killed.ServerReading, Killed.CommandShowing)]
    public async Task An_import_killed_at_a_random_point_leaves_nothing_and_then_imports_whole(ImportKind kind, params Killed[] kills)
    {
        Skip.If(OperatingSystem.IsWindows(), "The command is fed through a named pipe, so that the file never ends before the process does.");
        var seed = Environment.GetEnvironmentVariable("CSPGRAPH_KILL_SEED") is { } told ? int.Parse(told, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"CSPGRAPH_KILL_SEED={seed}");
        var random = new Random(seed);
        var file = LargeFile.Of(kind);
        var (whole, showing) = await UndisturbedAsync(file);

        foreach (var kill in kills)
        {
            // Who was faster than the killer was not killed in the middle: another is killed earlier.
            for (var within = showing; !await KillAsync(kill, file, whole, random, within); within /= 2) output.WriteLine("too late");
        }
    }

    public void Dispose() => patience.Dispose();

    /// <summary>False when the import had ended before its process was killed.</summary>
    async Task<bool> KillAsync(Killed kill, LargeFile file, string[] whole, Random random, TimeSpan showing)
    {
        await using var kit = await BeginAsync();
        var (everything, seen) = (await kit.EverythingAsync(), await kit.SeenAsync());
        var isReading = kill is Killed.CommandReading or Killed.ServerReading;
        var bytes = isReading ? random.Next(file.Bytes.Length) : file.Bytes.Length;
        var further = isReading ? TimeSpan.FromMilliseconds(random.Next(100)) : random.NextDouble() * showing;
        var goesOnWithServer = random.Next(2) == 0;
        output.WriteLine($"{kill} at {bytes} of {file.Bytes.Length} bytes and {further.TotalMilliseconds:0} ms; then the {(goesOnWithServer ? "server" : "command")}");

        await using (var process = await StartAsync(kit, file, byServer: kill is Killed.ServerReading or Killed.ServerShowing))
        {
            await process.FeedAsync(file.Bytes.AsMemory(0, bytes), isWhole: !isReading);
            if (!isReading) await WhenReadAsync(kit, file);
            Spin(further);
            await process.KillAsync();
        }
        if (TestDatabase.IsEmbedded)
        {
            Assert.Equal(["ok"], await kit.ReadTextsAsync("PRAGMA integrity_check"));
            Assert.Empty(await kit.ReadTextsAsync("PRAGMA foreign_key_check"));
        }
        if (!isReading && await kit.CountAsync($"ImportRuns WHERE Status = '{ImportStatus.Succeeded}'") > 1) return false;
        Assert.Equal(seen, await kit.SeenAsync());

        await using var next = await StartAsync(kit, file, goesOnWithServer);
        if (goesOnWithServer)
        {
            // The server sweeps at its start, the command when it begins to import.
            while (await kit.CountAsync("ImportRuns WHERE HidesRows = 1") > 0) patience.Token.ThrowIfCancellationRequested();
            Assert.Equal(everything, await kit.EverythingAsync());
        }
        await next.FeedAsync(file.Bytes, isWhole: true);
        await next.EndAsync();
        Assert.Equal(whole, await kit.StoredAsync());
        return true;
    }

    async Task<ImportingProcess> StartAsync(ImportKit kit, LargeFile file, bool byServer) =>
        byServer ? await ImportingServer.StartAsync(kit, file, patience.Token) : await ImportingCommand.StartAsync(kit, file, patience.Token);

    /// <summary>Ends when the last chunk was written, and the file is being shown.</summary>
    async Task WhenReadAsync(ImportKit kit, LargeFile file)
    {
        while (await kit.CountAsync($"ImportRuns WHERE LineCount = {file.Lines}") == 0) patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>What is stored in the end, and how long the last transaction takes.</summary>
    static async Task<(string[] Stored, TimeSpan Showing)> UndisturbedAsync(LargeFile file)
    {
        await using var kit = await BeginAsync();
        var lastChunk = new Moment();
        await file.ImportAsync(kit, lastChunk);
        return (await kit.StoredAsync(), Stopwatch.GetElapsedTime(lastChunk.Last));
    }

    /// <summary>A network of one invoice, to which the file has more to say.</summary>
    static async Task<ImportKit> BeginAsync()
    {
        var kit = await ImportKit.CreateAsync();
        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G0"), ("CustomerId", "00000001-3172-47b5-bdef-d9cc65f4d0e4"), ("OrderDate", "2020-01-01")));
        return kit;
    }

    /// <summary>A timer is too coarse.</summary>
    static void Spin(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) Thread.SpinWait(100);
    }

    /// <summary>When progress was last told.</summary>
    sealed class Moment : IProgress<ImportProgress>
    {
        public long Last { get; private set; }
        public void Report(ImportProgress value) => Last = Stopwatch.GetTimestamp();
    }
}
