using CspGraph.Api.Imports;
using CspGraph.Data;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>How far usage in one currency is known, and by which statements.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Holding">The statements that count.</param>
/// <param name="ClosedThrough">The last day that is compared: usage of a later day was seen, or this one for 36 hours.</param>
/// <param name="ClosesAt">When the day behind it is (UTC), if nothing more comes; null where no day waits.</param>
sealed record UsageCoverage(string Currency, IReadOnlyList<CoveringStatement> Holding, DateOnly ClosedThrough, DateTime? ClosesAt)
{
    /// <summary>Usage comes up to 24 hours late, and may stall at the end of a month (Microsoft states no more).</summary>
    static readonly TimeSpan SeenLongEnough = TimeSpan.FromHours(36);

    /// <summary>When the newest statement of a day was made (UTC).</summary>
    public DateTime AsOf(DateOnly day) => Holding.Where(statement => statement.First <= day && statement.Last >= day).Select(statement => statement.IssuedAt).DefaultIfEmpty(Holding.Max(statement => statement.IssuedAt)).Max();

    /// <summary>The first day that any statement covers.</summary>
    public DateOnly First => Holding.Min(statement => statement.First);

    /// <summary>Whether a statement covers each day up to the last that is compared: what is not there then was not used, else it is not known.</summary>
    public bool[] CoveredFrom(DateOnly first) =>
        [.. Enumerable.Range(first.DayNumber, ClosedThrough.DayNumber - first.DayNumber + 1).Select(DateOnly.FromDayNumber).Select(day => Holding.Any(statement => statement.First <= day && statement.Last >= day))];

    /// <param name="db">Where statements are.</param>
    /// <param name="from">Those that reach this day.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<UsageCoverage>> ReadAsync(CspGraphDb db, DateOnly from, DateTime now, CancellationToken cancellation)
    {
        var statements = await db.UsageStatements.Whole().Where(row => row.LastUsageOn >= @from)
            .Select(row => new CoveringStatement(row.Id, row.Currency, row.Month, row.Holds, row.FirstUsageOn, row.LastUsageOn, row.ImportedAt, row.IssuedAt)).ToListAsync(cancellation);
        return [.. statements.GroupBy(statement => statement.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Where(currency => currency.Any(statement => statement.Holds)).Select(currency => Of(currency.Key, [.. currency], now))];
    }

    static UsageCoverage Of(string currency, IReadOnlyList<CoveringStatement> statements, DateTime now)
    {
        var last = statements.Max(statement => statement.Last);
        var closesAt = statements.Where(statement => statement.Last == last).Min(statement => statement.ImportedAt) + SeenLongEnough;
        return new(currency, [.. statements.Where(statement => statement.Holds)], closesAt <= now ? last : last.AddDays(-1), closesAt <= now ? null : closesAt);
    }
}

/// <summary>A statement of usage, as far as it says what is covered.</summary>
sealed record CoveringStatement(Guid Id, string Currency, DateOnly Month, bool Holds, DateOnly First, DateOnly Last, DateTime ImportedAt, DateTime IssuedAt);
