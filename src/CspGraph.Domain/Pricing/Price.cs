using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Pricing;

/// <summary>What Microsoft charges the tenant for one offer from a day on, as a line of a licence-based price sheet states it. It names product and SKU by Microsoft's own ids.</summary>
/// <remarks>Source: Partner pricing API, view updatedlicensebased. Which price holds on a day: see <see cref="PriceOfDay"/>.</remarks>
public sealed class Price : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; set; }
    /// <summary>The import that brought it, and by that its <see cref="PriceSheet"/>.</summary>
    public required Guid ImportRunId { get; init; }
    /// <summary>Position in its file, the header being line 1.</summary>
    public required int LineNumber { get; init; }
    /// <summary>ProductId; upper case, as in <see cref="Catalog.Product.ProductId"/>.</summary>
    public required string MicrosoftProductId { get; init; }
    /// <summary>The SKU, by product and SKU: CFQ7TTC0LF8S:0001 (see <see cref="Catalog.SkuKey"/>).</summary>
    public required string CatalogId { get; init; }
    /// <summary>Where it is sold: ISO 3166-1 alpha-2.</summary>
    public required string Market { get; init; }
    /// <summary>ISO 4217, of both prices.</summary>
    public required string Currency { get; init; }
    /// <summary>To whom it is sold.</summary>
    public required PriceSegment Segment { get; init; }
    /// <summary>Length of the commitment; null for a sale without a term (NoTerm).</summary>
    public TermDuration? TermDuration { get; init; }
    /// <summary>How often Microsoft charges.</summary>
    public required BillingCycle BillingPlan { get; init; }
    /// <summary>The fewest units that it is for; null for a price without tiers.</summary>
    public int? PricingTierRangeMin { get; init; }
    /// <summary>The most units that it is for, themselves included; null without an upper end.</summary>
    public int? PricingTierRangeMax { get; init; }
    /// <summary>All that makes an offer, as one text (see <see cref="PriceOffer"/>): prices with the same one follow each other in time.</summary>
    public required string OfferKey { get; init; }
    /// <summary>First day on which it is in effect (UTC).</summary>
    public required DateOnly EffectiveStartDate { get; init; }
    /// <summary>Last day on which it is in effect, itself included (UTC); null while no end is set.</summary>
    public DateOnly? EffectiveEndDate { get; init; }
    /// <summary>What Microsoft charges the tenant per unit and billing cycle, before tax; up to 12 places. 0 is free.</summary>
    public required decimal UnitPrice { get; init; }
    /// <summary>Estimated retail price per unit and billing cycle: what Microsoft suggests to charge the customer; null when the sheet has none.</summary>
    public decimal? ErpPrice { get; init; }
    /// <summary>What a unit is, where it is not a licence.</summary>
    public string? UnitOfMeasure { get; init; }
    /// <summary>Microsoft's labels for the offer, as stated.</summary>
    public string? Tags { get; init; }
    /// <summary>When its sheet was made, as told by who sent it; else when its import began (UTC).</summary>
    public required DateTime IssuedAt { get; init; }
    /// <summary>True when a newer sheet states the same offer with the same first day (see <see cref="PriceSheet"/>): the line is kept, and holds no longer.</summary>
    public bool IsSuperseded { get; set; }

    /// <summary>Whether it is the price of so many units.</summary>
    public bool IsFor(int quantity) => quantity >= (PricingTierRangeMin ?? 1) && quantity <= (PricingTierRangeMax ?? int.MaxValue);

    /// <summary>Whether another line with the same offer and first day says the same.</summary>
    public bool StatesTheSameAs(Price other) => UnitPrice == other.UnitPrice && ErpPrice == other.ErpPrice
        && EffectiveEndDate == other.EffectiveEndDate && UnitOfMeasure == other.UnitOfMeasure && Tags == other.Tags;
}

/// <summary>To whom a price applies.</summary>
public enum PriceSegment
{
    /// <summary>Companies.</summary>
    Commercial,
    /// <summary>Schools and universities.</summary>
    Education,
    /// <summary>Non-profit organisations.</summary>
    Charity,
    /// <summary>Public administration.</summary>
    Government,
}
