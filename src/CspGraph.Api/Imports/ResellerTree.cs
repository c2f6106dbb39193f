using CspGraph.Data;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>The tenant's resellers by key, and under which PLA ID each transacts: its own, or that of the nearest reseller above which has one.</summary>
/// <remarks>
/// A sub-reseller without a PLA ID buys under its parent's. So a line with the parent's PLA ID does not say that the
/// customer has left the sub-reseller, and brings back to it a customer that was elsewhere meanwhile.
/// </remarks>
sealed class ResellerTree
{
    readonly Dictionary<Guid, (string? PlaId, string? Reference, Guid? ParentId)> resellers = [];
    readonly Dictionary<string, Guid> byKey = [];

    public static async Task<ResellerTree> LoadAsync(CspGraphDb db, CancellationToken cancellation)
    {
        var tree = new ResellerTree();
        foreach (var row in await db.Resellers.Whole().Select(row => new { row.Id, row.PlaId, row.Reference, row.ParentId }).ToListAsync(cancellation))
        {
            tree.resellers.Add(row.Id, (row.PlaId, row.Reference, row.ParentId));
            tree.byKey.Add(tree.KeyOf(row.Id), row.Id);
        }
        return tree;
    }

    public IEnumerable<Guid> Ids => resellers.Keys;

    /// <summary>Those that are under another.</summary>
    public IEnumerable<(Guid Id, Guid ParentId)> Parents => resellers.Where(row => row.Value.ParentId is not null).Select(row => (row.Key, row.Value.ParentId!.Value));

    public bool Contains(Guid id) => resellers.ContainsKey(id);

    /// <summary>The reseller that sources call so; by its own id, too, one that none can name: a change of ours has.</summary>
    public Guid? Find(string key) => byKey.TryGetValue(key, out var id) ? id : null;

    /// <summary>What sources call the reseller; its own id when none can name it.</summary>
    public string KeyOf(Guid id) => resellers[id].PlaId ?? resellers[id].Reference ?? id.ToString();

    /// <summary>Null for a direct customer, and where nobody up to the distributor has a PLA ID.</summary>
    public string? PlaIdOf(Guid? resellerId)
    {
        for (var id = resellerId; id is { } known; id = resellers[known].ParentId)
            if (resellers[known].PlaId is { } plaId) return plaId;
        return null;
    }

    /// <summary>Who sells under a PLA ID: the holder if it does, else the one whose PLA ID it is.</summary>
    /// <param name="plaId">What the joined facts say.</param>
    /// <param name="holder">Whom other facts name. Never whom an earlier import happened to find: the order of the files would show.</param>
    public Guid? Seller(string plaId, Guid? holder) => PlaIdOf(holder) == plaId ? holder : Find(plaId) ?? holder;
}
