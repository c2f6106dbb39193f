using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Subscriptions;

/// <summary>The fewest seats that a reseller is bound by contract to keep on a subscription, from one day to another.</summary>
/// <remarks>The distributor's own contract, not Microsoft's. Of several that cover a day, the one that began last holds.</remarks>
public sealed class ContractedMinimum : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>The <see cref="CspSubscription"/> it is for: our row, not Microsoft's id.</summary>
    public required Guid SubscriptionId { get; init; }
    /// <summary>Who is bound: the subscription's reseller.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>The first day on which it holds; with the subscription, its key.</summary>
    public required DateOnly StartsOn { get; init; }
    /// <summary>The last day on which it holds, itself included; null until a later one begins.</summary>
    public DateOnly? EndsOn { get; set; }
    /// <summary>Seats; 0 binds to nothing, as for one that was withdrawn.</summary>
    public required int MinimumQuantity { get; set; }
    /// <summary>When it was stated (see <see cref="Imports.FactDates"/>).</summary>
    public string? FactDates { get; set; }
}

/// <summary>How sources name a contracted minimum.</summary>
/// <param name="Subscription">Microsoft's subscription id.</param>
/// <param name="StartsOn">The first day on which it holds.</param>
public readonly record struct MinimumKey(Guid Subscription, DateOnly StartsOn);

/// <summary>What sources state about a contracted minimum.</summary>
/// <param name="Terms">Seats and last day are one fact: those of two contracts do not belong together.</param>
public sealed record MinimumFacts(Fact<MinimumTerms>? Terms)
{
    /// <summary>What a row already holds.</summary>
    public static MinimumFacts Of(ContractedMinimum row) =>
        new(Imports.FactDates.Parse(row.FactDates, Imports.FactDates.Oldest).Of<MinimumTerms>('M', new MinimumTerms(row.MinimumQuantity, row.EndsOn)));

    /// <summary>What holds of both.</summary>
    public MinimumFacts Join(MinimumFacts other) => new(Fact.Join(Terms, other.Terms));

    /// <summary>Makes the row say this; its reseller is the caller's to set, who knows the subscription's.</summary>
    public void WriteTo(ContractedMinimum row)
    {
        if (Terms is { Value: var stated }) (row.MinimumQuantity, row.EndsOn) = (stated.Quantity, stated.EndsOn);
        row.FactDates = new FactDates().Add('M', Terms).ToString();
    }
}

/// <summary>What a contract says of a subscription's seats.</summary>
/// <param name="Quantity">The fewest seats.</param>
/// <param name="EndsOn">The last day, itself included; null for an open end.</param>
public readonly record struct MinimumTerms(int Quantity, DateOnly? EndsOn) : IComparable<MinimumTerms>
{
    /// <summary>The most seats that a contract can ask for.</summary>
    public const int MostSeats = 10_000_000;

    /// <summary>By seats, then by last day, an open end first: an order without meaning, but the same everywhere.</summary>
    public int CompareTo(MinimumTerms other)
    {
        var order = Quantity.CompareTo(other.Quantity);
        return order != 0 ? order : Nullable.Compare(EndsOn, other.EndsOn);
    }
}
