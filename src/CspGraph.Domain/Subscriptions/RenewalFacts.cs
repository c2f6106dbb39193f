namespace CspGraph.Domain.Subscriptions;

/// <summary>What decides a subscription's renewal.</summary>
public readonly record struct RenewalFacts
{
    /// <summary>Where it is in its life.</summary>
    public required SubscriptionStatus Status { get; init; }
    /// <summary>The day it started.</summary>
    public required DateOnly StartDate { get; init; }
    /// <summary>The last day of the current term, itself included.</summary>
    public DateOnly? CommitmentEndDate { get; init; }
    /// <summary>Length of the term; null when not known.</summary>
    public TermDuration? TermDuration { get; init; }
    /// <summary>The cycle that the price is for; None when not known.</summary>
    public BillingCycle BillingCycle { get; init; }
    /// <summary>Seats.</summary>
    public required int Quantity { get; init; }
    /// <summary>Per seat and billing cycle; null when not known.</summary>
    public decimal? UnitPrice { get; init; }
    /// <summary>Null when no source has stated it.</summary>
    public bool? AutoRenew { get; init; }
    /// <summary>See <see cref="Subscriptions.ScheduledActions"/>; null when no source has stated it.</summary>
    public string? ScheduledActions { get; init; }
    /// <summary>Its SKU, product:sku.</summary>
    public required string CatalogId { get; init; }
    /// <summary>Whether the SKU is free for a time.</summary>
    public bool IsTrial { get; init; }
    /// <summary>Whether the SKU is sold no more, as far as is known.</summary>
    public bool IsEndOfSale { get; init; }

    /// <summary>Those of a subscription.</summary>
    /// <param name="subscription">The row.</param>
    /// <param name="catalogId">Its SKU, product:sku.</param>
    /// <param name="isTrial">Whether the SKU is free for a time.</param>
    /// <param name="isEndOfSale">Whether the SKU is sold no more, as far as is known.</param>
    public static RenewalFacts Of(CspSubscription subscription, string catalogId, bool isTrial, bool isEndOfSale) => new()
    {
        Status = subscription.Status,
        StartDate = subscription.StartDate,
        CommitmentEndDate = subscription.CommitmentEndDate,
        TermDuration = subscription.TermDuration,
        BillingCycle = subscription.BillingCycle,
        Quantity = subscription.Quantity,
        UnitPrice = subscription.UnitPrice,
        AutoRenew = subscription.AutoRenew,
        ScheduledActions = subscription.ScheduledActions,
        CatalogId = catalogId,
        IsTrial = isTrial,
        IsEndOfSale = isEndOfSale,
    };
}
