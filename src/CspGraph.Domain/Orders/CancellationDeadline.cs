namespace CspGraph.Domain.Orders;

/// <summary>What is bought, as far as it decides until when it can be cancelled.</summary>
public enum PurchaseKind
{
    /// <summary>A licence per user, on a term.</summary>
    LicenceBased,
    /// <summary>Business Central: as other licences, and again after each renewal.</summary>
    BusinessCentral,
    /// <summary>Software on a term; its seats cannot be reduced, only the whole cancelled.</summary>
    SoftwareSubscription,
    /// <summary>Software bought once.</summary>
    PerpetualSoftware,
    /// <summary>Another publisher's service of the marketplace.</summary>
    MarketplaceSaas,
    /// <summary>An Azure plan: it has no commitment.</summary>
    AzurePlan,
}

/// <summary>How long a purchase can be cancelled for a refund.</summary>
/// <param name="Kind">What is bought.</param>
/// <param name="Length">From the purchase or renewal on; null where there is no end to it.</param>
/// <param name="Source">Where it is from.</param>
public sealed record CancellationWindow(PurchaseKind Kind, TimeSpan? Length, string Source);

/// <summary>Until when a purchase can be cancelled for a refund, where Microsoft has not told it.</summary>
/// <remarks>Where it has (cancellationAllowedUntilDate), that holds: what comes of a partial upgrade has its parent's window.</remarks>
public static class CancellationDeadline
{
    const string Policy = "learn.microsoft.com, customers/new-commerce-cancellation-policy";
    const string Hours = Policy + "; that 7 days are 168 hours: appxite 4414011772562, kb.cloud.im 66000498726";

    /// <summary>All windows, each kind once. A calendar day is 24 hours: all of Partner Center's times are UTC.</summary>
    public static readonly IReadOnlyList<CancellationWindow> Windows =
    [
        new(PurchaseKind.LicenceBased, TimeSpan.FromHours(168), Hours),
        new(PurchaseKind.BusinessCentral, TimeSpan.FromHours(168), Hours),
        new(PurchaseKind.SoftwareSubscription, TimeSpan.FromHours(168), Hours),
        new(PurchaseKind.PerpetualSoftware, TimeSpan.FromDays(30), Policy),
        new(PurchaseKind.MarketplaceSaas, TimeSpan.FromHours(72), Policy),
        new(PurchaseKind.AzurePlan, null, "The plan has no term: only what is used is charged"),
    ];

    /// <summary>The last moment (UTC) at which it can be cancelled for a refund; null where there is no such end.</summary>
    /// <param name="orderedAt">When it was bought or renewed (UTC).</param>
    /// <param name="kind">What was bought.</param>
    public static DateTime? Of(DateTime orderedAt, PurchaseKind kind) => orderedAt + Windows.First(window => window.Kind == kind).Length;
}
