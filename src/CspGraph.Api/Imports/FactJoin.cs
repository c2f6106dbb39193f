using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Reads the rows that are named, joins each with what is stated of it, and adds those that are missing.</summary>
sealed class FactJoin(CspGraphDb db, CancellationToken cancellation)
{
    public const int RowsPerRead = 1_000;

    public int Created { get; private set; }
    public int Updated { get; private set; }

    public async Task WriteAsync<TKey, TFacts, TRow>(
        IEnumerable<KeyValuePair<TKey, TFacts>> stated, Dictionary<TKey, Guid> known, Func<TKey[], IQueryable<TRow>> read,
        Func<TRow, (TKey Key, Guid Id)> keyOf, Action<TRow, TFacts> join, Func<TKey, TFacts, Guid, TRow> create)
        where TKey : notnull where TRow : class, ITenantOwned
    {
        foreach (var chunk in stated.Chunk(RowsPerRead))
        {
            var rows = (await read([.. chunk.Select(entry => entry.Key)]).ToListAsync(cancellation)).ToDictionary(row => keyOf(row).Key);
            var added = new List<TRow>();
            foreach (var (key, facts) in chunk)
            {
                if (!rows.TryGetValue(key, out var row)) added.Add(create(key, facts, known[key]));
                else if (keyOf(row).Id == known[key]) join(row, facts);
                else throw new ImportConflictException();
            }
            Updated += db.ChangeTracker.Entries<TRow>().Count(entry => entry.Properties.Any(property => property.IsModified
                && property.Metadata.Name is not (nameof(CspSubscription.FactDates) or nameof(CspSubscription.AsOf) or nameof(Customer.UndatedResellerId) or nameof(Customer.StatedResellerId) or nameof(Customer.BoughtUnderPlaId))));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
            Created += (int)await BulkInsert.WriteAsync(db, added, cancellation);
        }
    }
}

/// <summary>Another import has changed the same rows since this one looked.</summary>
sealed class ImportConflictException() : Exception("Another import has changed the same rows meanwhile: import the file again.");
