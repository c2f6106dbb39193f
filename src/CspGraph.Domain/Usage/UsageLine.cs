using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Usage;

/// <summary>One line of a daily rated usage file: its 55 columns as stated, but for PartnerId, which is the tenant's, and InvoiceNumber, which is its statement's.</summary>
/// <remarks>
/// Source: learn.microsoft.com, billing/daily-rated-usage-recon-files. It names what it is about by Microsoft's ids: nothing is
/// looked up while millions of lines are written. Numbers keep every digit, up to the 28 of a decimal.
/// </remarks>
public sealed class UsageLine : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>Its statement's month: lines of a month lie together.</summary>
    public required DateOnly Month { get; init; }
    /// <summary>The <see cref="UsageStatement"/> it is part of.</summary>
    public Guid StatementId { get; set; }
    /// <summary>Position in its file, the header being line 1.</summary>
    public required long LineNumber { get; init; }
    /// <summary>CustomerId: the customer's Entra tenant.</summary>
    public required Guid MicrosoftCustomerId { get; init; }
    /// <summary>The customer's company at the time of the file.</summary>
    public string? CustomerName { get; init; }
    /// <summary>Domain of the customer's tenant at the time of the file.</summary>
    public string? CustomerDomainName { get; init; }
    /// <summary>The customer's market: ISO 3166-1 alpha-2, upper case.</summary>
    public string? CustomerCountry { get; init; }
    /// <summary>The tenant's own company, as Microsoft writes it.</summary>
    public string? PartnerName { get; init; }
    /// <summary>PLA ID (formerly MPN ID) of the tenant itself, not of its reseller.</summary>
    public string? MpnId { get; init; }
    /// <summary>PLA ID of the reseller; "0", "-1" or null for none. Files call the column Tier2MpnId.</summary>
    public string? ResellerMpnId { get; init; }
    /// <summary>Product of the meter, in the file's own letter case; not that of the Azure plan.</summary>
    public string? ProductId { get; init; }
    /// <summary>SKU of the meter, as written: a spreadsheet may have taken its leading zeros.</summary>
    public string? SkuId { get; init; }
    /// <summary>Which offer of the SKU was used: the third part of Microsoft's catalogItemId.</summary>
    public string? AvailabilityId { get; init; }
    /// <summary>The SKU's title at the time of the file.</summary>
    public string? SkuName { get; init; }
    /// <summary>The product's title at the time of the file.</summary>
    public string? ProductName { get; init; }
    /// <summary>Who makes the product: Microsoft or a marketplace publisher.</summary>
    public string? PublisherName { get; init; }
    /// <summary>Partner Center's id of the publisher.</summary>
    public string? PublisherId { get; init; }
    /// <summary>Name of the Azure plan's subscription.</summary>
    public string? SubscriptionDescription { get; init; }
    /// <summary>SubscriptionId: the Azure plan's, not the Azure subscription's (which is <see cref="EntitlementId"/>).</summary>
    public Guid? MicrosoftSubscriptionId { get; init; }
    /// <summary>First day of the charge period (UTC).</summary>
    public DateTime? ChargeStartDate { get; init; }
    /// <summary>End of the charge period (UTC).</summary>
    public DateTime? ChargeEndDate { get; init; }
    /// <summary>When the usage was (UTC, midnight of a day).</summary>
    public required DateTime UsageDate { get; init; }
    /// <summary>What the meter counts, for example 1 Compute Hour - 4core.</summary>
    public string? MeterType { get; init; }
    /// <summary>The service, for example Virtual Machines.</summary>
    public string? MeterCategory { get; init; }
    /// <summary>Microsoft's id of the meter.</summary>
    public string? MeterId { get; init; }
    /// <summary>The kind of the service's resource.</summary>
    public string? MeterSubCategory { get; init; }
    /// <summary>The meter.</summary>
    public string? MeterName { get; init; }
    /// <summary>The region that the meter's price is for.</summary>
    public string? MeterRegion { get; init; }
    /// <summary>What the meter is priced by. The API calls it unitOfMeasure.</summary>
    public string? Unit { get; init; }
    /// <summary>The Azure region of the resource.</summary>
    public string? ResourceLocation { get; init; }
    /// <summary>The resource provider, for example Microsoft.Compute.</summary>
    public string? ConsumedService { get; init; }
    /// <summary>The resource's group.</summary>
    public string? ResourceGroup { get; init; }
    /// <summary>The resource: Azure Resource Manager's id.</summary>
    public string? ResourceURI { get; init; }
    /// <summary>Why the line exists, in the file's own letter case.</summary>
    public string? ChargeType { get; init; }
    /// <summary>List price per unit in <see cref="PricingCurrency"/>; every digit that was stated.</summary>
    public decimal? UnitPrice { get; init; }
    /// <summary>Units used; negative in a correction.</summary>
    public decimal? Quantity { get; init; }
    /// <summary>The unit of <see cref="Quantity"/>.</summary>
    public string? UnitType { get; init; }
    /// <summary>What Microsoft charges the tenant before tax, in <see cref="BillingCurrency"/>; negative in a credit. The API does not round it.</summary>
    public decimal? BillingPreTaxTotal { get; init; }
    /// <summary>Currency of the bill, ISO 4217.</summary>
    public required string BillingCurrency { get; init; }
    /// <summary>The same charge in <see cref="PricingCurrency"/>.</summary>
    public decimal? PricingPreTaxTotal { get; init; }
    /// <summary>Currency of the price list, ISO 4217; null is taken as <see cref="BillingCurrency"/>.</summary>
    public string? PricingCurrency { get; init; }
    /// <summary>Project of the service, where it has one.</summary>
    public string? ServiceInfo1 { get; init; }
    /// <summary>Further information of the service, as stated.</summary>
    public string? ServiceInfo2 { get; init; }
    /// <summary>The resource's tags, as JSON.</summary>
    public string? Tags { get; init; }
    /// <summary>What the meter's service adds, as JSON.</summary>
    public string? AdditionalInfo { get; init; }
    /// <summary>Price per unit after the partner's credit, in <see cref="PricingCurrency"/>.</summary>
    public decimal? EffectiveUnitPrice { get; init; }
    /// <summary>Units of <see cref="BillingCurrency"/> for one of <see cref="PricingCurrency"/>.</summary>
    public decimal? PCToBCExchangeRate { get; init; }
    /// <summary>The day whose exchange rate was taken (UTC).</summary>
    public DateTime? PCToBCExchangeRateDate { get; init; }
    /// <summary>The Azure subscription.</summary>
    public Guid? EntitlementId { get; init; }
    /// <summary>Name of the Azure subscription at the time of the file.</summary>
    public string? EntitlementDescription { get; init; }
    /// <summary>Partner earned credit: 15 or 0; the API's rateOfPartnerEarnedCredit says 0.15.</summary>
    public decimal? PartnerEarnedCreditPercentage { get; init; }
    /// <summary>Azure credit: 100 or 0; the API's rateOfCredit is a share.</summary>
    public decimal? CreditPercentage { get; init; }
    /// <summary>Which credit was applied, in Microsoft's words.</summary>
    public string? CreditType { get; init; }
    /// <summary>Order of the reservation or savings plan that covered the usage.</summary>
    public string? BenefitOrderId { get; init; }
    /// <summary>The benefit that covered the usage.</summary>
    public string? BenefitId { get; init; }
    /// <summary>SavingsPlan, Charge or another kind of benefit.</summary>
    public string? BenefitType { get; init; }

    /// <summary>The calendar day of the usage (UTC).</summary>
    public DateOnly Day() => DateOnly.FromDateTime(UsageDate);
}
