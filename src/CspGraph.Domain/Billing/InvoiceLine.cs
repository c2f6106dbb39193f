using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Billing;

/// <summary>One line of a new-commerce invoice reconciliation file: its 47 columns as stated, and the rows they were matched to.</summary>
/// <remarks>Source: learn.microsoft.com, billing/modern-invoice-reconciliation-file. Reconcile on <see cref="BillableQuantity"/>, not <see cref="Quantity"/>.</remarks>
public sealed class InvoiceLine : IWholeTenantOnly
{
    public int TenantId { get; set; }
    public required Guid Id { get; set; }
    public Guid InvoiceId { get; set; }
    /// <summary>Position in its file, the header being line 1.</summary>
    public required int LineNumber { get; init; }
    /// <summary>The customer the line names.</summary>
    public Guid CustomerId { get; set; }
    public Guid? ResellerId { get; set; }
    public Guid? SubscriptionId { get; set; }
    public Guid? ProductId { get; set; }
    public Guid? SkuId { get; set; }
    public required string CustomerName { get; init; }
    public string? CustomerDomainName { get; init; }
    public string? CustomerCountry { get; init; }
    public string? MpnId { get; init; }
    public string? ResellerMpnId { get; init; }
    public string? OrderId { get; init; }
    public DateTime? OrderDate { get; init; }
    public string? MicrosoftProductId { get; init; }
    public string? MicrosoftSkuId { get; init; }
    public string? AvailabilityId { get; init; }
    public string? SkuName { get; init; }
    public string? ProductName { get; init; }
    public required string ChargeType { get; init; }
    public decimal? UnitPrice { get; init; }
    public decimal? Quantity { get; init; }
    public required decimal Subtotal { get; init; }
    public required decimal TaxTotal { get; init; }
    public required decimal Total { get; init; }
    public required string Currency { get; init; }
    public string? PriceAdjustmentDescription { get; init; }
    public string? PublisherName { get; init; }
    public string? PublisherId { get; init; }
    public string? SubscriptionDescription { get; init; }
    public Guid? MicrosoftSubscriptionId { get; init; }
    public DateTime? ChargeStartDate { get; init; }
    public DateTime? ChargeEndDate { get; init; }
    public string? TermAndBillingCycle { get; init; }
    public decimal? EffectiveUnitPrice { get; init; }
    public string? UnitType { get; init; }
    public string? AlternateId { get; init; }
    public decimal? BillableQuantity { get; init; }
    public string? BillingFrequency { get; init; }
    public string? PricingCurrency { get; init; }
    public decimal? PCToBCExchangeRate { get; init; }
    public DateTime? PCToBCExchangeRateDate { get; init; }
    public string? MeterDescription { get; init; }
    public string? ReservationOrderId { get; init; }
    public string? CreditReasonCode { get; init; }
    public DateTime? SubscriptionStartDate { get; init; }
    public DateTime? SubscriptionEndDate { get; init; }
    public string? ReferenceId { get; init; }
    public string? ProductQualifiers { get; init; }
    public string? PromotionId { get; init; }
    public string? ProductCategory { get; init; }
}
