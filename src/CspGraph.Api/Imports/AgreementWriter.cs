using CspGraph.Data;
using CspGraph.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Agreements that a file names, by their customer's Entra tenant.</summary>
sealed class AgreementWriter(CspGraphDb db, FactJoin join, EntityIds ids, Ids next, CustomerWriter customers, CancellationToken cancellation)
{
    public async Task WriteAsync(IReadOnlyDictionary<Guid, AgreementFacts> stated)
    {
        foreach (var chunk in stated.Chunk(FactJoin.RowsPerRead))
        {
            var keyOf = chunk.ToDictionary(entry => ids.Customers[entry.Key], entry => entry.Key);
            var customerIds = keyOf.Keys.ToArray();
            var held = await db.CustomerAgreements.Whole().Where(row => customerIds.Contains(row.CustomerId)).Select(row => new { row.CustomerId, row.Id }).ToListAsync(cancellation);
            var known = held.ToDictionary(row => keyOf[row.CustomerId], row => row.Id);
            foreach (var (key, _) in chunk) known.TryAdd(key, next.Next());
            await join.WriteAsync(chunk, known,
                _ => db.CustomerAgreements.Whole().Where(row => customerIds.Contains(row.CustomerId)),
                row => (keyOf[row.CustomerId], row.Id),
                (row, facts) => AgreementFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var customer = ids.Customers[key];
                    var row = new CustomerAgreement { Id = id, CustomerId = customer, ResellerId = customers.ResellerOf[customer], Status = AgreementStatus.Required, FactDates = "" };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }
}
