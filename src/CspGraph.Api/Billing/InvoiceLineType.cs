using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Billing;

sealed class InvoiceLineType : EntityType<InvoiceLine, CspGraphDb, Viewer>
{
    public InvoiceLineType() : base("InvoiceLine", "InvoiceLines", idTag: null, "A line of a new-commerce invoice reconciliation file, as Microsoft stated it.")
    {
        Column(line => line.LineNumber, "Its place in the file, the header being line 1.").Filterable().Sortable();
        Reference<Customer>("customer", line => line.CustomerId, "The customer it names.");
        Reference<Reseller>("reseller", line => line.ResellerId, "The reseller it names; null for a direct sale.");
        Reference<CspSubscription>("subscription", line => line.SubscriptionId, "The subscription it names; null for a one-time purchase or a credit.");
        Reference<Product>("product", line => line.ProductId, "The product it names.");
        Reference<Sku>("sku", line => line.SkuId, "The stock-keeping unit it names.");
        Column(line => line.CustomerName, "CustomerName, as stated.");
        Column(line => line.CustomerDomainName, "CustomerDomainName, as stated.");
        Column(line => line.CustomerCountry, "CustomerCountry, as stated.");
        Column(line => line.MpnId, "MpnId: the distributor's own PLA ID.");
        Column(line => line.ResellerMpnId, "ResellerMpnId (Tier2MpnId): the reseller's PLA ID; null for none.");
        Column(line => line.OrderId, "OrderId.");
        Column(line => line.OrderDate, "OrderDate.");
        Column("productIdStated", line => line.MicrosoftProductId, "ProductId, as stated.");
        Column("skuIdStated", line => line.MicrosoftSkuId, "SkuId, as stated.");
        Column(line => line.AvailabilityId, "AvailabilityId.");
        Column(line => line.SkuName, "SkuName, as stated.");
        Column(line => line.ProductName, "ProductName, as stated.");
        Column(line => line.ChargeType, "ChargeType: new, renew, addQuantity, removeQuantity, cancel, convert, customerCredit or a cycle charge.");
        Computed("unitPrice", (line, viewer) => Figure.OfCost(line.UnitPrice, line.PricingCurrency ?? line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.SeesWholeTenant, 0), "UnitPrice: per seat, in the pricing currency.");
        Column(line => line.Quantity, "Quantity.");
        Computed("subtotal", (line, viewer) => Figure.OfCost(line.Subtotal, line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.SeesWholeTenant, 0), "Before tax.");
        Computed("taxTotal", (line, viewer) => Figure.OfCost(line.TaxTotal, line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.SeesWholeTenant, 0), "Tax.");
        Computed("total", (line, viewer) => Figure.OfCost(line.Total, line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.SeesWholeTenant, 0), "With tax.");
        Column(line => line.Currency, "Billing currency.").As("CurrencyCode");
        Column(line => line.PriceAdjustmentDescription, "PriceAdjustmentDescription: a JSON array, as stated.");
        Column(line => line.PublisherName, "PublisherName.");
        Column(line => line.PublisherId, "PublisherId.");
        Column(line => line.SubscriptionDescription, "SubscriptionDescription.");
        Column("subscriptionIdStated", line => line.MicrosoftSubscriptionId, "SubscriptionId, as stated.");
        Column(line => line.ChargeStartDate, "ChargeStartDate.");
        Column(line => line.ChargeEndDate, "ChargeEndDate.");
        Column(line => line.TermAndBillingCycle, "TermAndBillingCycle, as stated.");
        Computed("effectiveUnitPrice", (line, viewer) => Figure.OfCost(line.EffectiveUnitPrice, line.PricingCurrency ?? line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.SeesWholeTenant, 0), "EffectiveUnitPrice: after adjustments, in the pricing currency.");
        Column(line => line.UnitType, "UnitType.");
        Column(line => line.AlternateId, "AlternateId.");
        Column(line => line.BillableQuantity, "BillableQuantity: what to reconcile on.");
        Column(line => line.BillingFrequency, "BillingFrequency, as stated.");
        Column(line => line.PricingCurrency, "PricingCurrency.");
        Column("pcToBCExchangeRate", line => line.PCToBCExchangeRate, "PCToBCExchangeRate: from the pricing to the billing currency.");
        Column("pcToBCExchangeRateDate", line => line.PCToBCExchangeRateDate, "PCToBCExchangeRateDate.");
        Column(line => line.MeterDescription, "MeterDescription.");
        Column(line => line.ReservationOrderId, "ReservationOrderId.");
        Column(line => line.CreditReasonCode, "CreditReasonCode.");
        Column(line => line.SubscriptionStartDate, "SubscriptionStartDate.");
        Column(line => line.SubscriptionEndDate, "SubscriptionEndDate.");
        Column(line => line.ReferenceId, "ReferenceId: ties the lines of an upgrade.");
        Column(line => line.ProductQualifiers, "ProductQualifiers: a JSON array, as stated.");
        Column(line => line.PromotionId, "PromotionId.");
        Column(line => line.ProductCategory, "ProductCategory.");
    }

    /// <summary>When a line's figures were stated: when its charge starts, else when it was ordered.</summary>
    static DateTime AsOf(DateTime? chargeStart, DateTime? ordered) => chargeStart ?? ordered ?? DateTime.UnixEpoch;
}
