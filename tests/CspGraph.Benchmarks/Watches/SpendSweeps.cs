using System.Diagnostics;
using CspGraph.Api.Usage;
using CspGraph.Benchmarks.Compare;
using CspGraph.Data;
using CspGraph.Domain.Events;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Watches;

/// <summary>The watch over spend on the morning after an import, and when there is nothing new. Each planted spike must be told, and no other.</summary>
sealed class SpendSweeps(string file, DateTimeOffset start, int spikes, bool withPlans, TextWriter output)
{
    static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);

    /// <returns>How many goals were missed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(start.UtcDateTime);
        using var sweeps = new Sweeps(file, new SpendWatch(), new(today, new TimeOnly(7, 0), TimeSpan.Zero), output);
        var (network, begun) = (new UsedNetwork(sweeps.Database, today, spikes), Stopwatch.GetTimestamp());
        await network.WriteAsync(cancellation);
        await CheckpointAsync(cancellation);
        sweeps.Log.Forget();
        await output.WriteLineAsync($"## Spend\n\n{network.Customers:N0} customers, {network.Lines:N0} usage lines of 60 days, {network.Budgets:N0} budgets, {network.Planted.Count:N0} spikes; written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s.\n");
        await sweeps.HeadAsync();
        await sweeps.WarmUpAsync(cancellation);
        var first = await RunAsync(sweeps, "after an import", cancellation);
        await RequireAsync(sweeps.Database, network, cancellation);
        var again = await RunAsync(sweeps, "its own events, nothing new", cancellation);
        if ((await RunAsync(sweeps, "nothing changed", cancellation)).Told is not null) throw new BenchmarkFailedException("It was begun although nothing had changed.");
        await sweeps.ChangeAsync(cancellation);
        var changed = await RunAsync(sweeps, "data changed, nothing new", cancellation);
        sweeps.Restart();
        await sweeps.ChangeAsync(cancellation);
        var anew = await RunAsync(sweeps, "by another process: all is looked at, nothing new", cancellation);
        if (again.Told + changed.Told + anew.Told is not 0) throw new BenchmarkFailedException($"{again.Told + changed.Told + anew.Told} events were told twice.");
        await output.WriteLineAsync($"\nTold: {await ToldAsync(sweeps.Database, cancellation)}.");
        return await sweeps.HoldAsync(first, Goal, "the sweep after an import");
    }

    async Task<Sweep> RunAsync(Sweeps sweeps, string name, CancellationToken cancellation)
    {
        var sweep = await sweeps.RunAsync(name, cancellation);
        if (withPlans) await sweeps.Log.PrintAsync(SeededNetwork.ConnectionString(file), 12, output);
        return sweep;
    }

    /// <summary>The log of so many lines would be read beside the file.</summary>
    async Task CheckpointAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(SeededNetwork.ConnectionString(file));
        await connection.OpenAsync(cancellation);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync(cancellation);
    }

    static async Task RequireAsync(Database database, UsedNetwork network, CancellationToken cancellation)
    {
        await using var db = database.Open(Sweeps.Admin);
        var told = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Kind == EventKind.SpendSpiked).Select(row => new { row.CustomerId, row.Severity }).ToListAsync(cancellation);
        var expected = network.Planted.Select(spike => ((Guid?)spike.Key, (EventSeverity?)(spike.Value ? EventSeverity.Critical : EventSeverity.Warning))).ToHashSet();
        if (told.Count != expected.Count || !expected.SetEquals(told.Select(spike => (spike.CustomerId, spike.Severity))))
            throw new BenchmarkFailedException($"{told.Count} spikes were told, of which {told.Count(spike => expected.Contains((spike.CustomerId, spike.Severity)))} are among the {expected.Count} that were planted.");
    }

    static async Task<string> ToldAsync(Database database, CancellationToken cancellation)
    {
        await using var db = database.Open(Sweeps.Admin);
        EventKind[] kinds = [EventKind.SpendSpiked, EventKind.BudgetReached, EventKind.BudgetForecast];
        var told = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => kinds.Contains(row.Kind)).GroupBy(row => new { row.Kind, row.Severity }).Select(kind => new { kind.Key, Count = kind.Count() }).ToListAsync(cancellation);
        return string.Join(", ", told.OrderBy(kind => kind.Key.Kind).ThenBy(kind => kind.Key.Severity).Select(kind => $"{kind.Count:N0} {kind.Key.Kind} ({kind.Key.Severity})"));
    }
}
