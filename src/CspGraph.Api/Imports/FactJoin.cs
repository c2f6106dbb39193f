using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Imports;

/// <summary>Joins rows with what is stated of them, and adds those that are missing.</summary>
sealed class FactJoin(CspGraphDb db, Ids ids, CancellationToken cancellation)
{
    /// <summary>Columns that say of when a row is, or how it was, not what it is.</summary>
    static readonly string[] Bookkeeping = [nameof(CspSubscription.FactDates), nameof(CspSubscription.AsOf), nameof(Customer.UndatedResellerId), nameof(Customer.StatedResellerId), nameof(Customer.BoughtUnderPlaId),
        nameof(Customer.StatedElsewhere), nameof(CspSubscription.IsDisputed), nameof(CspSubscription.TermKnownAt)];

    public int Created { get; private set; }
    public int Updated { get; private set; }

    /// <param name="stated">A few things, each once.</param>
    /// <param name="rows">Those of them that are there, read untracked.</param>
    /// <param name="keyOf">The thing that a row is of.</param>
    /// <param name="join">Makes a row say what holds.</param>
    /// <param name="create">A row for what is not there, with its new id.</param>
    /// <returns>The rows that were added, and those of which more than the bookkeeping was changed.</returns>
    public async Task<Joined<TRow>> WriteAsync<TKey, TFacts, TRow>(
        IEnumerable<KeyValuePair<TKey, TFacts>> stated, IEnumerable<TRow> rows, Func<TRow, TKey> keyOf, Action<TRow, TFacts> join, Func<TKey, TFacts, Guid, TRow> create)
        where TKey : notnull where TRow : class, ITenantOwned
    {
        var held = rows.ToDictionary(keyOf);
        var update = new BulkUpdate<TRow>(db);
        var added = new List<TRow>();
        foreach (var (key, facts) in stated)
        {
            if (held.TryGetValue(key, out var row))
            {
                update.Watch(row);
                join(row, facts);
            }
            else
            {
                added.Add(create(key, facts, ids.Next()));
            }
        }
        var changed = await update.WriteAsync(cancellation, Bookkeeping);
        Updated += changed.Count;
        Created += (int)await BulkInsert.WriteAsync(db, added, cancellation);
        return new(added, changed);
    }
}

/// <summary>What became of rows that were joined with what is stated of them.</summary>
readonly record struct Joined<TRow>(IReadOnlyList<TRow> Added, IReadOnlyList<TRow> Changed);
