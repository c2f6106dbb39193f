namespace CspGraph.Domain.Billing;

/// <summary>What kind of charge a reconciliation line is. Files mix upper and lower case.</summary>
/// <remarks>Source: learn.microsoft.com, billing/recon-file-charge-types (2021), and the published charge cycles.</remarks>
public static class ChargeTypes
{
    /// <summary>The subscription was cancelled.</summary>
    public const string Cancel = "cancel";

    static readonly HashSet<string> SubscriptionCharges = new(StringComparer.OrdinalIgnoreCase)
    {
        "new", "renew", "addQuantity", "removeQuantity", "convert",
    };

    /// <summary>Whether such a line charges for a subscription, so that it tells how the subscription is from then on.</summary>
    /// <remarks>An unknown type does not: Microsoft adds types, so a line of one is kept, but nothing is concluded from it.</remarks>
    public static bool ChargesSubscription(string chargeType) => SubscriptionCharges.Contains(chargeType) || IsCycle(chargeType);

    /// <summary>The charge of a further cycle; files call it cycleCharge, cycleFee or Cycle fee.</summary>
    static bool IsCycle(string chargeType) => chargeType.StartsWith("cycle", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether such a line ends a subscription.</summary>
    public static bool EndsSubscription(string chargeType) => chargeType.Equals(Cancel, StringComparison.OrdinalIgnoreCase);
}
