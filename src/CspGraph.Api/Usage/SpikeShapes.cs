using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>Takes spikes of customers apart: how much of each is computing time, and which meters and regions are new. Lines have no index by customer: all of a month's are read, so it is asked only of what is about to be told, of many customers at once.</summary>
sealed class SpikeShapes(CspGraphDb db, UsageCoverage coverage, CancellationToken cancellation)
{
    /// <summary>Days before a spike whose meters and regions are not new.</summary>
    const int DaysBefore = 30;

    /// <summary>Days before a spike by which computing time is held against what is usual.</summary>
    const int ComputeDays = 14;

    const int CustomersPerRead = 500;

    public async Task<IReadOnlyDictionary<FoundSpike, MiningShape>> OfAsync(IEnumerable<FoundSpike> spikes)
    {
        var shapes = new Dictionary<FoundSpike, MiningShape>();
        foreach (var batch in spikes.Where(spike => spike.Customer is not null).GroupBy(spike => spike.Customer!.EntraTenantId).Chunk(CustomersPerRead))
        {
            var keys = batch.Select(customer => customer.Key).ToArray();
            var (first, last) = (batch.SelectMany(customer => customer).Min(spike => spike.Spike.Day), batch.SelectMany(customer => customer).Max(spike => spike.Spike.Day));
            var compute = (await ComputeAsync(keys, first.AddDays(-ComputeDays), last)).ToLookup(day => day.Customer);
            var used = (await UsedAsync(keys, first.AddDays(-DaysBefore), last)).ToLookup(use => use.Customer);
            foreach (var customer in batch)
                foreach (var spike in customer) shapes.Add(spike, Shape(spike, compute[customer.Key], used[customer.Key]));
        }
        return shapes;
    }

    static MiningShape Shape(FoundSpike found, IEnumerable<ServiceDay> compute, IEnumerable<Use> used)
    {
        var day = found.Spike.Day;
        var computeOf = compute.Where(row => IsOf(found, row.Entitlement)).GroupBy(row => row.Day).ToDictionary(group => group.Key, group => group.Sum(row => row.Amount));
        var before = Enumerable.Range(1, ComputeDays).Select(back => computeOf.GetValueOrDefault(day.AddDays(-back))).Order().ToList();
        var uses = used.Where(use => IsOf(found, use.Entitlement)).ToList();
        return MiningShape.Of(found.Spike.Excess, computeOf.GetValueOrDefault(day) - (before[ComputeDays / 2 - 1] + before[ComputeDays / 2]) / 2, New(use => use.Region), New(use => use.Meter));

        IReadOnlyCollection<string> New(Func<Use, string?> what)
        {
            var known = uses.Where(use => use.Day < day && use.Day >= day.AddDays(-DaysBefore)).Select(what).ToHashSet();
            // Of somebody who begins everything would be new; of an account that lay idle it is.
            return known.Count == 0 && found.Customer!.Known > day.AddDays(-DaysBefore) ? [] : [.. uses.Where(use => use.Day == day).Select(what).OfType<string>().Where(name => !known.Contains(name)).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    static bool IsOf(FoundSpike found, Guid entitlement) => found.EntitlementId == Guid.Empty || found.EntitlementId == entitlement;

    async Task<List<ServiceDay>> ComputeAsync(Guid[] customers, DateOnly from, DateOnly to)
    {
        var holding = coverage.Holding.Select(statement => statement.Id).ToArray();
        var sums = await db.UsageDays.Whole().Where(row => holding.Contains(row.StatementId) && customers.Contains(row.MicrosoftCustomerId) && row.Day >= @from && row.Day <= to)
            .GroupBy(row => new { row.MicrosoftCustomerId, row.Day, row.EntitlementId, row.Service })
            .Select(group => new { group.Key.MicrosoftCustomerId, group.Key.Day, group.Key.EntitlementId, group.Key.Service, Amount = group.Sum(row => row.ListPrice) }).ToListAsync(cancellation);
        return [.. sums.Where(sum => ComputeServices.Contains(sum.Service)).Select(sum => new ServiceDay(sum.MicrosoftCustomerId, sum.Day, sum.EntitlementId, sum.Amount))];
    }

    async Task<List<Use>> UsedAsync(Guid[] customers, DateOnly from, DateOnly to)
    {
        var statements = coverage.Holding.Where(statement => statement.Last >= from && statement.First <= to).ToList();
        var (ids, months) = (statements.Select(statement => statement.Id).ToArray(), statements.Select(statement => statement.Month).Distinct().ToArray());
        var (start, end) = (from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), to.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        var uses = await db.UsageLines.Whole().Where(row => months.Contains(row.Month) && ids.Contains(row.StatementId) && customers.Contains(row.MicrosoftCustomerId) && row.UsageDate >= start && row.UsageDate < end)
            .Select(row => new { row.MicrosoftCustomerId, row.EntitlementId, row.UsageDate, Meter = row.MeterName ?? row.MeterId, Region = row.ResourceLocation ?? row.MeterRegion }).Distinct().ToListAsync(cancellation);
        return [.. uses.Select(use => new Use(use.MicrosoftCustomerId, use.EntitlementId ?? Guid.Empty, DateOnly.FromDateTime(use.UsageDate), use.Meter, use.Region))];
    }

    sealed record ServiceDay(Guid Customer, DateOnly Day, Guid Entitlement, decimal Amount);

    sealed record Use(Guid Customer, Guid Entitlement, DateOnly Day, string? Meter, string? Region);
}
