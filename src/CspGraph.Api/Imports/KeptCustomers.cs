using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Leaves customers with who holds them when resellers come to buy under another PLA ID by a change of ours, not of a file's.</summary>
/// <remarks>What invoices have stated before would otherwise be weighed anew at the next file that names the customer, and give it to the owner of the old PLA ID. So the change states the holder; a newer invoice may state another.</remarks>
static class KeptCustomers
{
    const int ResellersPerRead = 200;
    static readonly Elsewhere<CustomerFacts> Beside = new((one, other) => one.Join(other));

    /// <param name="db">Within a transaction.</param>
    /// <param name="resellers">The resellers, by key.</param>
    /// <param name="plaId">Under which PLA ID they bought before; null for none.</param>
    /// <param name="now">When that changes (UTC).</param>
    /// <param name="cancellation">Stops the writing.</param>
    public static async Task KeepAsync(CspGraphDb db, IReadOnlyDictionary<Guid, string> resellers, string? plaId, DateTime now, CancellationToken cancellation)
    {
        foreach (var chunk in resellers.Keys.Chunk(ResellersPerRead))
        {
            var rows = await db.Customers.Whole().AsNoTracking().Where(row => chunk.Contains(row.ResellerId!.Value)
                || chunk.Contains(row.StatedResellerId!.Value) || chunk.Contains(row.UndatedResellerId!.Value)).ToListAsync(cancellation);
            var others = rows.Select(row => row.ResellerId).OfType<Guid>().Where(id => !resellers.ContainsKey(id)).Distinct().ToArray();
            var keys = others.Length == 0 ? [] : await db.Resellers.Whole().AsNoTracking().Where(row => others.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ResellerKeys.Of, cancellation);
            var update = new BulkUpdate<Customer>(db);
            foreach (var row in rows)
            {
                if (row.ResellerId is not { } holder || Weighed(row) is not { } weighed || !resellers.TryGetValue(weighed, out var named)) continue;
                update.Watch(row);
                Keep(row, resellers.GetValueOrDefault(holder) ?? keys[holder], CustomerFacts.Of(row, resellers.ContainsKey(holder) ? plaId : keys[holder], named), now);
            }
            await update.WriteAsync(cancellation);
        }
    }

    /// <summary>The reseller whose PLA ID is compared with that of invoices.</summary>
    static Guid? Weighed(Customer row) => row.FactDates is null ? row.ResellerId : FactDates.Parse(row.FactDates, FactDates.Oldest).Of('H', "") is null ? row.UndatedResellerId : row.StatedResellerId;

    static void Keep(Customer row, string holder, CustomerFacts known, DateTime now)
    {
        var stated = new[] { now, known.ResellerPlaId?.StatedAt ?? now, known.Holder?.StatedAt.AddMilliseconds(1) ?? now }.Max();
        var kept = CustomerFacts.None with { Holder = new(holder, stated) };
        row.StatedElsewhere = Beside.TextWith(row.StatedElsewhere, row.FactDates, known, kept);
        if (row.FactDates is null) row.UndatedResellerId = row.ResellerId;
        row.StatedResellerId = row.ResellerId;
        known.Join(kept).WriteTo(row);
    }
}
