using CspGraph.Api.Host.Changes;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Data.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Resellers;

sealed class MoveResellerInput : ChangeInput
{
    public required NodeId Reseller { get; init; }
    public NodeId? Parent { get; init; }
}

sealed record MoveResellerPayload : ChangePayload
{
    public Guid? Reseller { get; init; }
    public MovedCounts? Moved { get; init; }
    public IReadOnlyList<VisibilityChange> Gained { get; init; } = [];
    public int GainedCount { get; init; }
    public IReadOnlyList<VisibilityChange> Lost { get; init; } = [];
    public int LostCount { get; init; }
    public IReadOnlyList<VerdictChange> VerdictChanges { get; init; } = [];
    public int VerdictChangeCount { get; init; }
}

/// <summary>Puts a reseller, and all under it, under another or directly under the distributor. Customers and subscriptions stay with who holds and sold them.</summary>
sealed class MoveReseller : Change<MoveResellerInput, MoveResellerPayload>
{
    /// <summary>What a list of the payload has at most; all are counted.</summary>
    const int MostListed = 100;

    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(MoveResellerInput input) => input.Reseller;

    protected override async Task<MoveResellerPayload> MakeAsync(ChangeContext context, MoveResellerInput input)
    {
        await context.Db.LockTreeAsync(context.Cancellation);
        var reseller = await Seen(context, input.Reseller).SingleOrDefaultAsync(context.Cancellation);
        if (reseller is null) return Refused(NotFound("reseller"));
        if (reseller.Id == context.Viewer.SubtreeRootId) return Refused(new Objection(ObjectionCodes.NotAuthorized, "Who sees no more than this reseller's subtree cannot move it.", "reseller"));
        if (input.Parent is null && !context.Viewer.SeesWholeTenant) return Refused(new Objection(ObjectionCodes.NotAuthorized, "Only who sees the whole tenant moves a reseller directly under the distributor.", "parent"));
        if (input.Parent is { } next && !await Seen(context, next).AnyAsync(context.Cancellation)) return Refused(NotFound("parent"));

        var parent = input.Parent?.Key;
        var move = await TreeMove.LoadAsync(context.Db, reseller, parent, context.Cancellation);
        if (ResellerMove.Cycle(reseller.Id, move.After.Select(above => above.Id), "parent") is { } cycle) return Refused(cycle);
        var moved = await move.CountAsync();
        if (reseller.ParentId == parent) return new() { Reseller = reseller.Id, Moved = moved };

        var verdicts = await VerdictChangesAsync(context, reseller.ParentId, parent, move);
        var (gained, lost) = (await SeenAsync(context, move.After, move.Before), await SeenAsync(context, move.Before, move.After));
        context.Tell(EventKind.ResellerMoved, input.Reseller, reseller.Id, details: new { From = IdOf(reseller.ParentId), To = IdOf(parent), moved.Resellers, moved.Customers, moved.Subscriptions });
        await move.WriteAsync(context.Now);
        if (move.Rebound.Count > 0) await context.RefreshStandingsAsync([reseller.Id]);
        return new()
        {
            Reseller = reseller.Id,
            Moved = moved,
            Gained = [.. gained.Take(MostListed)],
            GainedCount = gained.Count,
            Lost = [.. lost.Take(MostListed)],
            LostCount = lost.Count,
            VerdictChanges = [.. verdicts.Take(MostListed)],
            VerdictChangeCount = verdicts.Count,
        };
    }

    static IQueryable<Reseller> Seen(ChangeContext context, NodeId id) => context.Rows<Reseller>().Where(row => row.Id == id.Key && id.Tag == ResellerType.Tag);

    /// <summary>Those above here and not there, of whom the viewer sees, the nearest first.</summary>
    static async Task<List<VisibilityChange>> SeenAsync(ChangeContext context, IReadOnlyList<TreeMove.Above> here, IReadOnlyList<TreeMove.Above> there)
    {
        var changed = here.ExceptBy(there.Select(above => above.Id), above => above.Id).ToList();
        var ids = changed.Select(above => above.Id).ToArray();
        var seen = await context.Rows<Reseller>().Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(context.Cancellation);
        return [.. changed.Where(above => seen.Contains(above.Id)).Select(above => new VisibilityChange(new(ResellerType.Tag, above.Id), above.Name))];
    }

    static async Task<IReadOnlyList<VerdictChange>> VerdictChangesAsync(ChangeContext context, Guid? from, Guid? to, TreeMove move)
    {
        if (move.Rebound.Count == 0) return [];
        var book = await PartnerOfRecordBook.LoadAsync(context.Db, context.Now, [.. new[] { from, to }.OfType<Guid>()], context.Cancellation);
        VerdictOutcome Of(Guid? parent, string? country) => book.Verdict(parent, PartnerOfRecordOperation.NewOrder, DateOnly.FromDateTime(context.Now), country).Outcome;
        return [.. move.Rebound.OrderBy(row => row.Depth).ThenBy(row => row.Name, StringComparer.Ordinal)
            .Select(row => new VerdictChange(new(ResellerType.Tag, row.Id), row.Name, Of(from, row.Country), Of(to, row.Country), move.PlaIds.Before, move.PlaIds.After))
            .Where(change => change.Before != change.After)];
    }

    static NodeId? IdOf(Guid? reseller) => reseller is { } id ? new(ResellerType.Tag, id) : null;

    static Objection NotFound(string field) => new(ObjectionCodes.NotFound, "There is no such reseller.", field);
}

sealed class MoveResellerInputType : ChangeInputType<MoveResellerInput>
{
    public MoveResellerInputType() : base("MoveResellerInput", "Which reseller comes under which.")
    {
        Field(input => input.Reseller, "The global id of the reseller that moves, with all under it.");
        Field(input => input.Parent, "The global id of the reseller that it comes under; left out or null, it comes directly under the distributor.");
        CommonFields();
    }
}

sealed class MoveResellerPayloadType : ChangePayloadType<MoveResellerPayload>
{
    public MoveResellerPayloadType() : base("MoveResellerPayload", "The reseller that was moved, and what that changes.")
    {
        Loaded<Reseller>("reseller", payload => payload.Reseller, "The reseller; null when it was not found or left where it is.");
        Field(payload => payload.Moved, "How much its subtree is; null when it was refused.");
        Field(payload => payload.Gained, "Resellers whose viewers gain sight of it, as far as the viewer sees them: the first 100, the nearest first.");
        Field(payload => payload.GainedCount, "How many they are.");
        Field(payload => payload.Lost, "Resellers whose viewers lose sight of it, as far as the viewer sees them: the first 100, the nearest first.");
        Field(payload => payload.LostCount, "How many they are.");
        Field(payload => payload.VerdictChanges, "Resellers whose verdict as Partner of Record changes: the first 100, the nearest to the one that moves first.");
        Field(payload => payload.VerdictChangeCount, "How many they are.");
    }
}
