using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Subscriptions that were ordered here and that no source has told of yet.</summary>
/// <remarks>Whose they are is asked once for an import, so that a file costs no more where nothing awaits it.</remarks>
sealed class AwaitingOrders(CspGraphDb db, CancellationToken cancellation)
{
    HashSet<Guid>? waiting;

    /// <summary>Those of some customers, the oldest first.</summary>
    public async Task<List<CspSubscription>> OfAsync(IEnumerable<Guid> customers)
    {
        waiting ??= [.. await db.Subscriptions.Whole().Where(row => row.AwaitsConfirmation).Select(row => row.CustomerId).Distinct().ToListAsync(cancellation)];
        var asked = customers.Where(waiting.Contains).Distinct().ToArray();
        return asked.Length == 0 ? [] : await db.Subscriptions.Whole().AsNoTracking().Where(row => asked.Contains(row.CustomerId) && row.AwaitsConfirmation)
            .OrderBy(row => row.OrderedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }
}
