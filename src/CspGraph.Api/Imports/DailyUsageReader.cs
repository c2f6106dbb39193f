using CspGraph.Domain.Usage;

namespace CspGraph.Api.Imports;

/// <summary>Reads the lines of a daily rated usage file: 55 documented columns.</summary>
/// <remarks>
/// Required are the five without which a line cannot be placed or added up; every other column may be absent. Four columns
/// have another name in the API than in files.
/// </remarks>
/// <param name="lines">The file.</param>
/// <param name="partner">The tenant's own Microsoft tenant.</param>
/// <param name="latest">No usage is later.</param>
sealed class DailyUsageReader(CsvLines lines, Guid partner, DateTime latest)
{
    public static readonly CsvHeader Header = new(
        required: ["PartnerId", "CustomerId", "UsageDate", "BillingPreTaxTotal", "BillingCurrency"],
        optional:
        [
            "PartnerName", "CustomerName", "CustomerDomainName", "CustomerCountry", "MpnId", "Tier2MpnId", "InvoiceNumber", "ProductId", "SkuId",
            "AvailabilityId", "SkuName", "ProductName", "PublisherName", "PublisherId", "SubscriptionDescription", "SubscriptionId", "ChargeStartDate",
            "ChargeEndDate", "MeterType", "MeterCategory", "MeterId", "MeterSubCategory", "MeterName", "MeterRegion", "Unit", "ResourceLocation",
            "ConsumedService", "ResourceGroup", "ResourceURI", "ChargeType", "UnitPrice", "Quantity", "UnitType", "PricingPreTaxTotal", "PricingCurrency",
            "ServiceInfo1", "ServiceInfo2", "Tags", "AdditionalInfo", "EffectiveUnitPrice", "PCToBCExchangeRate", "PCToBCExchangeRateDate", "EntitlementId",
            "EntitlementDescription", "PartnerEarnedCreditPercentage", "CreditPercentage", "CreditType", "BenefitOrderId", "BenefitId", "BenefitType",
        ],
        ("ResellerMpnId", "Tier2MpnId"), ("UnitOfMeasure", "Unit"), ("RateOfPartnerEarnedCredit", "PartnerEarnedCreditPercentage"), ("RateOfCredit", "CreditPercentage"));

    /// <summary>The longest of what Azure lets a resource carry: 50 tags of a name and a value.</summary>
    const int LongText = 65_536;

    readonly Cells cells = lines.Cells;

    /// <summary>The current line, and the number of its invoice (null while it is not billed); null, the reason noted, when it cannot be taken.</summary>
    public (string? InvoiceNumber, UsageLine Row)? Take()
    {
        var line = Read();
        return lines.CanBeTaken() ? line : null;
    }

    (string? InvoiceNumber, UsageLine Row) Read()
    {
        // Says the same of an id that is another tenant's and of one that is nobody's.
        if (cells.RequiredId("PartnerId") != partner) cells.Offend("PartnerId", "is not the Microsoft tenant id of this tenant");
        var used = cells.Instant("UsageDate") ?? Missing("UsageDate");
        if (used > latest) cells.Offend("UsageDate", "is in the future");
        var charged = cells.Instant("ChargeStartDate");
        if (charged is { } start && Math.Abs((start.Year - used.Year) * 12 + start.Month - used.Month) > 12)
            cells.Offend("ChargeStartDate", "is more than a year from UsageDate");
        var currency = cells.Currency("BillingCurrency");
        if (currency is null) cells.Offend("BillingCurrency", "is required");
        var month = charged ?? used;
        var row = new UsageLine
        {
            Month = new DateOnly(month.Year, month.Month, 1),
            LineNumber = lines.LineNumber,
            MicrosoftCustomerId = cells.RequiredId("CustomerId"),
            CustomerName = cells.Name("CustomerName", 200),
            CustomerDomainName = cells.Name("CustomerDomainName", 255),
            CustomerCountry = cells.Country("CustomerCountry"),
            PartnerName = cells.Text("PartnerName"),
            MpnId = cells.Text("MpnId"),
            ResellerMpnId = cells.PlaId("Tier2MpnId"),
            ProductId = cells.Code("ProductId", 40),
            SkuId = cells.Code("SkuId", 20),
            AvailabilityId = cells.Text("AvailabilityId"),
            SkuName = cells.Name("SkuName", 250),
            ProductName = cells.Name("ProductName", 250),
            PublisherName = cells.Text("PublisherName", 200),
            PublisherId = cells.Text("PublisherId"),
            SubscriptionDescription = cells.Text("SubscriptionDescription"),
            MicrosoftSubscriptionId = cells.Id("SubscriptionId"),
            ChargeStartDate = charged,
            ChargeEndDate = cells.Instant("ChargeEndDate"),
            UsageDate = used,
            MeterType = cells.Text("MeterType"),
            MeterCategory = cells.Text("MeterCategory"),
            MeterId = cells.Text("MeterId"),
            MeterSubCategory = cells.Text("MeterSubCategory"),
            MeterName = cells.Text("MeterName"),
            MeterRegion = cells.Text("MeterRegion"),
            Unit = cells.Text("Unit"),
            ResourceLocation = cells.Text("ResourceLocation"),
            ConsumedService = cells.Text("ConsumedService"),
            ResourceGroup = cells.Text("ResourceGroup"),
            ResourceURI = cells.Text("ResourceURI", 2000),
            ChargeType = cells.Text("ChargeType"),
            UnitPrice = cells.EveryDigit("UnitPrice"),
            Quantity = cells.EveryDigit("Quantity"),
            UnitType = cells.Text("UnitType"),
            BillingPreTaxTotal = cells.EveryDigit("BillingPreTaxTotal"),
            BillingCurrency = currency ?? "",
            PricingPreTaxTotal = cells.EveryDigit("PricingPreTaxTotal"),
            PricingCurrency = cells.Currency("PricingCurrency"),
            ServiceInfo1 = cells.Text("ServiceInfo1"),
            ServiceInfo2 = cells.Text("ServiceInfo2"),
            Tags = cells.Text("Tags", LongText),
            AdditionalInfo = cells.Text("AdditionalInfo", LongText),
            EffectiveUnitPrice = cells.EveryDigit("EffectiveUnitPrice"),
            PCToBCExchangeRate = cells.EveryDigit("PCToBCExchangeRate"),
            PCToBCExchangeRateDate = cells.Instant("PCToBCExchangeRateDate"),
            EntitlementId = cells.Id("EntitlementId"),
            EntitlementDescription = cells.Text("EntitlementDescription"),
            PartnerEarnedCreditPercentage = cells.EveryDigit("PartnerEarnedCreditPercentage"),
            CreditPercentage = cells.EveryDigit("CreditPercentage"),
            CreditType = cells.Text("CreditType"),
            BenefitOrderId = cells.Text("BenefitOrderId"),
            BenefitId = cells.Text("BenefitId"),
            BenefitType = cells.Text("BenefitType"),
        };
        return (cells.Code("InvoiceNumber", 40)?.ToUpperInvariant(), row);
    }

    DateTime Missing(string column)
    {
        cells.Offend(column, "is required");
        return DateTime.UnixEpoch;
    }
}
