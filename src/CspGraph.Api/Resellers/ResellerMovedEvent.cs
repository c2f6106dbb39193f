using CspGraph.Api.Events;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Resellers;

sealed class ResellerMovedEvent : EventKindType
{
    public ResellerMovedEvent() : base("ResellerMovedEvent", "A reseller, and all under it, came under another, or directly under the distributor. Who lost it is told nothing of it from here on.",
        (EventKind.ResellerMoved, "A reseller came under another."))
    {
        Resolved("from", context => SeenAsync(context, move => move.From), "The reseller above it before; null for the distributor, and where the viewer does not see it.", nullable: true);
        Resolved("to", context => SeenAsync(context, move => move.To), "The reseller above it from then on; null for the distributor, and where the viewer does not see it.", nullable: true);
    }

    static async Task<IReadOnlyList<NodeId?>> SeenAsync(ResolveContext<CspGraphDb, Viewer> context, Func<MovedReseller, NodeId?> end)
    {
        var ids = context.Parents.ToList();
        var told = await context.Rows<EventRecord>().Where(row => ids.Contains(row.Id) && row.Kind == EventKind.ResellerMoved).Select(row => new { row.Id, row.Details }).ToListAsync(context.Cancellation);
        var ends = told.ToDictionary(row => row.Id, row => Details<MovedReseller>(row.Details) is { } move ? end(move)?.Key : null);
        var named = ends.Values.OfType<Guid>().Distinct().ToList();
        var seen = await context.Rows<Reseller>().Where(row => named.Contains(row.Id)).Select(row => row.Id).ToListAsync(context.Cancellation);
        return [.. ids.Select(id => ends.GetValueOrDefault(id) is { } key && seen.Contains(key) ? new NodeId(ResellerType.Tag, key) : (NodeId?)null)];
    }

    sealed record MovedReseller(NodeId? From, NodeId? To);
}
