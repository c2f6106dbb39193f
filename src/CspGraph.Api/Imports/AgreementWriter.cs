using CspGraph.Data;
using CspGraph.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Agreements that a file names, by their customer's Entra tenant. The customers are written before.</summary>
sealed class AgreementWriter(CspGraphDb db, FactJoin join, Ids ids, CancellationToken cancellation)
{
    public async Task WriteAsync(IReadOnlyDictionary<Guid, AgreementFacts> stated)
    {
        foreach (var chunk in stated.Chunk(FactJoin.RowsPerRead))
        {
            var keys = chunk.Select(entry => entry.Key).ToArray();
            var customers = await db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId)).Select(row => new { row.EntraTenantId, row.Id, row.ResellerId }).ToListAsync(cancellation);
            var customerOf = customers.ToDictionary(row => row.EntraTenantId);
            var keyOf = customers.ToDictionary(row => row.Id, row => row.EntraTenantId);
            var customerIds = keyOf.Keys.ToArray();
            var held = await db.CustomerAgreements.Whole().Where(row => customerIds.Contains(row.CustomerId)).Select(row => new { row.CustomerId, row.Id }).ToListAsync(cancellation);
            var known = held.ToDictionary(row => keyOf[row.CustomerId], row => row.Id);
            foreach (var key in keys) known.TryAdd(key, ids.Next());
            await join.WriteAsync(chunk, known,
                _ => db.CustomerAgreements.Whole().Where(row => customerIds.Contains(row.CustomerId)),
                row => (keyOf[row.CustomerId], row.Id),
                (row, facts) => AgreementFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new CustomerAgreement { Id = id, CustomerId = customerOf[key].Id, ResellerId = customerOf[key].ResellerId, Status = AgreementStatus.Required, FactDates = "" };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }
}
