using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Resellers;

/// <summary>Makes those wait who would change the tree of resellers at the same time, or what is decided by many rows of it (verdicts, orders within a limit): each then decides by what the one before has made of it.</summary>
public static class TreeLock
{
    /// <summary>To be called before the tree is read by which it will be changed, and held to the end of the transaction.</summary>
    /// <remarks>It holds the tenant's oldest reseller, a row that every such transaction knows. Never the tenant's own row: the last statements of every writer need that one. A tenant without resellers has nothing to hold, and no tree.</remarks>
    public static Task LockTreeAsync(this CspGraphDb db, CancellationToken cancellation)
    {
        var resellers = db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);
        return resellers.Where(row => row.Id == resellers.OrderBy(first => first.Id).Select(first => first.Id).First())
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Depth, row => row.Depth), cancellation);
    }
}
