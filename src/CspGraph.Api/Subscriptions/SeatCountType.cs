using CspGraph.Data;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Subscriptions;

sealed class SeatCountType : EntityType<SeatCount, CspGraphDb, Viewer>
{
    public SeatCountType() : base("SeatCount", "SeatCounts", idTag: null, "How many seats a subscription has had since a day, until the next count's.")
    {
        Listed(by: Column(count => count.Since, "The day as of which they were stated.").Filterable().Sortable());
        Column(count => count.Quantity, "Seats.");
    }
}
