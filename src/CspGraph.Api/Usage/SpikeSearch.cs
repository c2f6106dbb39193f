using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>Looks for spikes of the days that may be told of, from below: what an Azure subscription, a customer, a reseller below explains is no spike of what is above it.</summary>
/// <param name="coverage">Which usage.</param>
/// <param name="from">The first day that was read.</param>
/// <param name="firstTold">The first day that may be told of.</param>
/// <param name="settings">What is a spike.</param>
/// <param name="above">For each reseller, itself and those above it, the nearest first.</param>
/// <param name="tenant">Our id of the tenant.</param>
sealed class SpikeSearch(UsageCoverage coverage, DateOnly from, DateOnly firstTold, SpendSensitivity settings, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> above, Guid tenant)
{
    readonly List<FoundSpike> found = [];
    readonly bool[] covered = coverage.CoveredFrom(from);
    readonly Dictionary<Guid, Rollup> resellers = [];
    readonly Rollup whole = new(coverage.ClosedThrough.DayNumber - from.DayNumber + 1);

    /// <summary>Sums of many, and how much of them is explained by spikes below.</summary>
    sealed class Rollup(int days)
    {
        public decimal[] Amounts { get; } = new decimal[days];
        public decimal[] Explained { get; } = new decimal[days];
    }

    public void Add(CustomerUsage customer)
    {
        var total = customer.Total();
        var explained = new decimal[total.Length];
        if (customer.Entitlements.Count > 1)
            foreach (var (id, amounts) in customer.Entitlements) Judge(amounts, explained, CustomerUsage.FirstUsed(amounts, from), customer.CustomerId, customer, customer.ResellerId, id);
        Judge(total, explained, customer.Known, customer.CustomerId, customer, customer.ResellerId, customer.Entitlements.Count > 1 ? Guid.Empty : customer.Entitlements.Keys.Single());
        // That somebody begins is no spike of who is above: until it has a history, all of it is explained.
        for (var day = firstTold; day <= coverage.ClosedThrough; day = day.AddDays(1))
            if (day < customer.Known.AddDays(settings.WarmUpDays)) explained[day.DayNumber - from.DayNumber] = total[day.DayNumber - from.DayNumber];
        foreach (var rollup in Above(customer.ResellerId))
            for (var i = 0; i < total.Length; i++) (rollup.Amounts[i], rollup.Explained[i]) = (rollup.Amounts[i] + total[i], rollup.Explained[i] + explained[i]);
    }

    IEnumerable<Rollup> Above(Guid? reseller)
    {
        if (reseller is { } id)
            foreach (var ancestor in above.GetValueOrDefault(id) ?? [])
            {
                if (!resellers.TryGetValue(ancestor, out var rollup)) resellers.Add(ancestor, rollup = new(whole.Amounts.Length));
                yield return rollup;
            }
        yield return whole;
    }

    /// <summary>Looks at resellers, the farthest down first, and at the tenant; all that was found.</summary>
    public IReadOnlyList<FoundSpike> Finish()
    {
        foreach (var (id, rollup) in resellers.OrderByDescending(reseller => above[reseller.Key].Count).ThenBy(reseller => reseller.Key))
        {
            var before = (decimal[])rollup.Explained.Clone();
            Judge(rollup.Amounts, rollup.Explained, from, id, customer: null, id, Guid.Empty);
            // What was found here is explained to all above.
            foreach (var ancestor in above[id].Skip(1).Select(reseller => resellers[reseller]).Append(whole))
                for (var i = 0; i < before.Length; i++) ancestor.Explained[i] += rollup.Explained[i] - before[i];
        }
        Judge(whole.Amounts, whole.Explained, from, tenant, customer: null, reseller: null, Guid.Empty);
        return found;
    }

    /// <param name="amounts">What was spent.</param>
    /// <param name="explained">What of it is told already; what is found is added to it.</param>
    /// <param name="known">Since when it is known.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="customer">The customer; null for none.</param>
    /// <param name="reseller">Under whom.</param>
    /// <param name="entitlement">The Azure subscription; all zeros for several.</param>
    void Judge(decimal[] amounts, decimal[] explained, DateOnly known, Guid subject, CustomerUsage? customer, Guid? reseller, Guid entitlement)
    {
        var series = CustomerUsage.Series(amounts, covered, from, known);
        for (var day = firstTold; day <= coverage.ClosedThrough; day = day.AddDays(1))
        {
            var place = day.DayNumber - from.DayNumber;
            if (SpendSpikes.Judge(explained[place] == 0 ? series : Rest(place), day, settings) is not { } spike) continue;
            found.Add(new(subject, customer, reseller, entitlement, coverage.Currency, spike));
            explained[place] += spike.Excess;
        }

        // The days before stay as they were: what was told of them is usual by the time that it goes on, here as below.
        DailySpend Rest(int place)
        {
            decimal[] rest = [.. amounts[..(place + 1)]];
            rest[place] -= explained[place];
            return CustomerUsage.Series(rest, covered, from, known);
        }
    }
}
