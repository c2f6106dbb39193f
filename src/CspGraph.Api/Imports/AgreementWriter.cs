using CspGraph.Data;
using CspGraph.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Agreements that a file names, by their customer's Entra tenant. The customers are written before.</summary>
sealed class AgreementWriter(CspGraphDb db, FactJoin join, CancellationToken cancellation)
{
    public async Task WriteAsync(Stated<Guid, AgreementFacts> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var keys = batch.Select(entry => entry.Key).ToArray();
            var customers = await db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId))
                .Select(row => new { row.EntraTenantId, row.Id, row.ResellerId }).ToDictionaryAsync(row => row.EntraTenantId, cancellation);
            var keyOf = customers.Values.ToDictionary(row => row.Id, row => row.EntraTenantId);
            var customerIds = keyOf.Keys.ToArray();
            var rows = await db.CustomerAgreements.Whole().AsNoTracking().Where(row => customerIds.Contains(row.CustomerId)).ToListAsync(cancellation);
            await join.WriteAsync(batch, rows, row => keyOf[row.CustomerId],
                (row, facts) => AgreementFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new CustomerAgreement { Id = id, CustomerId = customers[key].Id, ResellerId = customers[key].ResellerId, Status = AgreementStatus.Required, FactDates = "" };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }
}
