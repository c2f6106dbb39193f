using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Resellers;

/// <summary>A reseller that comes under another, with all under it: who was and who will be above it, and the writing of what that changes. The tree must be locked.</summary>
sealed class TreeMove
{
    readonly CspGraphDb db;
    readonly Reseller reseller;
    readonly Guid? parent;
    readonly CancellationToken cancellation;

    TreeMove(CspGraphDb db, Reseller reseller, Guid? parent, CancellationToken cancellation) => (this.db, this.reseller, this.parent, this.cancellation) = (db, reseller, parent, cancellation);

    /// <summary>Who is above it, the nearest first.</summary>
    public IReadOnlyList<Above> Before { get; private init; } = [];

    /// <summary>Who will be above it, the nearest first.</summary>
    public IReadOnlyList<Above> After { get; private init; } = [];

    /// <summary>The reseller, and all that is under it.</summary>
    public IReadOnlyList<Moving> Subtree { get; private init; } = [];

    public static async Task<TreeMove> LoadAsync(CspGraphDb db, Reseller reseller, Guid? parent, CancellationToken cancellation) => new(db, reseller, parent, cancellation)
    {
        Before = await AboveAsync(db, reseller.Id, isAlsoItself: false, cancellation),
        After = parent is { } next ? await AboveAsync(db, next, isAlsoItself: true, cancellation) : [],
        Subtree = await Open(db, reseller.Id)
            .Join(db.Resellers.Whole(), path => new { path.TenantId, Id = path.DescendantId }, row => new { row.TenantId, row.Id },
                (path, row) => new Moving(row.Id, path.Depth, row.Name, row.PlaId, row.Reference, row.Country, row.ParentId))
            .ToListAsync(cancellation),
    };

    /// <summary>Under which PLA ID those transact that have none of their own up to the reseller.</summary>
    public (string? Before, string? After) PlaIds => (PlaIdOf(Before), PlaIdOf(After));

    /// <summary>Those that transact under another PLA ID from now on: they have none of their own, nor has anybody between.</summary>
    public IReadOnlyList<Moving> Rebound => field ??= PlaIds.Before == PlaIds.After ? [] : WithoutPlaId();

    public async Task<MovedCounts> CountAsync()
    {
        var under = Open(db, reseller.Id).Select(path => (Guid?)path.DescendantId);
        return new(Subtree.Count,
            await db.Set<Customer>().Whole().CountAsync(row => under.Contains(row.ResellerId), cancellation),
            await db.Set<CspSubscription>().Whole().CountAsync(row => under.Contains(row.ResellerId), cancellation));
    }

    public async Task WriteAsync(DateTime now)
    {
        var (statements, at) = await StatementsAsync(now);
        var (ended, begun) = ResellerMove.Steps(Before.Select(above => above.Id), After.Select(above => above.Id));
        var under = Open(db, reseller.Id).Select(path => path.DescendantId);
        var left = ended.Select(step => step.Ancestor).ToArray();
        await db.ResellerClosure.Where(path => path.ValidTo == null && left.Contains(path.AncestorId) && under.Contains(path.DescendantId))
            .ExecuteUpdateAsync(set => set.SetProperty(path => path.ValidTo, at), cancellation);
        await BulkInsert.WriteAsync(db, begun.SelectMany(step => Subtree.Select(row => new ResellerClosure
        {
            AncestorId = step.Ancestor,
            DescendantId = row.Id,
            Depth = step.Depth + row.Depth,
            ValidFrom = at,
        })), cancellation);
        await BulkInsert.WriteAsync(db, statements, cancellation);
        await SetPlacesAsync();
        if (Rebound.Count > 0) await KeptCustomers.KeepAsync(db, Rebound.ToDictionary(row => row.Id, row => row.Reference ?? row.Id.ToString()), PlaIds.Before, now, cancellation);
    }

    /// <summary>The row itself is tracked, to be told in the audit log; it is written here already, for whoever reads the tree within the change.</summary>
    async Task SetPlacesAsync()
    {
        var (under, deeper) = (Open(db, reseller.Id).Select(path => path.DescendantId), After.Count - Before.Count);
        if (deeper != 0) await db.Resellers.Whole().Where(row => under.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Depth, row => row.Depth + deeper), cancellation);
        await db.Resellers.Whole().Where(row => row.Id == reseller.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ParentId, parent), cancellation);
        (reseller.ParentId, reseller.Depth) = (parent, After.Count);
    }

    /// <summary>What is to be stated, so that the tree of any day follows from statements alone (see <see cref="ResellerHistory"/>), and as of when.</summary>
    async Task<(List<ResellerPlacement> Statements, DateTime At)> StatementsAsync(DateTime now)
    {
        var top = Before.Count > 0 ? Before[^1].Id : reseller.Id;
        var known = await db.ResellerPlacements.AsNoTracking().Where(row => row.ResellerId == reseller.Id || row.ResellerId == top).ToListAsync(cancellation);
        var at = ResellerMove.At(now, await NewestAsync());
        var statements = new List<ResellerPlacement>();
        if (!known.Exists(row => row.ResellerId == reseller.Id)) statements.Add(new() { ResellerId = reseller.Id, StatedAt = FactDates.Oldest, ParentId = reseller.ParentId });
        statements.Add(new() { ResellerId = reseller.Id, StatedAt = at, ParentId = parent });
        // Only the top of the reseller's own tree can have yielded in a circle that goes through it. The move opens the circle: what yielded would hold again.
        if (top != reseller.Id && known.Where(row => row.ResellerId == top).MaxBy(row => row.StatedAt)?.ParentId is { } yielded && Subtree.Any(row => row.Id == yielded))
            statements.Add(new() { ResellerId = top, StatedAt = at });
        return (statements, at);
    }

    /// <summary>The newest date of all statements, whomever they are about, and of the paths that may end: of what another source has written there may be no statement.</summary>
    async Task<DateTime> NewestAsync()
    {
        var paths = Open(db, reseller.Id).Join(db.ResellerClosure, path => new { path.TenantId, path.DescendantId }, path => new { path.TenantId, path.DescendantId }, (_, path) => path);
        var begun = await paths.Where(path => path.ValidTo == null).MaxAsync(path => path.ValidFrom, cancellation);
        return await db.ResellerPlacements.MaxAsync(row => (DateTime?)row.StatedAt, cancellation) is { } stated && stated > begun ? stated : begun;
    }

    List<Moving> WithoutPlaId()
    {
        var children = Subtree.Where(row => row.Id != reseller.Id).ToLookup(row => row.ParentId!.Value);
        var (found, next) = (new List<Moving>(), new Stack<Moving>(Subtree.Where(row => row.Id == reseller.Id)));
        while (next.TryPop(out var row))
        {
            if (row.PlaId is not null) continue;
            found.Add(row);
            foreach (var child in children[row.Id]) next.Push(child);
        }
        return found;
    }

    static string? PlaIdOf(IReadOnlyList<Above> above) => above.Select(row => row.PlaId).FirstOrDefault(plaId => plaId is not null);

    /// <summary>The paths down from a reseller, as they are now.</summary>
    static IQueryable<ResellerClosure> Open(CspGraphDb db, Guid reseller) => db.ResellerClosure.Where(path => path.AncestorId == reseller && path.ValidTo == null);

    static Task<List<Above>> AboveAsync(CspGraphDb db, Guid reseller, bool isAlsoItself, CancellationToken cancellation) => db.ResellerClosure
        .Where(path => path.DescendantId == reseller && path.ValidTo == null && (isAlsoItself || path.Depth > 0))
        .Join(db.Resellers.Whole(), path => new { path.TenantId, Id = path.AncestorId }, row => new { row.TenantId, row.Id }, (path, row) => new { path.Depth, row.Id, row.Name, row.PlaId })
        .OrderBy(row => row.Depth).Select(row => new Above(row.Id, row.Name, row.PlaId)).ToListAsync(cancellation);

    /// <summary>A reseller above.</summary>
    public sealed record Above(Guid Id, string Name, string? PlaId);

    /// <summary>A reseller that moves.</summary>
    public sealed record Moving(Guid Id, int Depth, string Name, string? PlaId, string? Reference, string? Country, Guid? ParentId);
}
