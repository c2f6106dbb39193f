using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>What a customer used day by day at list price, by Azure subscription, up to the last day that is closed.</summary>
/// <param name="CustomerId">Our id.</param>
/// <param name="EntraTenantId">Microsoft's.</param>
/// <param name="ResellerId">Who holds it; null for a direct customer.</param>
/// <param name="Known">Since when it is known that there could be usage: what is absent from then on is 0.</param>
/// <param name="Entitlements">Amounts from the first day that was read on.</param>
sealed record CustomerUsage(Guid CustomerId, Guid EntraTenantId, Guid? ResellerId, DateOnly Known, IReadOnlyDictionary<Guid, decimal[]> Entitlements)
{
    const int CustomersPerRead = 1_000;

    /// <summary>All of its Azure subscriptions together.</summary>
    public decimal[] Total() => Entitlements.Count == 1 ? Entitlements.Values.Single() : Sum(Entitlements.Values);

    static decimal[] Sum(IEnumerable<decimal[]> series)
    {
        decimal[]? sums = null;
        foreach (var amounts in series)
        {
            sums ??= new decimal[amounts.Length];
            for (var i = 0; i < amounts.Length; i++) sums[i] += amounts[i];
        }
        return sums ?? [];
    }

    /// <summary>Customers with usage, a thousand at a time.</summary>
    /// <param name="db">Where it is.</param>
    /// <param name="coverage">Which usage.</param>
    /// <param name="from">The first day.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<IReadOnlyList<CustomerUsage>> ReadAsync(CspGraphDb db, UsageCoverage coverage, DateOnly from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var (to, holding) = (coverage.ClosedThrough, coverage.Holding.Select(statement => statement.Id).ToArray());
        Guid last = default;
        while (true)
        {
            var customers = await db.Customers.Whole().Where(row => row.Id > last).OrderBy(row => row.Id).Take(CustomersPerRead)
                .Select(row => new { row.Id, row.EntraTenantId, row.ResellerId }).ToListAsync(cancellation);
            if (customers.Count == 0) yield break;
            last = customers[^1].Id;
            var keys = customers.Select(customer => customer.EntraTenantId).ToArray();
            var usage = new Dictionary<Guid, Dictionary<Guid, decimal[]>>();
            var sums = db.UsageDays.Whole().Where(row => holding.Contains(row.StatementId) && keys.Contains(row.MicrosoftCustomerId) && row.Day >= @from && row.Day <= to)
                .GroupBy(row => new { row.StatementId, row.MicrosoftCustomerId, row.Day, row.EntitlementId })
                .Select(group => new { group.Key.MicrosoftCustomerId, group.Key.Day, group.Key.EntitlementId, Amount = group.Sum(row => row.ListPrice) });
            await foreach (var sum in sums.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (!usage.TryGetValue(sum.MicrosoftCustomerId, out var entitlements)) usage.Add(sum.MicrosoftCustomerId, entitlements = []);
                if (!entitlements.TryGetValue(sum.EntitlementId, out var amounts)) entitlements.Add(sum.EntitlementId, amounts = new decimal[to.DayNumber - @from.DayNumber + 1]);
                amounts[sum.Day.DayNumber - @from.DayNumber] += sum.Amount;
            }
            if (usage.Count == 0) continue;
            var ids = customers.Where(customer => usage.ContainsKey(customer.EntraTenantId)).Select(customer => customer.Id).ToArray();
            var plans = await db.Subscriptions.Whole().Where(row => ids.Contains(row.CustomerId) && db.Products.Any(product => product.Id == row.ProductId && product.Family == ProductFamily.Azure))
                .GroupBy(row => row.CustomerId).Select(group => new { group.Key, Since = group.Min(row => row.StartDate) }).ToDictionaryAsync(plan => plan.Key, plan => plan.Since, cancellation);
            yield return [.. customers.Where(customer => usage.ContainsKey(customer.EntraTenantId)).Select(customer =>
                new CustomerUsage(customer.Id, customer.EntraTenantId, customer.ResellerId, Known(customer.Id, usage[customer.EntraTenantId]), usage[customer.EntraTenantId]))];

            // A plan that had no usage yet is known to be idle.
            DateOnly Known(Guid customer, Dictionary<Guid, decimal[]> entitlements)
            {
                var first = entitlements.Values.Min(amounts => FirstUsed(amounts, @from));
                return plans.TryGetValue(customer, out var since) && since < first ? Later(since, Later(@from, coverage.First)) : first;
            }
        }
    }

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>Who holds customers now, of those that are there.</summary>
    public static async Task<Dictionary<Guid, Guid?>> HoldersAsync(CspGraphDb db, IEnumerable<Guid> customers, CancellationToken cancellation)
    {
        var holders = new Dictionary<Guid, Guid?>();
        foreach (var ids in customers.Distinct().Chunk(CustomersPerRead))
            foreach (var customer in await db.Customers.Whole().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.ResellerId }).ToListAsync(cancellation))
                holders.Add(customer.Id, customer.ResellerId);
        return holders;
    }

    /// <summary>The first day with usage.</summary>
    public static DateOnly FirstUsed(decimal[] amounts, DateOnly from)
    {
        var first = Array.FindIndex(amounts, amount => amount != 0);
        return from.AddDays(first < 0 ? amounts.Length - 1 : first);
    }

    /// <summary>A series that begins when it is known; days that no statement covers are not known either.</summary>
    /// <param name="amounts">What was spent, day by day.</param>
    /// <param name="covered">Whether a statement covers the day.</param>
    /// <param name="from">The first day of both.</param>
    /// <param name="known">Since when it is known.</param>
    public static DailySpend Series(decimal[] amounts, bool[] covered, DateOnly from, DateOnly known)
    {
        var skipped = Math.Clamp(known.DayNumber - from.DayNumber, 0, amounts.Length);
        var days = new decimal?[amounts.Length - skipped];
        for (var i = 0; i < days.Length; i++) days[i] = covered[skipped + i] ? amounts[skipped + i] : null;
        return new(from.AddDays(skipped), days);
    }
}
