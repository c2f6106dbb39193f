using CspGraph.Data;
using CspGraph.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Customers that a file names, by Entra tenant.</summary>
sealed class CustomerWriter(CspGraphDb db, FactJoin join, EntityIds ids, ResellerTree before, ResellerTree tree, CancellationToken cancellation)
{
    /// <summary>Who holds each customer that was met.</summary>
    public Dictionary<Guid, Guid?> ResellerOf { get; } = [];

    /// <summary>Customers that another reseller holds than before, or whose reseller buys under another PLA ID.</summary>
    public HashSet<Guid> Moved { get; } = [];

    public Task WriteAsync(IReadOnlyDictionary<Guid, CustomerFacts> stated) => join.WriteAsync(stated, ids.Customers,
        keys => db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId)),
        row => (row.EntraTenantId, row.Id),
        (row, facts) => Write(row, FactsOf(row).Join(facts)),
        (entraTenantId, facts, id) =>
        {
            var row = new Customer { Id = id, EntraTenantId = entraTenantId, Name = $"Customer {entraTenantId}" };
            Write(row, facts);
            return row;
        });

    /// <summary>A reseller without a PLA ID that moved buys under another one's now: what its customers' invoices say is weighed anew.</summary>
    public async Task FollowMovedResellersAsync(IEnumerable<Guid> moved)
    {
        foreach (var resellers in moved.Where(id => before.PlaIdOf(id) != tree.PlaIdOf(id)).Chunk(FactJoin.RowsPerRead))
        {
            foreach (var row in await db.Customers.Whole().Where(row => resellers.Contains(row.ResellerId!.Value)
                || resellers.Contains(row.StatedResellerId!.Value) || resellers.Contains(row.UndatedResellerId!.Value)).ToListAsync(cancellation))
            {
                if (row.FactDates is not null) Write(row, FactsOf(row));
                ResellerOf[row.Id] = row.ResellerId;
                Moved.Add(row.Id);
            }
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>By the tree before the file: so that what it says of a row which keeps no PLA ID of its own is what was said.</summary>
    CustomerFacts FactsOf(Customer row) => CustomerFacts.Of(row,
        row.ResellerId is { } reseller && before.Contains(reseller) ? before.PlaIdOf(reseller) : null, row.StatedResellerId is { } stated ? tree.KeyOf(stated) : null);

    void Write(Customer row, CustomerFacts facts)
    {
        if (row.FactDates is null) row.UndatedResellerId = row.ResellerId;
        if (facts.Holder is { } holder) row.StatedResellerId = tree.Find(holder.Value);
        var reseller = HolderOf(facts, facts.Holder is null ? row.UndatedResellerId : row.StatedResellerId);
        if (reseller != row.ResellerId) Moved.Add(row.Id);
        row.ResellerId = reseller;
        ResellerOf[row.Id] = reseller;
        facts.WriteTo(row);
    }

    /// <summary>A source that names the holder says more than an invoice under the same PLA ID; where the two differ, the newer holds.</summary>
    Guid? HolderOf(CustomerFacts facts, Guid? holder) =>
        facts.ResellerPlaId is not { } plaId || facts.Holder is { } named && named.StatedAt >= plaId.StatedAt ? holder : tree.Seller(plaId.Value, holder);
}
