using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Pricing;

/// <summary>What a line of a price sheet says. The conditions are for everybody, the prices for who sees the whole tenant.</summary>
sealed class PriceType : EntityType<Price, CspGraphDb, Viewer>
{
    public PriceType() : base("Price", "Prices", idTag: null,
        "What Microsoft charges the distributor for a SKU on certain conditions, from a day on, as a price sheet says. Resellers see the conditions, not the prices.")
    {
        Reference<Product, string>("product", price => price.MicrosoftProductId, product => product.ProductId, "The product.").Filterable();
        Reference<Sku, string>("sku", price => price.CatalogId, sku => sku.CatalogId, "The stock-keeping unit.").Filterable();
        Column(price => price.Market, "Where it is sold.").As("CountryCode").Filterable();
        Column(price => price.Currency, "Currency of both prices.").As("CurrencyCode").Filterable();
        Column(price => price.Segment, "To whom it is sold.").Filterable();
        Column(price => price.TermDuration, "Length of the commitment; null for a sale without a term.").Filterable();
        Column(price => price.BillingPlan, "How often Microsoft charges.").Filterable();
        Column(price => price.PricingTierRangeMin, "The fewest units that it is for; null for a price without tiers.").Filterable();
        Column(price => price.PricingTierRangeMax, "The most units that it is for, themselves included; null without an upper end.").Filterable();
        Column(price => price.EffectiveStartDate, "First day on which it is in effect.").Filterable().Sortable();
        Column(price => price.EffectiveEndDate, "Last day on which it is in effect, itself included; null while no end is set. A later price of the same offer holds before it, all the same.").Filterable();
        Computed("unitPrice", (price, viewer) => Figure.OfCost(price.UnitPrice, price.Currency, price.IssuedAt, viewer.May(Right.SeeCosts), 0),
            "What Microsoft charges the distributor per unit and billing cycle, before tax.");
        Computed("erpPrice", (price, viewer) => Figure.OfCost(price.ErpPrice, price.Currency, price.IssuedAt, viewer.May(Right.SeeCosts), 0),
            "Estimated retail price per unit and billing cycle: what Microsoft suggests that the customer be charged.");
        Column(price => price.UnitOfMeasure, "What a unit is, where it is not a licence.");
        Column(price => price.Tags, "Microsoft's labels for the offer, as stated.");
        Column(price => price.IsSuperseded, "Whether a newer sheet states the same again: then this holds no longer, and is found only under what restates it.");
        Connection<Price>("restated",
            (db, earlier, price) => earlier.IsSuperseded && earlier.OfferKey == db.Prices.Where(row => row.Id == price).Select(row => row.OfferKey).FirstOrDefault()
                && earlier.EffectiveStartDate == db.Prices.Where(row => row.Id == price).Select(row => row.EffectiveStartDate).FirstOrDefault(),
            "What older sheets said of the same offer with the same first day, and no longer holds.");
        Reference<ImportRun>("import", price => price.ImportRunId, "The import that brought it. Resellers see none.");
    }

    /// <summary>The day for which a product's or a SKU's prices are asked.</summary>
    public static Argument On => new("on", "Date",
        "Only prices that hold on this day: of those in effect, the one of each offer that came into effect last. Left out: the prices of all days.");

    public static readonly EnumType<PriceSegment> Segment = new("PriceSegment", "To whom a price applies.",
        (PriceSegment.Commercial, "Companies."),
        (PriceSegment.Education, "Schools and universities."),
        (PriceSegment.Charity, "Non-profit organisations."),
        (PriceSegment.Government, "Public administration."));
}
