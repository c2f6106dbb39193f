using CspGraph.Data;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Resellers that a file names, by PLA ID.</summary>
sealed class ResellerWriter(CspGraphDb db, FactJoin join, CancellationToken cancellation)
{
    public async Task WriteAsync(Stated<string, DateOnly?> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var keys = batch.Select(entry => entry.Key).ToArray();
            var rows = await db.Resellers.Whole().AsNoTracking().Where(row => keys.Contains(row.PlaId!)).ToListAsync(cancellation);
            var added = await join.WriteAsync(batch, rows, row => row.PlaId!,
                (row, soldOn) => row.OnboardedOn = row.OnboardedOn < soldOn || soldOn is null ? row.OnboardedOn : soldOn, Create);
            // Since ever: the day of the import would make the tree of an earlier day depend on the order of the files.
            await BulkInsert.WriteAsync(db, added.Select(row => new ResellerClosure
            {
                AncestorId = row.Id,
                DescendantId = row.Id,
                Depth = 0,
                ValidFrom = DateTime.UnixEpoch,
            }), cancellation);
        }
    }

    static Reseller Create(string plaId, DateOnly? soldOn, Guid id) => new()
    {
        Id = id,
        // Its name and whom it is under are for other sources to state: until then directly under the distributor.
        Name = $"PLA {plaId}",
        PlaId = plaId,
        Status = ResellerStatus.Unknown,
        OnboardedOn = soldOn,
        FactDates = "",
    };
}
