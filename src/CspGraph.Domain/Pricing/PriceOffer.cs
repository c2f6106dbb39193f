using System.Globalization;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Pricing;

/// <summary>What is priced: a SKU on certain conditions. Only prices of one offer can contradict each other.</summary>
/// <param name="CatalogId">Product and SKU: CFQ7TTC0LF8S:0001.</param>
/// <param name="Market">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Segment">To whom.</param>
/// <param name="Term">Length of the commitment; null for none.</param>
/// <param name="Plan">How often is charged.</param>
/// <param name="TierMin">The fewest units; null for no tier.</param>
/// <param name="TierMax">The most units; null without an upper end.</param>
public readonly record struct PriceOffer(
    string CatalogId, string Market, string Currency, PriceSegment Segment, TermDuration? Term, BillingCycle Plan, int? TierMin, int? TierMax)
{
    /// <summary>As <see cref="Price.OfferKey"/> keeps it: CFQ7TTC0LF8S:0001:PT:EUR:Commercial:P1Y:Annual:1-300.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{CatalogId}:{Market}:{Currency}:{Segment}:{Term?.ToString() ?? "NoTerm"}:{Plan}:{TierMin}-{TierMax}");
}
