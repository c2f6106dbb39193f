namespace CspGraph.Domain.Subscriptions;

/// <summary>Since when a subscription has had fewer seats than its reseller is bound to keep.</summary>
public static class SeatsBelowMinimum
{
    /// <summary>Months that it may last before it is told.</summary>
    public const int Months = 2;

    /// <summary>The first of the days up to today, without a gap, on which the seats are below the minimum that holds on the day; null when today they are not.</summary>
    /// <param name="counts">The seats, each count until the next one's day. What was before the first is not known: it counts as enough.</param>
    /// <param name="minimums">Contracted minimums of the subscription; of several that cover a day the one that began last holds.</param>
    /// <param name="today">The day (UTC).</param>
    public static DateOnly? Since(IReadOnlyCollection<SeatCount> counts, IReadOnlyCollection<ContractedMinimum> minimums, DateOnly today)
    {
        // Seats and minimum are what they are from one of these days to the next.
        var changes = counts.Select(count => count.Since).Concat(minimums.Select(minimum => minimum.StartsOn)).Concat(minimums.Select(minimum => minimum.EndsOn).OfType<DateOnly>().Where(day => day < DateOnly.MaxValue).Select(day => day.AddDays(1)))
            .Where(day => day <= today).Append(today).Distinct().OrderDescending();
        DateOnly? since = null;
        foreach (var day in changes)
        {
            if (!(SeatsOn(counts, day) < MinimumOn(minimums, day))) break;
            since = day;
        }
        return since;
    }

    static int? SeatsOn(IEnumerable<SeatCount> counts, DateOnly day) => counts.Where(count => count.Since <= day).MaxBy(count => count.Since)?.Quantity;

    /// <summary>The minimum that holds on a day; null for none.</summary>
    public static int? MinimumOn(IEnumerable<ContractedMinimum> minimums, DateOnly day) =>
        minimums.Where(minimum => minimum.StartsOn <= day && (minimum.EndsOn is null || minimum.EndsOn >= day)).MaxBy(minimum => minimum.StartsOn)?.MinimumQuantity;
}
