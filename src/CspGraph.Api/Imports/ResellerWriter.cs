using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Resellers that a file names, and the tree that its statements of parents make together with all earlier ones.</summary>
sealed class ResellerWriter(CspGraphDb db, FactJoin join, EntityIds ids, ResellerTree before, CancellationToken cancellation)
{
    readonly List<ResellerPlacement> placements = [];

    /// <summary>Existing resellers whose place in the tree, at whatever time, is another than before.</summary>
    public HashSet<Guid> Moved { get; private set; } = [];

    public async Task WriteAsync(IReadOnlyDictionary<string, ResellerFacts> stated, IReadOnlyDictionary<string, Fact<string>> parents)
    {
        var added = stated.Keys.Where(key => before.Find(key) is null).ToHashSet();
        if (parents.Count == 0 && added.Count == 0)
        {
            await JoinAsync(stated, history: null);
            return;
        }
        var keys = ids.Resellers.ToDictionary(entry => entry.Value, entry => entry.Key);
        string KeyOf(Guid id) => keys.GetValueOrDefault(id) ?? before.KeyOf(id);
        var undated = await LoadPlacementsAsync();
        var old = new ResellerHistory(placements, KeyOf);
        var (fresh, changed) = Place(parents, KeyOf);
        var history = new ResellerHistory(placements, KeyOf);
        var differing = history.DifferingFrom(old, added.Select(key => ids.Resellers[key]));
        Moved = [.. differing.Where(before.Contains)];

        // A parent is written before its children, and a row that moves after whom it moves under.
        await JoinAsync(stated.Where(entry => added.Contains(entry.Key)).OrderBy(entry => history.DepthOf(ids.Resellers[entry.Key])), history);
        await JoinAsync(stated.Where(entry => !added.Contains(entry.Key)), history);
        await SetPlacesAsync(history);
        await BulkInsert.WriteAsync(db, undated.Concat(fresh), cancellation);
        foreach (var placement in changed)
            await db.ResellerPlacements.Whole().Where(row => row.ResellerId == placement.ResellerId && row.StatedAt == placement.StatedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ParentId, placement.ParentId), cancellation);
        await WritePathsAsync(history, differing);
    }

    /// <summary>All statements of parents there are; a parent that no dated source stated is as old as can be.</summary>
    async Task<List<ResellerPlacement>> LoadPlacementsAsync()
    {
        placements.AddRange(await db.ResellerPlacements.Whole().AsNoTracking().ToListAsync(cancellation));
        var dated = placements.Select(row => row.ResellerId).ToHashSet();
        var undated = before.Parents.Where(row => !dated.Contains(row.Id))
            .Select(row => new ResellerPlacement { ResellerId = row.Id, StatedAt = FactDates.Oldest, ParentId = row.ParentId }).ToList();
        placements.AddRange(undated);
        return undated;
    }

    /// <summary>Adds the file's statements, and returns the rows to be added and to be changed.</summary>
    (List<ResellerPlacement> Fresh, List<ResellerPlacement> Changed) Place(IReadOnlyDictionary<string, Fact<string>> parents, Func<Guid, string> keyOf)
    {
        var (fresh, changed) = (new List<ResellerPlacement>(), new List<ResellerPlacement>());
        var known = placements.ToDictionary(row => (row.ResellerId, row.StatedAt));
        foreach (var (key, parent) in parents)
        {
            var (reseller, above) = (ids.Resellers[key], parent.Value is "" ? (Guid?)null : ids.Resellers[parent.Value]);
            if (!known.TryGetValue((reseller, parent.StatedAt), out var row))
                fresh.Add(new() { ResellerId = reseller, StatedAt = parent.StatedAt, ParentId = above });
            else if (string.CompareOrdinal(parent.Value, row.ParentId is { } other ? keyOf(other) : "") > 0)
            {
                row.ParentId = above;
                changed.Add(row);
            }
        }
        placements.AddRange(fresh);
        return (fresh, changed);
    }

    Task JoinAsync(IEnumerable<KeyValuePair<string, ResellerFacts>> stated, ResellerHistory? history) => join.WriteAsync(stated, ids.Resellers,
        keys => db.Resellers.Whole().Where(row => keys.Contains(row.PlaId!) || keys.Contains(row.Reference!)),
        row => (ResellerKeys.Of(row), row.Id),
        (row, facts) =>
        {
            ResellerFacts.Of(row).Join(facts).WriteTo(row);
            if (history is not null && Moved.Contains(row.Id)) (row.ParentId, row.Depth) = (history.ParentOf(row.Id), history.DepthOf(row.Id));
        },
        (key, facts, id) =>
        {
            var isPlaId = ResellerKeys.IsPlaId(key);
            var row = new Reseller
            {
                Id = id,
                // Its name is for other sources to state.
                Name = isPlaId ? $"PLA {key}" : key,
                PlaId = isPlaId ? key : null,
                Reference = isPlaId ? null : key,
                Status = ResellerStatus.Unknown,
                ParentId = history!.ParentOf(id),
                Depth = history.DepthOf(id),
                FactDates = "",
            };
            facts.WriteTo(row);
            return row;
        });

    /// <summary>Whoever is under a moved reseller is now at another depth.</summary>
    async Task SetPlacesAsync(ResellerHistory history)
    {
        foreach (var chunk in Moved.Chunk(FactJoin.RowsPerRead))
        {
            foreach (var row in await db.Resellers.Whole().Where(row => chunk.Contains(row.Id)).ToListAsync(cancellation))
                (row.ParentId, row.Depth) = (history.ParentOf(row.Id), history.DepthOf(row.Id));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    async Task WritePathsAsync(ResellerHistory history, HashSet<Guid> differing)
    {
        foreach (var chunk in differing.Where(before.Contains).Chunk(FactJoin.RowsPerRead))
            await db.ResellerClosure.Whole().Where(path => chunk.Contains(path.DescendantId)).ExecuteDeleteAsync(cancellation);
        await BulkInsert.WriteAsync(db, differing.SelectMany(history.PathsOf), cancellation);
    }
}
