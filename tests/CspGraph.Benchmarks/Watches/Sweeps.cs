using System.Diagnostics;
using System.Globalization;
using CspGraph.Api.Host.Jobs;
using CspGraph.Benchmarks.Compare;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Benchmarks.Watches;

/// <summary>A job of one tenant, run again and again as a process does, and what each run took.</summary>
sealed class Sweeps : IDisposable
{
    public static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    const int Other = 2;

    readonly TextWriter output;
    JobRunner runner;
    readonly TenantJob job;
    readonly SetClock clock;

    public Sweeps(string file, TenantJob job, DateTimeOffset now, TextWriter output)
    {
        (this.job, this.output) = (job, output);
        clock = new(now);
        Database = new(DatabaseProvider.Sqlite, SeededNetwork.ConnectionString(file), clock);
        runner = new(Database, clock);
    }

    public Database Database { get; }

    public StatementLog Log { get; } = new();

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Another process, which knows what is stored and nothing else.</summary>
    public void Restart() => runner = new(Database, clock);

    /// <summary>As any change does that is none of the watch's business.</summary>
    public async Task ChangeAsync(CancellationToken cancellation)
    {
        await using var transaction = await Database.BeginWriteAsync(Admin, cancellation);
        await transaction.Db.AppendAsync([], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public void Pass(TimeSpan time) => clock.Now += time;

    public Task HeadAsync() => output.WriteLineAsync("| | ms | CPU ms | events told | subscriptions read | statements | most memory, MB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");

    /// <summary>What is done first of all is slower, whatever it is: so it is done for another tenant.</summary>
    public Task WarmUpAsync(CancellationToken cancellation) => MeasureAsync("another tenant, to warm up", () => runner.RunAsync(job, Other, cancellation));

    /// <summary>Runs the job, and prints a row of the table.</summary>
    public async Task<Sweep> RunAsync(string name, CancellationToken cancellation)
    {
        int? told = null;
        var sweep = await MeasureAsync(name, async () => told = await runner.RunAsync(job, Admin.TenantId, cancellation));
        return sweep with { Told = told };
    }

    /// <summary>Does something else, and prints its row.</summary>
    public async Task<Sweep> MeasureAsync(string name, Func<Task<int?>> work)
    {
        PeakMemory.Forget();
        Log.Forget();
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var told = await work();
        var sweep = new Sweep(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before, told);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {sweep.Time.TotalMilliseconds:N1} | {sweep.Cpu.TotalMilliseconds:N0} | {(told is { } count ? count.ToString("N0", CultureInfo.InvariantCulture) : "not begun")} | {Log.Subscriptions:N0} | {Log.Count:N0} | {PeakMemory.Bytes / 1e6:N0} |"));
        return sweep;
    }

    /// <summary>Prints whether a sweep was done in time.</summary>
    /// <returns>How many goals were missed.</returns>
    public async Task<int> HoldAsync(Sweep sweep, TimeSpan goal, string what)
    {
        var isMet = sweep.Time < goal;
        await output.WriteLineAsync($"Goal: {what} in less than {goal.TotalSeconds:0} s. {(isMet ? "Met" : "Missed")}: {sweep.Time.TotalSeconds:0.00} s.\n");
        return isMet ? 0 : 1;
    }

    public void Dispose()
    {
        Log.Dispose();
        Database.Dispose();
    }

    sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <param name="Time">By the clock on the wall.</param>
/// <param name="Cpu">Of all of the process's threads.</param>
/// <param name="Told">Events; null when it was not begun.</param>
sealed record Sweep(TimeSpan Time, TimeSpan Cpu, int? Told);
