namespace CspGraph.Domain.Usage;

/// <summary>How much more than usual is told. The defaults follow from what they mean, and were fitted to no data.</summary>
public sealed record SpendSensitivity
{
    /// <summary>A day at so many percent or more over the day before has jumped overnight: 50 to 10,000; 200 is three times the day before.</summary>
    public int OvernightPercent { get; init; } = 200;

    /// <summary>A day at so many robust deviations or more above what is expected is out of season: 2 to 50.</summary>
    /// <remarks>
    /// 5: with thousands of series judged each day, 3 deviations would be passed by chance every day even if spend varied as the normal
    /// distribution says, and spend has more far days than that.
    /// </remarks>
    public decimal Sensitivity { get; init; } = 5;

    /// <summary>The smallest excess worth telling, in the series' currency: 0 to <see cref="UsageAmounts.Most"/>.</summary>
    public decimal MinimumAmount { get; init; } = 20;

    /// <summary>Days of history that the seasonal method needs before it speaks: 7 to 56. In 14 each weekday was seen twice, so that what happened once is no pattern.</summary>
    public int WarmUpDays { get; init; } = 14;

    /// <summary>What is wrong with the settings: one objection per field.</summary>
    /// <param name="mostMinimum">The greatest <see cref="MinimumAmount"/> that can be kept.</param>
    public IEnumerable<Objection> Objections(decimal mostMinimum = UsageAmounts.Most)
    {
        if (OvernightPercent is < 50 or > 10_000) yield return Bad("overnightPercent", OvernightPercent, "a number from 50 to 10,000 (percent over the day before)");
        if (Sensitivity is < 2 or > 50) yield return Bad("sensitivity", Sensitivity, "a number from 2 to 50 (robust deviations)");
        if (MinimumAmount < 0 || MinimumAmount > mostMinimum) yield return Bad("minimumAmount", MinimumAmount, FormattableString.Invariant($"an amount from 0 to {mostMinimum:N0}"));
        if (WarmUpDays is < 7 or > SpendBaseline.HistoryDays) yield return Bad("warmUpDays", WarmUpDays, "a number from 7 to 56 (days)");
    }

    static Objection Bad(string field, decimal value, string range) => new(ObjectionCodes.BadUserInput, FormattableString.Invariant($"{field} is {value}; it is {range}."), field);
}
