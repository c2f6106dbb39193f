using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Subscriptions that were ordered here and that no source has told of yet.</summary>
/// <remarks>They are looked up by customer, and only of customers of whom a file names a subscription that is not known: to ask the whole tenant whether there are any reads all of its subscriptions on SQLite.</remarks>
static class AwaitingOrders
{
    /// <summary>Those of some customers, the oldest first.</summary>
    public static async Task<List<CspSubscription>> OfAsync(CspGraphDb db, IEnumerable<Guid> customers, CancellationToken cancellation)
    {
        var asked = customers.Distinct().ToArray();
        return asked.Length == 0 ? [] : await db.Subscriptions.Whole().AsNoTracking().Where(row => asked.Contains(row.CustomerId) && row.AwaitsConfirmation)
            .OrderBy(row => row.OrderedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }
}
