using CspGraph.Data;
using CspGraph.Domain.Resellers;

namespace CspGraph.Api.Imports;

/// <summary>Resellers that a file names, by PLA ID.</summary>
sealed class ResellerWriter(CspGraphDb db, FactJoin join, EntityIds ids, CancellationToken cancellation)
{
    public async Task WriteAsync(Dictionary<string, DateOnly?> stated)
    {
        var added = new List<Reseller>();
        await join.WriteAsync(stated, ids.Resellers,
            keys => db.Resellers.Whole().Where(row => keys.Contains(row.PlaId!)),
            row => (row.PlaId!, row.Id),
            (row, soldOn) => row.OnboardedOn = row.OnboardedOn < soldOn || soldOn is null ? row.OnboardedOn : soldOn,
            (plaId, soldOn, id) =>
            {
                added.Add(new()
                {
                    Id = id,
                    // Its name and whom it is under are for other sources to state: until then directly under the distributor.
                    Name = $"PLA {plaId}",
                    PlaId = plaId,
                    Status = ResellerStatus.Unknown,
                    OnboardedOn = soldOn,
                    FactDates = "",
                });
                return added[^1];
            });
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
