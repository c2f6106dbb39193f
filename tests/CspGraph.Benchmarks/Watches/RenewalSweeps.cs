using CspGraph.Api.Subscriptions;
using CspGraph.Benchmarks.Compare;
using CspGraph.Data;
using CspGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Watches;

/// <summary>The watch over renewals: at first light, when all that is due was never told; with nothing to do; and on the next day. Beside it a sweep that looks at everything.</summary>
sealed class RenewalSweeps(string file, DateTimeOffset start, bool withPlans, TextWriter output)
{
    static readonly TimeSpan Goal = TimeSpan.FromSeconds(5);

    /// <returns>How many goals were missed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var sweeps = new Sweeps(file, new RenewalWatch(), new(start.UtcDateTime.Date.AddHours(12), TimeSpan.Zero), output);
        await output.WriteLineAsync("## Renewals\n");
        await sweeps.HeadAsync();
        await sweeps.WarmUpAsync(cancellation);
        var first = await RunAsync(sweeps, "first light", cancellation);
        await RunAsync(sweeps, "its own events, nothing due", cancellation);
        var idle = await RunAsync(sweeps, "nothing changed, nothing due", cancellation);
        if (idle.Told is not null) throw new BenchmarkFailedException("It was begun although nothing had changed.");
        await sweeps.ChangeAsync(cancellation);
        var changed = await RunAsync(sweeps, "data changed, nothing due", cancellation);
        if (changed.Told is not 0) throw new BenchmarkFailedException($"{changed.Told} events were told twice.");
        var everything = await sweeps.MeasureAsync("the same, by looking at everything", async () => await new WholeSweep(sweeps.Database, sweeps.Now, isSaid: true).CountAsync(cancellation));
        if (everything.Told is not 0) throw new BenchmarkFailedException($"{everything.Told} events that are due were not told.");
        var due = await sweeps.MeasureAsync("first light again, by looking at everything, telling nobody", async () => await new WholeSweep(sweeps.Database, sweeps.Now, isSaid: false).CountAsync(cancellation));
        var told = await ToldAsync(sweeps, cancellation);
        if (due.Told != told.GetValueOrDefault(EventKind.RenewalDue)) throw new BenchmarkFailedException($"{told.GetValueOrDefault(EventKind.RenewalDue)} renewals were told, and {due.Told} are due.");
        sweeps.Pass(TimeSpan.FromDays(1));
        await RunAsync(sweeps, "the next day", cancellation);
        await output.WriteLineAsync($"\nTold at first light: {string.Join(", ", told.Select(kind => $"{kind.Value:N0} {kind.Key}"))}. Looking at everything takes {everything.Time / changed.Time:0.0} times as long.");
        return await sweeps.HoldAsync(first, Goal, "first light");
    }

    async Task<Sweep> RunAsync(Sweeps sweeps, string name, CancellationToken cancellation)
    {
        var sweep = await sweeps.RunAsync(name, cancellation);
        if (withPlans) await sweeps.Log.PrintAsync(SeededNetwork.ConnectionString(file), 12, output);
        return sweep;
    }

    static async Task<Dictionary<EventKind, int>> ToldAsync(Sweeps sweeps, CancellationToken cancellation)
    {
        await using var db = sweeps.Database.Open(Sweeps.Admin);
        var now = sweeps.Now;
        return await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(told => told.RecordedAt == now).GroupBy(told => told.Kind).Select(kind => new { kind.Key, Count = kind.Count() })
            .OrderByDescending(kind => kind.Count).ToDictionaryAsync(kind => kind.Key, kind => kind.Count, cancellation);
    }
}
