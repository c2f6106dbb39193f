using CspGraph.Api.Host;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Events;

/// <summary>How long events are kept.</summary>
/// <param name="Days">Whole days since they were recorded.</param>
sealed record EventExpiry(int Days)
{
    /// <summary>So that who tells of something waits only shortly.</summary>
    const int NumbersPerDelete = 10_000;

    public static EventExpiry Read(IConfiguration configuration) => new((int)ServerSettings.PositiveNumber(configuration, "Events:RetentionDays", otherwise: 90, most: 3_650));

    /// <summary>Takes away what has expired of the log of the viewer's tenant: its beginning, up to the first event that has not.</summary>
    /// <remarks>The newest of those that have expired is left: whoever has seen it has missed nothing of what is there.</remarks>
    /// <param name="database">Where it is.</param>
    /// <param name="viewer">Whose log: somebody who sees the whole tenant.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    public async Task ApplyAsync(Database database, Viewer viewer, DateTime now, CancellationToken cancellation)
    {
        await using var db = database.Open(viewer);
        var (events, since) = (db.Events.Whole(), now.AddDays(-Days));
        // By number: what is recorded by another clock may be younger than what comes behind it.
        var kept = await events.Where(row => row.RecordedAt >= since).OrderBy(row => row.Number).Select(row => (long?)row.Number).FirstOrDefaultAsync(cancellation) - 1
            ?? await events.MaxAsync(row => (long?)row.Number, cancellation);
        // What became of an event at each webhook goes with it.
        var atOnce = NumbersPerDelete / (1 + await db.Webhooks.Whole().CountAsync(cancellation));
        while (await events.MinAsync(row => (long?)row.Number, cancellation) is { } first && first < kept)
        {
            var next = Math.Min(first + Math.Max(1, atOnce), kept.Value);
            await events.Where(row => row.Number < next).ExecuteDeleteAsync(cancellation);
        }
    }
}
