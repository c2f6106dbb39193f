using CspGraph.Api.Host.Changes;
using CspGraph.Domain.PartnerOfRecord;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>How changes keep the standings true.</summary>
static class StandingChanges
{
    /// <summary>Looks at resellers anew behind what a change has written so far, and tells of those that have turned.</summary>
    /// <param name="context">The change.</param>
    /// <param name="resellers">Whom; null for all of the tenant.</param>
    /// <param name="policy">A policy that is not saved yet; null for the one that is.</param>
    public static async Task RefreshStandingsAsync(this ChangeContext context, IReadOnlyCollection<Guid>? resellers, PolicyInForce? policy = null)
    {
        foreach (var turn in await context.Standings().RefreshAsync(resellers, policy)) context.Tell(turn);
    }

    /// <summary>The standings of the change's tenant, in its transaction.</summary>
    public static Standings Standings(this ChangeContext context) => new(context.Db, context.Ids, context.Now, context.Cancellation);
}
