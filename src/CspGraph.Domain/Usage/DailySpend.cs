namespace CspGraph.Domain.Usage;

/// <summary>What was spent day by day: of one customer, service or whatever is watched, in one currency.</summary>
/// <remarks>
/// It begins with the first day on which the watched is known, and ends with the last day whose usage has all come. In between a day
/// without usage is 0. A day that is not wholly told is unknown (null): it is neither judged nor held against another, because a part
/// of a day would pass for a cheap day, and the day behind it for a dear one.
/// </remarks>
public sealed class DailySpend
{
    readonly decimal?[] amounts;

    /// <summary>Day after day.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="amounts">What each day came to, in the series' currency; negative where credits outweigh usage, null for a day that is not known.</param>
    public DailySpend(DateOnly first, IReadOnlyList<decimal?> amounts)
    {
        First = first;
        this.amounts = [.. amounts];
        History = new double[amounts.Count];
        for (var i = 0; i < amounts.Count; i++) History[i] = amounts[i] is { } amount ? (double)Math.Max(amount, 0) : double.NaN;
    }

    /// <summary>From the rows that there are: a day is the sum of its rows, and 0 without any. Rows of other days are left out.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last one, itself included.</param>
    /// <param name="rows">In any order.</param>
    public static DailySpend Of(DateOnly first, DateOnly last, IEnumerable<(DateOnly Day, decimal Amount)> rows)
    {
        var amounts = new decimal?[Math.Max(0, last.DayNumber - first.DayNumber + 1)];
        Array.Fill(amounts, 0m);
        foreach (var (day, amount) in rows)
            if (day >= first && day <= last) amounts[day.DayNumber - first.DayNumber] += amount;
        return new(first, amounts);
    }

    /// <summary>The first day.</summary>
    public DateOnly First { get; }

    /// <summary>Days, known or not.</summary>
    public int Count => amounts.Length;

    /// <summary>What a day came to; null when it is not known, and for days before the first and behind the last.</summary>
    /// <param name="day">Any day.</param>
    public decimal? this[DateOnly day] => Offset(day) is var offset && offset >= 0 && offset < amounts.Length ? amounts[offset] : null;

    /// <summary>What others are held against: the amounts, with nothing below zero, as a credit is no usage; NaN where not known.</summary>
    /// <remarks>Binary numbers: statistics need no cent, and nothing overflows.</remarks>
    internal double[] History { get; }

    /// <summary>A day's place; negative before the first day.</summary>
    internal int Offset(DateOnly day) => day.DayNumber - First.DayNumber;
}
