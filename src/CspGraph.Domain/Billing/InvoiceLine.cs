using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Billing;

/// <summary>One line of a new-commerce invoice reconciliation file: its 47 columns as stated. It names customer, reseller, subscription, product and SKU by Microsoft's own ids.</summary>
/// <remarks>Source: learn.microsoft.com, billing/modern-invoice-reconciliation-file. Reconcile on <see cref="BillableQuantity"/>, not <see cref="Quantity"/>.</remarks>
public sealed class InvoiceLine : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; set; }
    /// <summary>The <see cref="Invoice"/> that InvoiceNumber led to.</summary>
    public Guid InvoiceId { get; set; }
    /// <summary>Position in its file, the header being line 1.</summary>
    public required int LineNumber { get; init; }
    /// <summary>CustomerId: the Entra tenant of the customer.</summary>
    public required Guid MicrosoftCustomerId { get; init; }
    /// <summary>The customer's company at the time of the file; empty when the file leaves it out.</summary>
    public required string CustomerName { get; init; }
    /// <summary>Domain of the customer's tenant at the time of the file.</summary>
    public string? CustomerDomainName { get; init; }
    /// <summary>The customer's market: ISO 3166-1 alpha-2, upper case.</summary>
    public string? CustomerCountry { get; init; }
    /// <summary>PLA ID (formerly MPN ID) of the tenant itself, not of its reseller.</summary>
    public string? MpnId { get; init; }
    /// <summary>PLA ID of the Partner of Record; "0", "-1" or null for none. Some files call the column Tier2MpnId.</summary>
    public string? ResellerMpnId { get; init; }
    /// <summary>Microsoft's order: what its support asks for.</summary>
    public string? OrderId { get; init; }
    /// <summary>When the order, or the billing event behind the line, was made (UTC; midnight when the file gives a day).</summary>
    public DateTime? OrderDate { get; init; }
    /// <summary>ProductId; upper case, as in <see cref="Catalog.Product.ProductId"/>.</summary>
    public string? MicrosoftProductId { get; init; }
    /// <summary>SkuId as written: a spreadsheet may have taken its leading zeros.</summary>
    public string? MicrosoftSkuId { get; init; }
    /// <summary>The SKU by both of these (see <see cref="Catalog.Sku.CatalogId"/>); null when the line does not name both.</summary>
    public string? CatalogId { get; init; }
    /// <summary>Which offer of the SKU was bought: the third part of Microsoft's catalogItemId.</summary>
    public string? AvailabilityId { get; init; }
    /// <summary>The SKU's title at the time of the file; an extended service term shows only here.</summary>
    public string? SkuName { get; init; }
    /// <summary>The product's title at the time of the file.</summary>
    public string? ProductName { get; init; }
    /// <summary>Why the line exists, in the file's own letter case (see <see cref="ChargeTypes"/>).</summary>
    public required string ChargeType { get; init; }
    /// <summary>List price per unit in <see cref="PricingCurrency"/>, before adjustments; up to 12 places.</summary>
    public decimal? UnitPrice { get; init; }
    /// <summary>Units bought, a whole number; can be negative where seats are given back.</summary>
    public decimal? Quantity { get; init; }
    /// <summary>Before tax, in <see cref="Currency"/>. Licences: ROUNDDOWN(EffectiveUnitPrice × PCToBCExchangeRate, 2) × BillableQuantity; negative for a refund.</summary>
    public required decimal Subtotal { get; init; }
    /// <summary>Tax on <see cref="Subtotal"/>, in <see cref="Currency"/>.</summary>
    public required decimal TaxTotal { get; init; }
    /// <summary><see cref="Subtotal"/> + <see cref="TaxTotal"/>, in <see cref="Currency"/>; the import refuses a line that is off by more than 0.01.</summary>
    public required decimal Total { get; init; }
    /// <summary>Billing currency, ISO 4217: of Subtotal, TaxTotal and Total, and the same for all lines of an invoice.</summary>
    public required string Currency { get; init; }
    /// <summary>Why <see cref="EffectiveUnitPrice"/> differs from <see cref="UnitPrice"/>: a JSON array of sentences.</summary>
    public string? PriceAdjustmentDescription { get; init; }
    /// <summary>Who makes the product: Microsoft or a marketplace publisher.</summary>
    public string? PublisherName { get; init; }
    /// <summary>Partner Center's id of the publisher; null where the file leaves it empty.</summary>
    public string? PublisherId { get; init; }
    /// <summary>Name of the offer that was bought, or the customer's own name for the subscription.</summary>
    public string? SubscriptionDescription { get; init; }
    /// <summary>Microsoft's SubscriptionId; for Azure the plan's, not the Azure subscription's.</summary>
    public Guid? MicrosoftSubscriptionId { get; init; }
    /// <summary>First day that the charge covers (UTC).</summary>
    public DateTime? ChargeStartDate { get; init; }
    /// <summary>Last day that the charge covers, itself included (UTC).</summary>
    public DateTime? ChargeEndDate { get; init; }
    /// <summary>Commitment and billing in words, read by <see cref="Subscriptions.TermText"/>.</summary>
    public string? TermAndBillingCycle { get; init; }
    /// <summary>Price per unit after discounts and proration, in <see cref="PricingCurrency"/>; up to 12 places.</summary>
    public decimal? EffectiveUnitPrice { get; init; }
    /// <summary>What a metered line counts, for example 1 GB/Month; null for licences.</summary>
    public string? UnitType { get; init; }
    /// <summary>A second id of the order line; for licences often the same as <see cref="OrderId"/>.</summary>
    public string? AlternateId { get; init; }
    /// <summary>Units that the subtotal is computed from; up to 12 places, can be negative for a refund.</summary>
    public decimal? BillableQuantity { get; init; }
    /// <summary>Billing plan chosen at purchase, for example Monthly; decides the cycle before <see cref="TermAndBillingCycle"/> does.</summary>
    public string? BillingFrequency { get; init; }
    /// <summary>Currency of the price list, ISO 4217: of UnitPrice and EffectiveUnitPrice; null is taken as <see cref="Currency"/>.</summary>
    public string? PricingCurrency { get; init; }
    /// <summary>Units of <see cref="Currency"/> for one of <see cref="PricingCurrency"/>; null is taken as 1.</summary>
    public decimal? PCToBCExchangeRate { get; init; }
    /// <summary>The day whose exchange rate was taken (UTC).</summary>
    public DateTime? PCToBCExchangeRateDate { get; init; }
    /// <summary>What a metered line measured, for example stored data; null for licences.</summary>
    public string? MeterDescription { get; init; }
    /// <summary>Order of an Azure reservation; licence lines can carry an id here too.</summary>
    public string? ReservationOrderId { get; init; }
    /// <summary>What a credit is for, in Microsoft's words, for example Azure consumption credit; null for charges.</summary>
    public string? CreditReasonCode { get; init; }
    /// <summary>The day the subscription was bought (UTC).</summary>
    public DateTime? SubscriptionStartDate { get; init; }
    /// <summary>Last day of the subscription's term, itself included (UTC).</summary>
    public DateTime? SubscriptionEndDate { get; init; }
    /// <summary>The same on all lines that one upgrade caused, across both subscriptions.</summary>
    public string? ReferenceId { get; init; }
    /// <summary>What the SKU is besides a plain licence: a JSON array such as ["AddOn","Trial"].</summary>
    public string? ProductQualifiers { get; init; }
    /// <summary>The promotion that lowered the price; null for none.</summary>
    public string? PromotionId { get; init; }
    /// <summary>Microsoft's grouping of the product; null in files that lack the column.</summary>
    public string? ProductCategory { get; init; }
}
