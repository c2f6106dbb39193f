using CspGraph.Domain.Pricing;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

/// <summary>The renewals that are due within so many days.</summary>
static class Renewals
{
    const int MostDays = 366;

    public static readonly Argument Within = new("within", "Int!", $"How many days ahead, 0 to {MostDays}; 0 is today (UTC) only.", Default: 30);

    /// <summary>Today and the last day (UTC), both included.</summary>
    /// <exception cref="GraphException">BAD_USER_INPUT: so far ahead nobody looks.</exception>
    public static (DateOnly Today, DateOnly Last) Span(int within, TimeProvider clock)
    {
        if (within is < 0 or > MostDays) throw new GraphException(GraphErrorCodes.BadUserInput, $"within is {within}: it is 0 to {MostDays} days.");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return (today, today.AddDays(within));
    }
}

/// <summary>What renewals come to, one figure per currency.</summary>
sealed class RenewalSums
{
    readonly SortedDictionary<string, (decimal? Amount, int Missing, DateTime AsOf)> sums = new(StringComparer.Ordinal);
    bool seesCosts;

    public void Add(RenewalShown renewal)
    {
        seesCosts = renewal.SeesCosts;
        var (amount, missing, asOf) = sums.GetValueOrDefault(renewal.Currency, (null, 0, DateTime.MinValue));
        sums[renewal.Currency] = (renewal.Outlook.AtStake is { } more ? (amount ?? 0) + more : amount, renewal.Outlook.AtStake is null ? missing + 1 : missing, renewal.AsOf > asOf ? renewal.AsOf : asOf);
    }

    public IReadOnlyList<Figure> Figures() => [.. sums.Select(sum => Figure.OfCost(sum.Value.Amount, sum.Key, sum.Value.AsOf, seesCosts, sum.Value.Missing))];
}
