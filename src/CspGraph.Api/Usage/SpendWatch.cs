using System.Text.Json;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>Tells of spend that nears a budget, and of spend that leaps: of days that are closed, and not older than is worth an alert.</summary>
sealed class SpendWatch() : TenantJob(JobKind.SpendWatch)
{
    public override async Task<DateTime> RunAsync(JobRun run)
    {
        await using var db = run.Open();
        var settings = WatchSettings.Of(await db.WatchPolicies.AsNoTracking().SingleOrDefaultAsync(run.Cancellation));
        var firstTold = run.Today.AddDays(-settings.MaxUsageAgeDays);
        var dueAt = run.Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        await BudgetWatch.SettleAsync(run, db);
        var coverages = await UsageCoverage.ReadAsync(db, firstTold.AddDays(-SpendBaseline.HistoryDays), run.Now, run.Cancellation);
        foreach (var coverage in coverages)
            if (coverage.ClosesAt < dueAt) dueAt = coverage.ClosesAt.Value;
        var inputs = await InputsAsync(run, db, coverages, firstTold, settings.Spend);
        if (run.Kept == inputs && !await IsMovedAsync(run, db)) return dueAt;
        foreach (var coverage in coverages.Where(coverage => coverage.ClosedThrough >= firstTold)) await LookAsync(run, db, coverage, firstTold, settings.Spend);
        run.Kept = inputs;
        return dueAt;
    }

    /// <summary>What is looked at. As long as it is the same, another look finds what is told already; and usage changes once a day, but some data of a tenant every minute.</summary>
    static async Task<string> InputsAsync(JobRun run, CspGraphDb db, IReadOnlyList<UsageCoverage> coverages, DateOnly firstTold, SpendSensitivity settings)
    {
        var budgets = await db.CustomerBudgets.Whole().GroupBy(row => row.TenantId).Select(all => new { Count = all.Count(), Versions = all.Sum(row => (long)row.Version), SetAt = all.Max(row => row.SetAt) }).SingleOrDefaultAsync(run.Cancellation);
        var usage = coverages.Select(coverage => new { coverage.Currency, coverage.ClosedThrough, Holding = coverage.Holding.OrderBy(statement => statement.Id) });
        return JsonSerializer.Serialize(new { firstTold, settings, budgets, usage });
    }

    /// <summary>Whether there are other customers since, or they are others'.</summary>
    static Task<bool> IsMovedAsync(JobRun run, CspGraphDb db)
    {
        var since = run.SinceEvent;
        return db.Events.Whole().AnyAsync(row => row.Number > since && (row.Kind == EventKind.CustomerMoved || row.Kind == EventKind.ResellerMoved || row.Kind == EventKind.ImportSucceeded), run.Cancellation);
    }

    static async Task LookAsync(JobRun run, CspGraphDb db, UsageCoverage coverage, DateOnly firstTold, SpendSensitivity settings)
    {
        var tenant = await db.Tenants.Whole().Select(row => row.Id).SingleAsync(run.Cancellation);
        var from = firstTold.AddDays(-SpendBaseline.HistoryDays);
        var spikes = new SpikeSearch(coverage, from, firstTold, settings, await AboveAsync(db, run.Cancellation), tenant);
        var budgets = new BudgetWatch(run, db, coverage, from, firstTold);
        await foreach (var customers in CustomerUsage.ReadAsync(db, coverage, from, run.Cancellation))
        {
            foreach (var customer in customers) spikes.Add(customer);
            await budgets.LookAsync(customers);
        }
        await new SpikeAlerts(run, db, coverage, tenant).TellAsync(spikes.Finish());
    }

    /// <summary>Each reseller with those above it.</summary>
    static async Task<Dictionary<Guid, IReadOnlyList<Guid>>> AboveAsync(CspGraphDb db, CancellationToken cancellation) =>
        (await db.ResellerClosure.Where(path => path.ValidTo == null).Select(path => new { path.DescendantId, path.AncestorId, path.Depth }).ToListAsync(cancellation))
            .GroupBy(path => path.DescendantId).ToDictionary(paths => paths.Key, paths => (IReadOnlyList<Guid>)[.. paths.OrderBy(path => path.Depth).Select(path => path.AncestorId)]);
}
