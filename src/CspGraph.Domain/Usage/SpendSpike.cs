namespace CspGraph.Domain.Usage;

/// <summary>What found a spike.</summary>
public enum SpendMethod
{
    /// <summary>The day is far above the day before.</summary>
    Overnight,
    /// <summary>The day is far above what its weekday usually comes to.</summary>
    Seasonal,
}

/// <summary>A day whose spend is far above what it is held against.</summary>
/// <param name="Day">The day.</param>
/// <param name="Amount">What it came to, in the series' currency.</param>
/// <param name="Baseline">What it is held against: what was expected where the seasonal method speaks, else the day before. Never negative; 0 after no usage.</param>
/// <param name="Methods">What found it: one or both, in the order of the enum.</param>
/// <param name="Score">How many robust deviations the day is above what was expected, up to <see cref="SpendBaseline.MostDeviations"/>, to two places; null when only the overnight method speaks.</param>
public sealed record SpendSpike(DateOnly Day, decimal Amount, decimal Baseline, IReadOnlyList<SpendMethod> Methods, decimal? Score)
{
    /// <summary>The amount above the baseline.</summary>
    public decimal Excess => Amount - Baseline;

    /// <summary>The amount in whole percent of the baseline, rounded down: 300 is three times as much. Null when the baseline is 0.</summary>
    public int? Percent => Baseline == 0 ? null : (double)Amount / (double)Baseline >= int.MaxValue / 100 ? int.MaxValue : (int)(Amount / Baseline * 100);
}
