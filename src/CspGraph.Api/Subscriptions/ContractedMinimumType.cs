using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

/// <summary>A contract of the distributor with a reseller: Microsoft knows nothing of it.</summary>
sealed class ContractedMinimumType : EntityType<ContractedMinimum, CspGraphDb, Viewer>
{
    public ContractedMinimumType() : base("ContractedMinimum", "ContractedMinimums", idTag: null, "The fewest seats that a reseller is bound by contract with the distributor to keep on a subscription.")
    {
        Column(minimum => minimum.MinimumQuantity, "Seats; 0 binds to nothing.").Filterable();
        Column(minimum => minimum.StartsOn, "The first day on which it holds.").Filterable().Sortable();
        Column(minimum => minimum.EndsOn, "The last day on which it holds; null until a later one begins.").Filterable();
    }
}
