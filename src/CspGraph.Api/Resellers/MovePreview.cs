using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Resellers;

/// <summary>A reseller whose viewers see something else after a move.</summary>
sealed record VisibilityChange(NodeId Reseller, string Name);

/// <summary>How much moves.</summary>
sealed record MovedCounts(int Resellers, int Customers, int Subscriptions);

/// <summary>A reseller that is another Partner of Record after a move.</summary>
sealed record VerdictChange(NodeId Reseller, string Name, VerdictOutcome Before, VerdictOutcome After, string? PlaIdBefore, string? PlaIdAfter);

sealed class VisibilityChangeType : ObjectType<VisibilityChange>
{
    public VisibilityChangeType() : base("VisibilityChange", "A reseller whose viewers gain or lose sight of what moves.")
    {
        Field(change => change.Reseller, "The reseller's global id.");
        Field(change => change.Name, "The reseller's name.");
    }
}

sealed class MovedCountsType : ObjectType<MovedCounts>
{
    public MovedCountsType() : base("MovedCounts", "How much moves with a reseller.")
    {
        Field(counts => counts.Resellers, "Resellers, itself included.");
        Field(counts => counts.Customers, "Customers of these.");
        Field(counts => counts.Subscriptions, "Subscriptions that these sold, ended ones too.");
    }
}

sealed class VerdictChangeType : ObjectType<VerdictChange>
{
    public VerdictChangeType() : base("VerdictChange", "A reseller without a PLA ID of its own, whose verdict as Partner of Record is another under its new parent's.")
    {
        Field(change => change.Reseller, "The reseller's global id.");
        Field(change => change.Name, "The reseller's name.");
        Field(change => change.Before, "What a new order today in its own country came to.");
        Field(change => change.After, "What it comes to after the move.");
        Field(change => change.PlaIdBefore, "Under which PLA ID it transacted; null for none.");
        Field(change => change.PlaIdAfter, "Under which PLA ID it transacts after the move; null for none.");
    }
}
