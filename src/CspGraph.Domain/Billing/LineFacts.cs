using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Billing;

/// <summary>What one reconciliation line states, and as of when. A missing value states nothing.</summary>
/// <remarks>Source: learn.microsoft.com, billing/modern-invoice-reconciliation-file and billing/recon-file-charge-types.</remarks>
public static class LineFacts
{
    /// <summary>The date of the line's statements: the later of the order and the start of the charge; without either, older than any.</summary>
    public static DateTime StatedAt(InvoiceLine line) => (line.OrderDate, line.ChargeStartDate) switch
    {
        ({ } order, { } charge) => order > charge ? order : charge,
        ({ } order, null) => order,
        (null, { } charge) => charge,
        _ => FactDates.Oldest,
    };

    /// <summary>The PLA ID of the reseller, or null: files write "0", "-1" or nothing for none.</summary>
    public static string? ResellerPlaId(InvoiceLine line) => line.ResellerMpnId is null or "0" or "-1" ? null : line.ResellerMpnId;

    /// <summary>The day on which something was sold: the earlier of the order and the start of the charge.</summary>
    public static DateOnly? SoldOn(InvoiceLine line) => (Day(line.OrderDate), Day(line.ChargeStartDate)) switch
    {
        ({ } order, { } charge) => order < charge ? order : charge,
        var (order, charge) => order ?? charge,
    };

    /// <summary>Product and SKU, when the line names both.</summary>
    public static SkuKey? Sku(InvoiceLine line) =>
        line is { MicrosoftProductId: { } product, MicrosoftSkuId: { } sku } ? SkuKey.Of(product, sku) : null;

    /// <summary>About the customer. A line without a reseller does not make the customer direct: it may be a credit, or bought by the distributor.</summary>
    public static CustomerFacts OfCustomer(InvoiceLine line)
    {
        var at = StatedAt(line);
        return new(Fact.Of(line.CustomerName, at), Fact.Of(line.CustomerDomainName, at), Fact.Of(line.CustomerCountry, at), Fact.Of(ResellerPlaId(line), at));
    }

    /// <summary>About the product.</summary>
    public static ProductFacts OfProduct(InvoiceLine line) =>
        new(Fact.Of(line.ProductName, StatedAt(line)), Fact.Of(line.PublisherName, StatedAt(line)));

    /// <summary>About the SKU.</summary>
    public static SkuFacts OfSku(InvoiceLine line) =>
        new(Fact.Of(line.SkuName, StatedAt(line)), Fact.Of(Qualifiers(line.ProductQualifiers), StatedAt(line)));

    /// <summary>About the subscription, which the line must name together with its SKU and a date.</summary>
    /// <remarks>
    /// A seat change or an upgrade refunds the old state and charges the new one, both of the same date: so only a charge
    /// states price and status, and what else a refund says is weak: its seats are those that were. A line of an unknown charge
    /// type is taken like a refund.
    /// </remarks>
    public static SubscriptionFacts OfSubscription(InvoiceLine line, SkuKey sku)
    {
        var at = StatedAt(line);
        var isCharge = ChargeTypes.ChargesSubscription(line.ChargeType) && !IsRefund(line);
        var isWeak = !isCharge;
        var cycle = TermText.Cycle(line.BillingFrequency, line.TermAndBillingCycle);
        var price = isCharge ? FullCyclePrice(line, cycle) : null;
        var description = Fact.Of(line.SubscriptionDescription, at, isWeak);
        return new()
        {
            Customer = new(line.MicrosoftCustomerId, at, isWeak),
            PartnerOfRecord = line.ResellerMpnId is null ? null : new(ResellerPlaId(line) ?? "", at, isWeak),
            Sku = new(sku, at, isWeak),
            Name = description ?? new(line.SkuName ?? line.ProductName ?? sku.ToString(), at, IsWeak: true),
            Quantity = line.Quantity is { } seats ? new((int)Math.Min(Math.Abs(seats), int.MaxValue), at, isWeak) : null,
            Price = new(new(line.Currency, price), at, IsWeak: price is null),
            Term = Fact.Of(TermText.Term(line.TermAndBillingCycle), at, isWeak),
            Cycle = Fact.Of(cycle, at, isWeak),
            Status = ChargeTypes.EndsSubscription(line.ChargeType) ? new(SubscriptionStatus.Deleted, at)
                : isCharge ? new(SubscriptionStatus.Active, at) : null,
            CommitmentEnd = Fact.Of(Day(line.SubscriptionEndDate), at, isWeak),
            StartDate = Day(line.SubscriptionStartDate) ?? SoldOn(line) ?? DateOnly.MaxValue,
        };
    }

    /// <summary>Whether the line gives money or seats back.</summary>
    public static bool IsRefund(InvoiceLine line) => line.Subtotal < 0 || line.Quantity < 0 || line.BillableQuantity < 0;

    /// <summary>What a seat costs for a whole cycle in the currency of the bill, or null when the line covers less and its price is prorated.</summary>
    /// <remarks>ROUNDDOWN(EffectiveUnitPrice × PCToBCExchangeRate, 2), as Microsoft computes the subtotal. The charge's last day is included.</remarks>
    static decimal? FullCyclePrice(InvoiceLine line, BillingCycle? cycle)
    {
        int? months = cycle switch { BillingCycle.Monthly => 1, BillingCycle.Annual => 12, BillingCycle.Triennial => 36, _ => null };
        if (months is null || Day(line.ChargeStartDate) is not { } first || Day(line.ChargeEndDate) is not { } last) return null;
        if (last < first.AddMonths(months.Value).AddDays(-1)) return null;
        return line.EffectiveUnitPrice is { } price ? decimal.Truncate(price * (line.PCToBCExchangeRate ?? 1) * 100) / 100 : null;
    }

    static SkuQualifiers? Qualifiers(string? text) => text is null ? null
        : (text.Contains("AddOn", StringComparison.OrdinalIgnoreCase) ? SkuQualifiers.AddOn : 0)
        | (text.Contains("Trial", StringComparison.OrdinalIgnoreCase) ? SkuQualifiers.Trial : 0);

    static DateOnly? Day(DateTime? instant) => instant is { } known ? DateOnly.FromDateTime(known) : null;
}
