using CspGraph.Api.Host;
using CspGraph.Api.Imports;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>Reads labelled series: a line for each series and day, in any order.</summary>
sealed class LabelledSpendFile
{
    static readonly CsvHeader Header = new(required: ["series", "date", "value", "is_anomaly_day_pointlabel"], optional: ["partial_day"]);

    /// <summary>Days of one series at most: farther apart, a date is a slip.</summary>
    const int MostDays = 3660;

    readonly record struct Labelled(decimal Amount, bool IsPartial, bool IsAnomaly);

    readonly List<(string Name, SortedList<DateOnly, Labelled> Days)> series = [];
    readonly Dictionary<string, SortedList<DateOnly, Labelled>> byName = new(StringComparer.Ordinal);

    /// <summary>The series of a file, in the order of their first lines.</summary>
    /// <exception cref="StartRefusedException">The file cannot be taken: the first reason, with line and column.</exception>
    public static async Task<IReadOnlyList<LabelledSpend>> ReadAsync(string fileName, Stream content, CancellationToken cancellation)
    {
        var (file, errors) = (new LabelledSpendFile(), new ImportErrors());
        await using (var lines = await CsvLines.OpenAsync(content, Header, errors, cancellation))
        {
            if (lines is not null) await file.ReadAsync(lines, errors, cancellation);
        }
        if (errors.Count == 0 && file.series.Count == 0) errors.Add(new(1, null, "The file has a header only."));
        if (errors.First is [var first, ..]) throw new StartRefusedException($"{fileName}:{first.Line}: {first.Column ?? "line"}: {first.Reason}");
        return [.. file.series.Select(known => Of(known.Name, known.Days))];
    }

    async Task ReadAsync(CsvLines lines, ImportErrors errors, CancellationToken cancellation)
    {
        do
        {
            lines.BeginChunk();
            while (errors.Count == 0 && await lines.NextAsync(cancellation))
            {
                Read(lines.Cells);
                lines.CanBeTaken();
            }
        }
        while (errors.Count == 0 && !lines.IsChunkEmpty);
    }

    void Read(Cells cells)
    {
        var name = cells.RequiredText("series", 200);
        var day = Required(cells, "date", cells.Day("date"));
        var amount = Required(cells, "value", cells.EveryDigit("value"));
        var isAnomaly = Required(cells, "is_anomaly_day_pointlabel", Flag(cells, "is_anomaly_day_pointlabel"));
        var isPartial = Flag(cells, "partial_day") ?? false;
        if (cells.Offence is not null) return;
        if (!byName.TryGetValue(name, out var days))
        {
            byName[name] = days = [];
            series.Add((name, days));
        }
        if (!days.TryAdd(day, new(amount, isPartial, isAnomaly))) cells.Offend("date", "is there twice for this series");
        else if (days.Keys[^1].DayNumber - days.Keys[0].DayNumber >= MostDays) cells.Offend("date", "is ten years or more from another of this series");
    }

    static bool? Flag(Cells cells, string column)
    {
        var text = cells.Text(column);
        if (text is not (null or "0" or "1")) cells.Offend(column, "is neither 0 nor 1");
        return text is null ? null : text is "1";
    }

    static T Required<T>(Cells cells, string column, T? value) where T : struct
    {
        if (value is null) cells.Offend(column, "is required");
        return value ?? default;
    }

    static LabelledSpend Of(string name, SortedList<DateOnly, Labelled> days)
    {
        var first = days.Keys[0];
        var amounts = new decimal?[days.Keys[^1].DayNumber - first.DayNumber + 1];
        foreach (var (day, told) in days)
            if (!told.IsPartial) amounts[day.DayNumber - first.DayNumber] = told.Amount;
        var anomalies = days.Where(day => day.Value.IsAnomaly).ToLookup(day => day.Value.IsPartial, day => day.Key);
        return new(name, new DailySpend(first, amounts), anomalies[false].ToHashSet(), anomalies[true].Count());
    }
}
