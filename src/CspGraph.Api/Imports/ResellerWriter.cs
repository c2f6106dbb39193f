using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Resellers that a file names, and the tree that its statements of parents make together with all earlier ones.</summary>
sealed class ResellerWriter(CspGraphDb db, FactJoin join, Ids ids, ResellerTree before, CancellationToken cancellation)
{
    readonly List<ResellerPlacement> placements = [];

    /// <summary>Existing resellers whose place in the tree, at whatever time, is another than before.</summary>
    public HashSet<Guid> Moved { get; private set; } = [];

    public Task WriteAsync(Stated<string, ResellerFacts> stated, IReadOnlyDictionary<string, Fact<string>> parents) =>
        parents.Count == 0 ? WriteAsync(stated) : WriteTreeAsync(stated, parents);

    /// <summary>A file that states no parents moves nobody: who is new is directly under the distributor.</summary>
    async Task WriteAsync(Stated<string, ResellerFacts> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            var (added, _) = await JoinAsync(batch, _ => { }, (key, id) => Create(key, id));
            // Since ever: the day of the import would make the tree of an earlier day depend on the order of the files.
            await BulkInsert.WriteAsync(db, added.Select(row =>
                new ResellerClosure { AncestorId = row.Id, DescendantId = row.Id, Depth = 0, ValidFrom = ResellerHistory.Ever }), cancellation);
        }
    }

    async Task WriteTreeAsync(Stated<string, ResellerFacts> stated, IReadOnlyDictionary<string, Fact<string>> parents)
    {
        var all = new List<KeyValuePair<string, ResellerFacts>>();
        await foreach (var batch in stated.ReadAsync(db, cancellation)) all.AddRange(batch);
        var added = all.Where(entry => before.Find(entry.Key) is null).ToDictionary(entry => entry.Key, _ => ids.Next());
        var addedKeys = added.ToDictionary(entry => entry.Value, entry => entry.Key);
        Guid IdOf(string key) => added.TryGetValue(key, out var id) ? id : before.Find(key)!.Value;
        string KeyOf(Guid id) => addedKeys.GetValueOrDefault(id) ?? before.KeyOf(id);

        var undated = await LoadPlacementsAsync();
        var old = new ResellerHistory(placements, KeyOf);
        var (fresh, changed) = Place(parents, IdOf, KeyOf);
        var history = new ResellerHistory(placements, KeyOf);
        // Paths from before the first statement may be missing or dated otherwise: from then on all follow from the statements.
        var differing = history.DifferingFrom(old, placements.Count == undated.Count + fresh.Count ? before.Ids.Concat(added.Values) : added.Values);
        Moved = [.. differing.Where(before.Contains)];

        void SetPlace(Reseller row) => (row.ParentId, row.Depth) = (history.ParentOf(row.Id), history.DepthOf(row.Id));
        // A parent is written before its children, and a row that moves after whom it moves under.
        foreach (var batch in all.Where(entry => added.ContainsKey(entry.Key)).OrderBy(entry => history.DepthOf(added[entry.Key])).Chunk(Batch))
            await JoinAsync(batch, _ => { }, (key, _) =>
            {
                var row = Create(key, added[key]);
                SetPlace(row);
                return row;
            });
        foreach (var batch in all.Where(entry => !added.ContainsKey(entry.Key)).Chunk(Batch))
            await JoinAsync(batch, row =>
            {
                if (Moved.Contains(row.Id)) SetPlace(row);
            }, (key, id) => Create(key, id));
        await UpdateAsync(SetPlace);
        await BulkInsert.WriteAsync(db, undated.Concat(fresh), cancellation);
        foreach (var placement in changed)
            await db.ResellerPlacements.Whole().Where(row => row.ResellerId == placement.ResellerId && row.StatedAt == placement.StatedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ParentId, placement.ParentId), cancellation);
        await WritePathsAsync(history, differing);
    }

    const int Batch = 1_000;

    /// <summary>All statements of parents there are. A parent that no dated source stated is as old as can be; these are returned, to be kept.</summary>
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
    (List<ResellerPlacement> Fresh, List<ResellerPlacement> Changed) Place(IReadOnlyDictionary<string, Fact<string>> parents, Func<string, Guid> idOf, Func<Guid, string> keyOf)
    {
        var (fresh, changed) = (new List<ResellerPlacement>(), new List<ResellerPlacement>());
        var known = placements.ToDictionary(row => (row.ResellerId, row.StatedAt));
        foreach (var (key, parent) in parents)
        {
            var (reseller, above) = (idOf(key), parent.Value is "" ? (Guid?)null : idOf(parent.Value));
            if (!known.TryGetValue((reseller, parent.StatedAt), out var row))
                fresh.Add(new() { ResellerId = reseller, StatedAt = parent.StatedAt, ParentId = above });
            else if (string.CompareOrdinal(parent.Value, row.ParentId is { } other ? keyOf(other) : "") > 0)
                changed.Add(new() { ResellerId = reseller, StatedAt = parent.StatedAt, ParentId = above });
        }
        var replaced = changed.Select(row => (row.ResellerId, row.StatedAt)).ToHashSet();
        placements.RemoveAll(row => replaced.Contains((row.ResellerId, row.StatedAt)));
        placements.AddRange(fresh.Concat(changed));
        return (fresh, changed);
    }

    async Task<Joined<Reseller>> JoinAsync(KeyValuePair<string, ResellerFacts>[] batch, Action<Reseller> place, Func<string, Guid, Reseller> create)
    {
        var keys = batch.Select(entry => entry.Key).ToArray();
        var rows = await db.Resellers.Whole().AsNoTracking().Where(row => keys.Contains(row.PlaId!) || keys.Contains(row.Reference!)).ToListAsync(cancellation);
        return await join.WriteAsync(batch, rows, ResellerKeys.Of,
            (row, facts) =>
            {
                ResellerFacts.Of(row).Join(facts).WriteTo(row);
                place(row);
            },
            (key, facts, id) =>
            {
                var row = create(key, id);
                facts.WriteTo(row);
                return row;
            });
    }

    /// <summary>Its name is for other sources to state.</summary>
    static Reseller Create(string key, Guid id)
    {
        var isPlaId = ResellerKeys.IsPlaId(key);
        return new()
        {
            Id = id,
            Name = isPlaId ? $"PLA {key}" : key,
            PlaId = isPlaId ? key : null,
            Reference = isPlaId ? null : key,
            Status = ResellerStatus.Unknown,
            FactDates = "",
        };
    }

    /// <summary>Whoever is under a moved reseller is now at another depth.</summary>
    async Task UpdateAsync(Action<Reseller> place)
    {
        foreach (var chunk in Moved.Chunk(Batch))
        {
            var update = new BulkUpdate<Reseller>(db);
            foreach (var row in await db.Resellers.Whole().AsNoTracking().Where(row => chunk.Contains(row.Id)).ToListAsync(cancellation))
            {
                update.Watch(row);
                place(row);
            }
            await update.WriteAsync(cancellation);
        }
    }

    async Task WritePathsAsync(ResellerHistory history, HashSet<Guid> differing)
    {
        foreach (var chunk in Moved.Chunk(Batch))
            await db.ResellerClosure.Whole().Where(path => chunk.Contains(path.DescendantId)).ExecuteDeleteAsync(cancellation);
        await BulkInsert.WriteAsync(db, differing.SelectMany(history.PathsOf), cancellation);
    }
}
