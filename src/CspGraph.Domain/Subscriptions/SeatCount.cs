using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Subscriptions;

/// <summary>How many seats a subscription has had since a day: a row for each count that held here, until the next one's day.</summary>
public sealed class SeatCount : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>The <see cref="CspSubscription"/>: our row, not Microsoft's id.</summary>
    public required Guid SubscriptionId { get; init; }
    /// <summary>Who sees it: the subscription's reseller.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>The day (UTC) as of which the count was stated; with the subscription, its key.</summary>
    public required DateOnly Since { get; init; }
    /// <summary>Seats.</summary>
    public required int Quantity { get; init; }

    /// <summary>The seats that a subscription has, since they were stated.</summary>
    /// <param name="row">The subscription.</param>
    /// <param name="id">Of the new row.</param>
    public static SeatCount Of(CspSubscription row, Guid id) =>
        new() { Id = id, SubscriptionId = row.Id, ResellerId = row.ResellerId, Since = StatedOn(row), Quantity = row.Quantity };

    static DateOnly StatedOn(CspSubscription row) =>
        DateOnly.FromDateTime(FactDates.Parse(row.FactDates, row.AsOf).Of<int>('Q', row.Quantity)?.StatedAt ?? row.AsOf);
}
