namespace CspGraph.Domain.Usage;

/// <summary>The two amounts of a usage line: what Microsoft charges, and what the same usage costs at list price.</summary>
/// <remarks>
/// Source: learn.microsoft.com, billing/daily-rated-usage-recon-files. Invoices round each line to 2 places, the API gives
/// some 16. Each line's amount is rounded to <see cref="Places"/> once, before anything is added: so sums are exact, and the same
/// in whatever order the lines come.
/// </remarks>
public static class UsageAmounts
{
    /// <summary>Places to which a line counts in sums: a millionth of the currency, a ten-thousandth of what an invoice rounds to.</summary>
    public const int Places = 6;

    /// <summary>The most that all lines of a statement may come to, signs aside: sums are stored as 64-bit integers of 1/1,000,000.</summary>
    public const decimal Most = 9_000_000_000_000m;

    /// <summary>BillingPreTaxTotal as it counts; null when the line does not state it.</summary>
    public static decimal? Cost(UsageLine line) => Counted(line.BillingPreTaxTotal);

    /// <summary>UnitPrice × Quantity × PCToBCExchangeRate as it counts: before the partner's own credit, in the billing currency.</summary>
    /// <returns>Null when price, quantity or a needed rate is not stated, or the product is beyond what can be stored.</returns>
    public static decimal? ListPrice(UsageLine line)
    {
        if (line.UnitPrice is not { } price || line.Quantity is not { } quantity || Rate(line) is not { } rate) return null;
        // A decimal does not hold every product of three cells.
        if ((double)Math.Abs(price) * (double)Math.Abs(quantity) * (double)Math.Abs(rate) > (double)Most || (double)Math.Abs(price) * (double)Math.Abs(quantity) > 1e27) return null;
        return Counted(price * quantity * rate);
    }

    /// <summary>An amount as it counts in sums.</summary>
    public static decimal? Counted(decimal? amount) => amount is { } known ? decimal.Round(known, Places, MidpointRounding.ToEven) : null;

    /// <summary>A line without a rate is priced in the currency of the bill, unless it says otherwise.</summary>
    static decimal? Rate(UsageLine line) =>
        line.PCToBCExchangeRate ?? (line.PricingCurrency is null || line.PricingCurrency == line.BillingCurrency ? 1 : null);
}
