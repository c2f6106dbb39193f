namespace CspGraph.Domain.Subscriptions;

/// <summary>What Microsoft charges per seat and billing cycle, in the currency of the bill.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">Null when only the currency is known.</param>
public readonly record struct SubscriptionPrice(string Currency, decimal? Amount) : IComparable<SubscriptionPrice>
{
    /// <summary>By amount, an unknown one first, then by currency: an order without meaning, but the same everywhere.</summary>
    public int CompareTo(SubscriptionPrice other)
    {
        var order = Nullable.Compare(Amount, other.Amount);
        return order != 0 ? order : string.CompareOrdinal(Currency, other.Currency);
    }
}
