using CspGraph.Data;
using CspGraph.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Customers that a file names, by Entra tenant.</summary>
sealed class CustomerWriter(CspGraphDb db, FactJoin join, bool areInvoices, ResellerTree before, ResellerTree tree, CancellationToken cancellation)
{
    const int ResellersPerRead = 200;
    static readonly Elsewhere<CustomerFacts> Beside = new((one, other) => one.Join(other));

    /// <summary>Customers that another reseller holds than before, or whose reseller buys under another PLA ID.</summary>
    public HashSet<Guid> Moved { get; } = [];

    public async Task WriteAsync(Stated<Guid, CustomerFacts> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var keys = batch.Select(entry => entry.Key).ToArray();
            var rows = await db.Customers.Whole().AsNoTracking().Where(row => keys.Contains(row.EntraTenantId)).ToListAsync(cancellation);
            await join.WriteAsync(batch, rows, row => row.EntraTenantId,
                (row, facts) =>
                {
                    var (held, known) = (row.ResellerId, FactsOf(row));
                    row.StatedElsewhere = Beside.TextWith(row.StatedElsewhere, row.FactDates, known, areInvoices ? null : facts);
                    Write(row, known.Join(facts));
                    if (row.ResellerId != held) Moved.Add(row.Id);
                },
                (entraTenantId, facts, id) =>
                {
                    var row = new Customer { Id = id, EntraTenantId = entraTenantId, Name = $"Customer {entraTenantId}", FactDates = "", StatedElsewhere = areInvoices ? null : Elsewhere<CustomerFacts>.All };
                    Write(row, facts);
                    return row;
                });
        }
    }

    /// <summary>Takes back what only superseded lines have stated. Returns the customers of which nothing is stated any more.</summary>
    public async Task<IReadOnlyCollection<Guid>> WithdrawAsync(SupersededLines superseded)
    {
        var unstated = new List<Guid>();
        await foreach (var batch in superseded.CustomersAsync())
        {
            var withdrawals = batch.ToDictionary(withdrawal => withdrawal.Key);
            var keys = withdrawals.Keys.ToArray();
            var update = new BulkUpdate<Customer>(db);
            foreach (var row in await db.Customers.Whole().AsNoTracking().Where(row => keys.Contains(row.EntraTenantId)).ToListAsync(cancellation))
            {
                var held = row.ResellerId;
                update.Watch(row);
                var (elsewhere, remaining) = (Elsewhere<CustomerFacts>.Of(row.StatedElsewhere, row.FactDates, FactsOf(row)), withdrawals[row.EntraTenantId].Remaining);
                var facts = Beside.Join(elsewhere, remaining);
                row.StatedElsewhere = Elsewhere<CustomerFacts>.TextWithout(elsewhere, remaining);
                (facts ?? CustomerFacts.None).Clear(row);
                Write(row, facts ?? CustomerFacts.None);
                if (row.ResellerId != held) Moved.Add(row.Id);
                if (facts is null) unstated.Add(row.Id);
            }
            await update.WriteAsync(cancellation);
        }
        return unstated;
    }

    /// <summary>A reseller without a PLA ID that moved buys under another one's now: what its customers' invoices say is weighed anew.</summary>
    public async Task FollowAsync(IEnumerable<Guid> resellers)
    {
        foreach (var chunk in resellers.Where(id => before.PlaIdOf(id) != tree.PlaIdOf(id)).Chunk(ResellersPerRead))
        {
            var update = new BulkUpdate<Customer>(db);
            foreach (var row in await db.Customers.Whole().AsNoTracking().Where(row => chunk.Contains(row.ResellerId!.Value)
                || chunk.Contains(row.StatedResellerId!.Value) || chunk.Contains(row.UndatedResellerId!.Value)).ToListAsync(cancellation))
            {
                update.Watch(row);
                if (row.FactDates is not null) Write(row, FactsOf(row));
                Moved.Add(row.Id);
            }
            await update.WriteAsync(cancellation);
        }
    }

    /// <summary>A row of an older version keeps no PLA ID of its own: it is that of the reseller that holds it, as the tree was.</summary>
    CustomerFacts FactsOf(Customer row) => CustomerFacts.Of(row,
        row.ResellerId is { } holder && before.Contains(holder) ? before.PlaIdOf(holder) : null, row.StatedResellerId is { } stated ? tree.KeyOf(stated) : null);

    void Write(Customer row, CustomerFacts facts)
    {
        if (row.FactDates is null) row.UndatedResellerId = row.ResellerId;
        if (facts.Holder is { } holder) row.StatedResellerId = tree.Find(holder.Value);
        row.ResellerId = HolderOf(facts, facts.Holder is null ? row.UndatedResellerId : row.StatedResellerId);
        facts.WriteTo(row);
    }

    /// <summary>A source that names the holder says more than an invoice under the same PLA ID; where the two differ, the newer holds.</summary>
    Guid? HolderOf(CustomerFacts facts, Guid? holder) =>
        facts.ResellerPlaId is not { } plaId || facts.Holder is { } named && named.StatedAt >= plaId.StatedAt ? holder : tree.Seller(plaId.Value, holder);
}
