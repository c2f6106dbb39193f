using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Tenancy;

/// <summary>By which version of a tenant's data an answer is known.</summary>
public static class DataVersions
{
    /// <summary>Says that what queries can show is changed: the last thing that a transaction does which changes it.</summary>
    public static Task RaiseDataVersionAsync(this CspGraphDb db, CancellationToken cancellation) => db.RaiseDataVersionAsync(events: 0, cancellation);

    internal static async Task RaiseDataVersionAsync(this CspGraphDb db, int events, CancellationToken cancellation)
    {
        var stamp = Guid.NewGuid();
        await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DataVersion, row => row.DataVersion + 1).SetProperty(row => row.DataStamp, stamp)
                .SetProperty(row => row.LastEventNumber, row => row.LastEventNumber + events), cancellation);
    }
}
