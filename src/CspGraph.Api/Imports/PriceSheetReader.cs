using CspGraph.Domain.Catalog;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>A line of a price sheet: the price, and what the line calls product and SKU.</summary>
sealed record PriceSheetLine(Price Row, SkuKey Sku, string? ProductTitle, string? SkuTitle, string? Publisher);

/// <summary>Reads licence-based price sheets, line by line.</summary>
/// <remarks>
/// Source: Partner pricing API. Older sheets have no column Segment: they are of the commercial one. Zero is a price. A
/// unit price above the ERP price is Microsoft's matter.
/// </remarks>
sealed class PriceSheetReader(CsvLines lines, ImportContext context)
{
    public static readonly CsvHeader Header = new(
        required: ["ProductId", "SkuId", "TermDuration", "BillingPlan", "Market", "Currency", "UnitPrice", "EffectiveStartDate"],
        optional: ["ProductTitle", "SkuTitle", "Publisher", "UnitOfMeasure", "PricingTierRangeMin", "PricingTierRangeMax", "EffectiveEndDate", "Tags", "ERP Price", "Segment"],
        ("ERPPrice", "ERP Price"));

    readonly Cells cells = lines.Cells;

    /// <summary>Sheets announce prices some weeks ahead. A date far beyond is a slip, and would make its sheet pass for the newest for years.</summary>
    readonly DateOnly latestStart = DateOnly.FromDateTime(context.StartedAt).AddYears(1);

    /// <summary>The current line; null, the reason noted, when it cannot be taken.</summary>
    public PriceSheetLine? Take()
    {
        var line = Read();
        return lines.CanBeTaken() ? line : null;
    }

    PriceSheetLine Read()
    {
        var sku = SkuKey.Of(cells.RequiredCode("ProductId", 40), cells.RequiredCode("SkuId", 20));
        var (min, max) = (Units("PricingTierRangeMin"), Units("PricingTierRangeMax"));
        if (max < min) cells.Offend("PricingTierRangeMax", "is less than PricingTierRangeMin");
        var start = cells.Day("EffectiveStartDate") ?? Missing("EffectiveStartDate");
        if (start > latestStart) cells.Offend("EffectiveStartDate", "is more than a year ahead");
        // The year 9999 is how sheets write that no end is set.
        var end = cells.Day("EffectiveEndDate") is { Year: < 9999 } day ? day : (DateOnly?)null;
        if (end < start) cells.Offend("EffectiveEndDate", "is before EffectiveStartDate");
        var offer = new PriceOffer(sku.ToString(), Required("Market", cells.Country("Market")), Required("Currency", cells.Currency("Currency")), Segment(), Term(), Plan(), min, max);
        var row = new Price
        {
            Id = Guid.Empty,
            ImportRunId = context.RunId,
            LineNumber = lines.LineNumber,
            MicrosoftProductId = sku.ProductId,
            CatalogId = offer.CatalogId,
            Market = offer.Market,
            Currency = offer.Currency,
            Segment = offer.Segment,
            TermDuration = offer.Term,
            BillingPlan = offer.Plan,
            PricingTierRangeMin = min,
            PricingTierRangeMax = max,
            OfferKey = offer.ToString(),
            EffectiveStartDate = start,
            EffectiveEndDate = end,
            UnitPrice = Amount("UnitPrice") ?? Required("UnitPrice", (decimal?)null),
            ErpPrice = Amount("ERP Price"),
            UnitOfMeasure = cells.Text("UnitOfMeasure"),
            Tags = cells.Text("Tags"),
            IssuedAt = context.IssuedAt,
        };
        return new(row, sku, cells.Name("ProductTitle", 250), cells.Name("SkuTitle", 250), cells.Text("Publisher", 200));
    }

    TermDuration? Term()
    {
        var text = cells.Text("TermDuration");
        if (text is null || text.Equals("NoTerm", StringComparison.OrdinalIgnoreCase)) return null;
        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<TermDuration>(text, ignoreCase: true, out var term)) return term;
        cells.Offend("TermDuration", "is not P1M, P1Y, P3Y, P5Y or NoTerm");
        return null;
    }

    BillingCycle Plan()
    {
        var text = cells.Text("BillingPlan");
        if (text is null) return BillingCycle.None;
        if (TermText.Cycle(text, termAndBillingCycle: null) is { } plan) return plan;
        cells.Offend("BillingPlan", "is not Monthly, Annual, Triennial, OneTime or None");
        return default;
    }

    PriceSegment Segment()
    {
        var text = cells.Text("Segment");
        if (text is null) return PriceSegment.Commercial;
        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<PriceSegment>(text, ignoreCase: true, out var segment)) return segment;
        cells.Offend("Segment", "is not Commercial, Education, Charity or Government");
        return default;
    }

    int? Units(string column)
    {
        var units = cells.Integer(column);
        if (units < 0) cells.Offend(column, "is negative");
        return (int?)units;
    }

    /// <summary>Without the zeros that a sheet may write behind it: equal amounts are stored equal.</summary>
    decimal? Amount(string column)
    {
        var amount = cells.Exact(column);
        if (amount < 0) cells.Offend(column, "is negative");
        return amount / 1.0000000000000000000000000000m;
    }

    string Required(string column, string? value)
    {
        if (value is null) cells.Offend(column, "is required");
        return value ?? "";
    }

    decimal Required(string column, decimal? value)
    {
        if (value is null) cells.Offend(column, "is required");
        return value ?? 0;
    }

    DateOnly Missing(string column)
    {
        cells.Offend(column, "is required");
        return default;
    }
}
