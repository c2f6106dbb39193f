using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Subscriptions that were ordered here and that no source has told of yet. An import that finds none asks once.</summary>
sealed class AwaitingOrders(CspGraphDb db, CancellationToken cancellation)
{
    bool? areThere;

    /// <summary>Those of some customers, the oldest first.</summary>
    public async Task<List<CspSubscription>> OfAsync(IEnumerable<Guid> customers)
    {
        var asked = customers.Distinct().ToArray();
        if (asked.Length == 0 || !(areThere ??= await Rows().AnyAsync(cancellation))) return [];
        return await Rows().Where(row => asked.Contains(row.CustomerId)).OrderBy(row => row.OrderedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    // In words of its own, for SQLite finds the index of these rows only by the very words of its condition.
    IQueryable<CspSubscription> Rows() =>
        db.Subscriptions.FromSql($"SELECT * FROM Subscriptions WHERE AwaitsConfirmation = 1").IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking();
}
