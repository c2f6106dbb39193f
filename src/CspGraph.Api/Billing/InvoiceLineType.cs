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

/// <summary>A line as Microsoft wrote it. Its references lead to what the network holds under the ids it states, and are null where that is nothing.</summary>
sealed class InvoiceLineType : EntityType<InvoiceLine, CspGraphDb, Viewer>
{
    public InvoiceLineType() : base("InvoiceLine", "InvoiceLines", idTag: null, "A line of a new-commerce invoice reconciliation file, as Microsoft stated it.")
    {
        Listed(by: Column(line => line.LineNumber, "Its place in the file, the header being line 1.").Filterable().Sortable());
        Reference<Customer, Guid>("customer", line => line.MicrosoftCustomerId, customer => customer.EntraTenantId, "The customer it names.");
        Reference<Reseller, string?>("reseller", line => line.ResellerMpnId, reseller => reseller.PlaId, "The reseller it names; null for a direct sale.");
        Reference<CspSubscription, Guid?>("subscription", line => line.MicrosoftSubscriptionId, subscription => subscription.SubscriptionId, "The subscription it names; null for a one-time purchase or a credit.");
        Reference<Product, string?>("product", line => line.MicrosoftProductId, product => product.ProductId, "The product it names.");
        Reference<Sku, string?>("sku", line => line.CatalogId, sku => sku.CatalogId, "The stock-keeping unit it names.");
        Column(line => line.CustomerName, "CustomerName, as stated.");
        Column(line => line.CustomerDomainName, "CustomerDomainName, as stated.");
        Column(line => line.CustomerCountry, "CustomerCountry, as stated.");
        Column(line => line.MpnId, "MpnId: the distributor's own PLA ID.");
        Column(line => line.ResellerMpnId, "ResellerMpnId (Tier2MpnId): the reseller's PLA ID; null for none.");
        Column(line => line.OrderId, "Microsoft's id of the order: give it to Microsoft support.");
        Column(line => line.OrderDate, "When the order, or the billing event behind the line, was made.");
        Column("productIdStated", line => line.MicrosoftProductId, "ProductId, in upper case.");
        Column("skuIdStated", line => line.MicrosoftSkuId, "SkuId, as stated.");
        Column(line => line.AvailabilityId, "Which offer of the SKU was bought: the third part of Microsoft's catalog item id (product:sku:availability).");
        Column(line => line.SkuName, "SkuName, as stated.");
        Column(line => line.ProductName, "ProductName, as stated.");
        Column(line => line.ChargeType, "ChargeType: new, renew, addQuantity, removeQuantity, cancel, convert, customerCredit or a cycle charge.");
        Computed("unitPrice", (line, viewer) => Figure.OfCost(line.UnitPrice, line.PricingCurrency ?? line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.May(Right.SeeCosts), 0), "UnitPrice: per seat, in the pricing currency.");
        Column(line => line.Quantity, "Units or seats bought; reconcile on billableQuantity instead.");
        Computed("subtotal", (line, viewer) => Figure.OfCost(line.Subtotal, line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.May(Right.SeeCosts), 0), "Before tax.");
        Computed("taxTotal", (line, viewer) => Figure.OfCost(line.TaxTotal, line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.May(Right.SeeCosts), 0), "Tax.");
        Computed("total", (line, viewer) => Figure.OfCost(line.Total, line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.May(Right.SeeCosts), 0), "With tax.");
        Column(line => line.Currency, "Billing currency.").As("CurrencyCode");
        Computed("priceAdjustmentDescription", (line, viewer) => viewer.May(Right.SeeCosts) ? line.PriceAdjustmentDescription : null, "PriceAdjustmentDescription: a JSON array, as stated; null for who may not see costs.", nullable: true);
        Column(line => line.PublisherName, "Who makes the product: Microsoft or a marketplace publisher.");
        Column(line => line.PublisherId, "Partner Center's id of the publisher; null where the file leaves it empty.");
        Column(line => line.SubscriptionDescription, "Name of the offer that was bought, or the customer's own name for the subscription.");
        Column("subscriptionIdStated", line => line.MicrosoftSubscriptionId, "SubscriptionId, as stated.");
        Column(line => line.ChargeStartDate, "First day that the charge covers.");
        Column(line => line.ChargeEndDate, "Last day that the charge covers, itself included.");
        Column(line => line.TermAndBillingCycle, "Commitment and billing in Microsoft's words, for example One-Year commitment for monthly/yearly billing.");
        Computed("effectiveUnitPrice", (line, viewer) => Figure.OfCost(line.EffectiveUnitPrice, line.PricingCurrency ?? line.Currency, AsOf(line.ChargeStartDate, line.OrderDate), viewer.May(Right.SeeCosts), 0), "EffectiveUnitPrice: after adjustments, in the pricing currency.");
        Column(line => line.UnitType, "The unit in which a meter is charged, for example 1 GB/Month; null for licences.");
        Column(line => line.AlternateId, "A second id of the order line; for licences often the same as orderId.");
        Column(line => line.BillableQuantity, "BillableQuantity: what to reconcile on.");
        Column(line => line.BillingFrequency, "The billing plan chosen at purchase, as stated, for example Monthly.");
        Column(line => line.PricingCurrency, "Currency of the price list, in which unitPrice and effectiveUnitPrice are; ISO 4217.");
        Column("pcToBCExchangeRate", line => line.PCToBCExchangeRate, "PCToBCExchangeRate: from the pricing to the billing currency.");
        Column("pcToBCExchangeRateDate", line => line.PCToBCExchangeRateDate, "The day whose exchange rate was taken.");
        Column(line => line.MeterDescription, "What the meter of a usage line measures; null for licences.");
        Column(line => line.ReservationOrderId, "Order id of an Azure reservation; licence lines can carry an id here too.");
        Column(line => line.CreditReasonCode, "What a credit is for, in Microsoft's words, for example Azure consumption credit; null for charges.");
        Column(line => line.SubscriptionStartDate, "The day the subscription was bought.");
        Column(line => line.SubscriptionEndDate, "Last day of the subscription's term, itself included.");
        Column(line => line.ReferenceId, "ReferenceId: ties the lines of an upgrade.");
        Column(line => line.ProductQualifiers, "ProductQualifiers: a JSON array, as stated.");
        Column(line => line.PromotionId, "The promotion that lowered the price; null for none.");
        Column(line => line.ProductCategory, "Microsoft's grouping of the product; null in files that lack the column.");
    }

    /// <summary>When a line's figures were stated: when its charge starts, else when it was ordered.</summary>
    static DateTime AsOf(DateTime? chargeStart, DateTime? ordered) => chargeStart ?? ordered ?? DateTime.UnixEpoch;
}
