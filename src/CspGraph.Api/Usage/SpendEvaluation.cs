using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>How well days were found.</summary>
/// <param name="Labelled">Anomalies, by the labels.</param>
/// <param name="Told">Days that a method tells.</param>
/// <param name="Right">Days that are both.</param>
readonly record struct SpendScore(int Labelled, int Told, int Right)
{
    /// <summary>How many of the told days are labelled; null when none is told.</summary>
    public double? Precision => Told == 0 ? null : (double)Right / Told;

    /// <summary>How many of the labelled days are told; null when none is labelled.</summary>
    public double? Recall => Labelled == 0 ? null : (double)Right / Labelled;

    /// <summary>The harmonic mean of both; 0 when nothing is right, null when there is nothing to find and nothing told.</summary>
    public double? F1 => Told + Labelled == 0 ? null : 2.0 * Right / (Told + Labelled);

    public static SpendScore operator +(SpendScore one, SpendScore other) => new(one.Labelled + other.Labelled, one.Told + other.Told, one.Right + other.Right);
}

/// <summary>What of a series' labels could be found at all, and what was.</summary>
/// <param name="Days">Days that are known.</param>
/// <param name="Unknown">Days within the series that are partial or absent.</param>
/// <param name="Labelled">Anomalies among the known days.</param>
/// <param name="LabelledUnknown">Anomalies among the partial days.</param>
/// <param name="WarmUp">Those of the known within the warm-up, where the seasonal method is silent.</param>
/// <param name="Dips">Those behind it that are below the series' median: no spike, whatever else they are.</param>
/// <param name="Found">The others that are told by what the product uses.</param>
readonly record struct SpendLabels(int Days, int Unknown, int Labelled, int LabelledUnknown, int WarmUp, int Dips, int Found)
{
    /// <summary>What a detector of spikes could be asked to find.</summary>
    public int Spikes => Labelled - WarmUp - Dips;

    public static SpendLabels operator +(SpendLabels one, SpendLabels other) => new(
        one.Days + other.Days, one.Unknown + other.Unknown, one.Labelled + other.Labelled, one.LabelledUnknown + other.LabelledUnknown,
        one.WarmUp + other.WarmUp, one.Dips + other.Dips, one.Found + other.Found);
}

/// <summary>Holds the methods against labelled series, beside two plain ones that everybody could write.</summary>
static class SpendEvaluation
{
    /// <summary>Days of the plain z-score, and the deviations it takes.</summary>
    const int PlainDays = 30;
    const double PlainDeviations = 3;

    /// <summary>By name, whether a method tells a known day.</summary>
    public static IReadOnlyList<(string Name, Func<DailySpend, DateOnly, SpendSensitivity, bool> Tells)> Methods { get; } =
    [
        ("overnight", (series, day, settings) => SpendSpikes.Overnight(series, day, settings) is not null),
        ("seasonal", (series, day, settings) => SpendSpikes.Seasonal(series, day, settings) is not null),
        ("both, as told", (series, day, settings) => SpendSpikes.Judge(series, day, settings) is not null),
        ("plain: the day before", IsAboveTheDayBefore),
        ("plain: z-score", IsFarFromTheMean),
    ];

    public static SpendScore Score(LabelledSpend series, Func<DailySpend, DateOnly, SpendSensitivity, bool> tells, SpendSensitivity settings)
    {
        var told = series.KnownDays.Where(day => tells(series.Days, day, settings)).ToHashSet();
        return new(series.Labelled.Count, told.Count, told.Count(series.Labelled.Contains));
    }

    public static SpendLabels Labels(LabelledSpend series, SpendSensitivity settings)
    {
        var sorted = series.KnownDays.Select(day => series.Days[day]!.Value).Order().ToList();
        var isWarm = series.Labelled.ToLookup(day => day.DayNumber - series.Days.First.DayNumber >= settings.WarmUpDays);
        // Of an even number the mean of the two in the middle; nothing is halved before it is known to fit.
        var spikes = isWarm[true].Where(day => series.Days[day] >= sorted[(sorted.Count - 1) / 2] / 2 + sorted[sorted.Count / 2] / 2).ToList();
        return new(sorted.Count, series.Days.Count - sorted.Count, series.Labelled.Count, series.LabelledUnknown,
            isWarm[false].Count(), isWarm[true].Count() - spikes.Count, spikes.Count(day => SpendSpikes.Judge(series.Days, day, settings) is not null));
    }

    static bool IsAboveTheDayBefore(DailySpend series, DateOnly day, SpendSensitivity settings) =>
        day > series.First && series[day.AddDays(-1)] is { } before && series[day] is { } amount
        && amount > before && amount >= before * (1 + settings.OvernightPercent / 100m) && amount - before >= settings.MinimumAmount;

    /// <summary>As soon as the warm-up is over, and of as many of the thirty days before as are known: so that it has no less to go by.</summary>
    static bool IsFarFromTheMean(DailySpend series, DateOnly day, SpendSensitivity settings)
    {
        var age = day.DayNumber - series.First.DayNumber;
        if (age < settings.WarmUpDays || series[day] is not { } amount) return false;
        var before = Enumerable.Range(1, Math.Min(PlainDays, age)).Select(back => series[day.AddDays(-back)]).OfType<decimal>().Select(known => (double)known).ToList();
        if (before.Count < 2) return false;
        var mean = before.Average();
        var deviation = Math.Sqrt(before.Sum(known => (known - mean) * (known - mean)) / (before.Count - 1));
        return deviation > 0 && ((double)amount - mean) / deviation >= PlainDeviations && (double)amount - mean >= (double)settings.MinimumAmount;
    }
}
