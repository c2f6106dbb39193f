using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Names of Azure subscriptions that a file states, by customer.</summary>
sealed class EntitlementWriter(CspGraphDb db, CancellationToken cancellation)
{
    public async Task WriteAsync(Stated<EntitlementKey, Fact<string>> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var customers = batch.Select(entry => entry.Key.MicrosoftCustomerId).Distinct().ToArray();
            var entitlements = batch.Select(entry => entry.Key.EntitlementId).ToArray();
            var rows = await db.UsageEntitlements.Whole().AsNoTracking()
                .Where(row => customers.Contains(row.MicrosoftCustomerId) && entitlements.Contains(row.EntitlementId))
                .ToDictionaryAsync(row => new EntitlementKey(row.MicrosoftCustomerId, row.EntitlementId), cancellation);
            var update = new BulkUpdate<UsageEntitlement>(db);
            foreach (var (key, name) in batch)
            {
                if (!rows.TryGetValue(key, out var row)) continue;
                update.Watch(row);
                row.Join(name);
            }
            await update.WriteAsync(cancellation);
            await BulkInsert.WriteAsync(db, batch.Where(entry => !rows.ContainsKey(entry.Key)).Select(entry => new UsageEntitlement
            {
                MicrosoftCustomerId = entry.Key.MicrosoftCustomerId,
                EntitlementId = entry.Key.EntitlementId,
                Name = entry.Value.Value,
                NameStatedAt = entry.Value.StatedAt,
            }), cancellation);
        }
    }
}
