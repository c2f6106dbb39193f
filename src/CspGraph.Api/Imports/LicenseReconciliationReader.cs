using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Pricing;

namespace CspGraph.Api.Imports;

/// <summary>A line of the file that can be taken, and the invoice it names.</summary>
readonly record struct ReconciliationLine(string InvoiceNumber, InvoiceLine Row);

/// <summary>Reads the lines of a licence reconciliation file: 47 documented columns.</summary>
/// <remarks>
/// Required are the nine without which a line cannot be placed or added up; every other column may be absent. The reseller's
/// column is Tier2MpnId in files, ResellerMpnId in the API; the total is TotalForCustomer there.
/// </remarks>
/// <param name="lines">The file.</param>
/// <param name="partner">The tenant's own Microsoft tenant.</param>
/// <param name="latest">Nothing is stated of a later instant: it would hold against whatever is stated until then.</param>
sealed class LicenseReconciliationReader(CsvLines lines, Guid partner, DateTime latest)
{
    public static readonly CsvHeader Header = new(
        required: ["PartnerId", "CustomerId", "CustomerName", "InvoiceNumber", "ChargeType", "Subtotal", "TaxTotal", "Total", "Currency"],
        optional:
        [
            "ResellerMpnId", "CustomerDomainName", "CustomerCountry", "MpnId", "OrderId", "OrderDate", "ProductId", "SkuId", "AvailabilityId", "SkuName",
            "ProductName", "UnitPrice", "Quantity", "PriceAdjustmentDescription", "PublisherName", "PublisherId", "SubscriptionDescription",
            "SubscriptionId", "ChargeStartDate", "ChargeEndDate", "TermAndBillingCycle", "EffectiveUnitPrice", "UnitType", "AlternateId",
            "BillableQuantity", "BillingFrequency", "PricingCurrency", "PCToBCExchangeRate", "PCToBCExchangeRateDate", "MeterDescription",
            "ReservationOrderId", "CreditReasonCode", "SubscriptionStartDate", "SubscriptionEndDate", "ReferenceId", "ProductQualifiers", "PromotionId",
            "ProductCategory",
        ],
        ("Tier2MpnId", "ResellerMpnId"), ("TotalForCustomer", "Total"));

    /// <summary>More than any customer has people; far below where sums of seats and costs end.</summary>
    const int MostSeats = 10_000_000;

    readonly Cells cells = lines.Cells;
    readonly Dictionary<string, string> currencyOf = [];
    (string Product, string Sku, string CatalogId) last = ("", "", "");

    /// <summary>The current line; null, the reason noted, when it cannot be taken.</summary>
    public ReconciliationLine? Take()
    {
        var line = Read();
        return lines.CanBeTaken() ? line : null;
    }

    ReconciliationLine Read()
    {
        // Says the same of an id that is another tenant's and of one that is nobody's.
        if (cells.RequiredId("PartnerId") != partner) cells.Offend("PartnerId", "is not the Microsoft tenant id of this tenant");
        var (product, sku) = (cells.Code("ProductId", 40)?.ToUpperInvariant(), cells.Code("SkuId", 20));
        var row = new InvoiceLine
        {
            Id = Guid.Empty,
            InvoiceId = Guid.Empty,
            MicrosoftCustomerId = cells.RequiredId("CustomerId"),
            LineNumber = lines.LineNumber,
            CustomerName = cells.Name("CustomerName", 200) ?? "",
            CustomerDomainName = cells.Name("CustomerDomainName", 255),
            CustomerCountry = cells.Country("CustomerCountry"),
            MpnId = cells.Text("MpnId"),
            ResellerMpnId = cells.PlaId("ResellerMpnId"),
            OrderId = cells.Text("OrderId"),
            OrderDate = cells.Instant("OrderDate"),
            MicrosoftProductId = product,
            MicrosoftSkuId = sku,
            CatalogId = product is null || sku is null ? null : CatalogId(product, sku),
            AvailabilityId = cells.Text("AvailabilityId"),
            SkuName = cells.Name("SkuName", 250),
            ProductName = cells.Name("ProductName", 250),
            ChargeType = cells.RequiredText("ChargeType"),
            UnitPrice = cells.Exact("UnitPrice"),
            Quantity = cells.Integer("Quantity"),
            Subtotal = cells.RequiredMoney("Subtotal"),
            TaxTotal = cells.RequiredMoney("TaxTotal"),
            Total = cells.RequiredMoney("Total"),
            Currency = cells.Currency("Currency") ?? "",
            PriceAdjustmentDescription = cells.Text("PriceAdjustmentDescription", 4000),
            PublisherName = cells.Text("PublisherName", 200),
            PublisherId = cells.Text("PublisherId"),
            SubscriptionDescription = cells.Name("SubscriptionDescription", 250),
            MicrosoftSubscriptionId = cells.Id("SubscriptionId"),
            ChargeStartDate = cells.Instant("ChargeStartDate"),
            ChargeEndDate = cells.Instant("ChargeEndDate"),
            TermAndBillingCycle = cells.Text("TermAndBillingCycle"),
            EffectiveUnitPrice = cells.Exact("EffectiveUnitPrice"),
            UnitType = cells.Text("UnitType"),
            AlternateId = cells.Text("AlternateId"),
            BillableQuantity = cells.Exact("BillableQuantity"),
            BillingFrequency = cells.Text("BillingFrequency"),
            PricingCurrency = cells.Currency("PricingCurrency"),
            PCToBCExchangeRate = cells.Exact("PCToBCExchangeRate"),
            PCToBCExchangeRateDate = cells.Instant("PCToBCExchangeRateDate"),
            MeterDescription = cells.Text("MeterDescription"),
            ReservationOrderId = cells.Text("ReservationOrderId"),
            CreditReasonCode = cells.Text("CreditReasonCode"),
            SubscriptionStartDate = cells.Instant("SubscriptionStartDate"),
            SubscriptionEndDate = cells.Instant("SubscriptionEndDate"),
            ReferenceId = cells.Text("ReferenceId"),
            ProductQualifiers = cells.Text("ProductQualifiers", 4000),
            PromotionId = cells.Text("PromotionId"),
            ProductCategory = cells.Text("ProductCategory"),
        };
        var line = new ReconciliationLine(InvoiceNumber(), row);
        Check(line);
        return line;
    }

    string InvoiceNumber() => cells.Code("InvoiceNumber", 40) is { } number ? number.ToUpperInvariant() : Unbilled();

    string Unbilled()
    {
        cells.Offend("InvoiceNumber", "is required: unbilled lines are not an invoice's");
        return "";
    }

    /// <summary>What one cell alone does not show.</summary>
    void Check(ReconciliationLine line)
    {
        var row = line.Row;
        if (row.Currency is "") cells.Offend("Currency", "is required");
        if (row.OrderDate > latest) cells.Offend("OrderDate", "is more than a year ahead");
        if (row.ChargeStartDate > latest) cells.Offend("ChargeStartDate", "is more than a year ahead");
        if (Math.Abs(row.Total - row.Subtotal - row.TaxTotal) > 0.01m) cells.Offend("Total", "is not Subtotal + TaxTotal");
        if (row.MicrosoftSubscriptionId is not null)
        {
            if (row.MicrosoftProductId is null) cells.Offend("ProductId", "is required where there is a SubscriptionId");
            if (row.MicrosoftSkuId is null) cells.Offend("SkuId", "is required where there is a SubscriptionId");
            if (row.Quantity is null) cells.Offend("Quantity", "is required where there is a SubscriptionId");
            if (row.Quantity is { } seats && Math.Abs(seats) > MostSeats) cells.Offend("Quantity", "is more seats than a subscription has");
            if (CostsTooMuch(row)) cells.Offend("EffectiveUnitPrice", "times PCToBCExchangeRate and Quantity is too large");
            if (row.OrderDate is null && row.ChargeStartDate is null) cells.Offend("OrderDate", "or ChargeStartDate is required where there is a SubscriptionId");
        }
        if (cells.Offence is not null) return;
        if (currencyOf.TryAdd(line.InvoiceNumber, row.Currency)) return;
        if (currencyOf[line.InvoiceNumber] != row.Currency) cells.Offend("Currency", "is not that of the invoice's earlier lines");
    }

    /// <summary>The price in the currency of the bill, and the cost of all seats, are stored with the subscription.</summary>
    static bool CostsTooMuch(InvoiceLine row)
    {
        var price = Math.Abs(row.EffectiveUnitPrice ?? 0);
        var rate = Math.Abs(row.PCToBCExchangeRate ?? 1);
        var seats = Math.Max(1, Math.Abs(row.Quantity ?? 1));
        // The division first: a decimal does not hold every product of two cells.
        return rate > 1 && price > Money.Most / rate || price * rate * seats > Money.Most;
    }

    /// <summary>Neighbouring lines are often of one SKU: they share the text.</summary>
    string CatalogId(string product, string sku)
    {
        if (last.Product != product || last.Sku != sku) last = (product, sku, SkuKey.Of(product, sku).ToString());
        return last.CatalogId;
    }
}
