using CspGraph.Data;
using CspGraph.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Customers that a file names, by Entra tenant.</summary>
sealed class CustomerWriter(CspGraphDb db, FactJoin join, ResellerTree tree, CancellationToken cancellation)
{
    /// <summary>Customers that another reseller holds than before.</summary>
    public List<Guid> Moved { get; } = [];

    public async Task WriteAsync(Stated<Guid, CustomerFacts> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var keys = batch.Select(entry => entry.Key).ToArray();
            var rows = await db.Customers.Whole().AsNoTracking().Where(row => keys.Contains(row.EntraTenantId)).ToListAsync(cancellation);
            await join.WriteAsync(batch, rows, row => row.EntraTenantId,
                (row, facts) =>
                {
                    var before = row.ResellerId;
                    Write(row, CustomerFacts.Of(row, tree.PlaIdOf(row.ResellerId)).Join(facts));
                    if (row.ResellerId != before) Moved.Add(row.Id);
                },
                (entraTenantId, facts, id) =>
                {
                    var row = new Customer { Id = id, EntraTenantId = entraTenantId, Name = $"Customer {entraTenantId}" };
                    Write(row, facts);
                    return row;
                });
        }
    }

    void Write(Customer row, CustomerFacts facts)
    {
        if (row.FactDates is null) row.UndatedResellerId = row.ResellerId;
        row.ResellerId = tree.Seller(facts.ResellerPlaId?.Value, row.UndatedResellerId);
        facts.WriteTo(row);
    }
}
