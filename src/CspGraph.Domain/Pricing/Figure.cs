namespace CspGraph.Domain.Pricing;

/// <summary>An amount of money.</summary>
/// <param name="Amount">To four places.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money(decimal Amount, string Currency)
{
    /// <summary>The most that is stored: an integer of 1/10,000 in 64 bits.</summary>
    public const decimal Most = 922_337_203_685_477m;

    /// <summary>An amount as it is stored: to four places, and no more than <see cref="Most"/> either way.</summary>
    public static decimal Kept(decimal amount) => decimal.Round(Math.Clamp(amount, -Most, Most), 4);
}

/// <summary>Whether a figure can be shown.</summary>
public enum Visibility
{
    /// <summary>The value is there.</summary>
    Visible,
    /// <summary>It is above the viewer's level.</summary>
    Hidden,
    /// <summary>No source has stated it; it is not zero.</summary>
    Unknown,
}

/// <summary>A cost, price or margin as one viewer sees it. Neither hidden nor unknown is ever zero.</summary>
/// <param name="Value">Null unless visible.</param>
/// <param name="Visibility">Why there is a value, or none.</param>
/// <param name="Missing">How many parts of a sum are not known and not in the value.</param>
/// <param name="AsOf">When the newest fact in it was stated (UTC).</param>
public sealed record Figure(Money? Value, Visibility Visibility, int Missing, DateTime AsOf)
{
    /// <summary>What Microsoft charges the tenant: shown to who may see costs, hidden from every reseller.</summary>
    /// <param name="amount">Null when unknown.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="asOf">When it was stated (UTC).</param>
    /// <param name="visible">Whether the viewer may see costs.</param>
    /// <param name="missing">Parts of a sum that are not known.</param>
    public static Figure OfCost(decimal? amount, string currency, DateTime asOf, bool visible, int missing = 0) =>
        !visible ? new(null, Visibility.Hidden, 0, asOf)
        : amount is { } known ? new(new Money(known, currency), Visibility.Visible, missing, asOf)
        : new(null, Visibility.Unknown, missing, asOf);

    /// <summary>What anyone would pay at list price: no secret of the level above, so shown to resellers too.</summary>
    /// <inheritdoc cref="OfCost"/>
    public static Figure OfListPrice(decimal? amount, string currency, DateTime asOf, int missing = 0) => OfCost(amount, currency, asOf, visible: true, missing);
}
