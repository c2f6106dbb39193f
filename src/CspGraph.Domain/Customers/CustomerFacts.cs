using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Customers;

/// <summary>What sources state about a customer.</summary>
/// <param name="Name">The company's name.</param>
/// <param name="Domain">The tenant's domain.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="ResellerPlaId">The PLA ID under which the customer is bought for.</param>
public sealed record CustomerFacts(Fact<string>? Name, Fact<string>? Domain, Fact<string>? Country, Fact<string>? ResellerPlaId)
{
    /// <summary>Key of the reseller that holds the customer (see <see cref="Resellers.ResellerKeys"/>); empty when the source says nobody does.</summary>
    public Fact<string>? Holder { get; init; }

    /// <summary>Nothing but that it is there.</summary>
    public static readonly CustomerFacts None = new(null, null, null, null);

    /// <summary>What a row already holds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="resellerPlaId">The PLA ID under which the row's reseller transacts, for a row that keeps none of its own; null for a direct customer.</param>
    /// <param name="statedReseller">Key of the row's stated reseller; null when it has none.</param>
    public static CustomerFacts Of(Customer row, string? resellerPlaId, string? statedReseller)
    {
        var dates = FactDates.Parse(row.FactDates, FactDates.Oldest);
        // Undated, who holds it is the row's own matter: see UndatedResellerId.
        var isDated = row.FactDates is not null;
        return new(dates.Of('N', row.Name), dates.Of('D', row.Domain), dates.Of('C', row.Country), isDated ? dates.Of('R', row.BoughtUnderPlaId ?? resellerPlaId) : null)
        {
            Holder = isDated ? dates.Of('H', statedReseller ?? "") : null,
        };
    }

    /// <summary>What holds of both.</summary>
    public CustomerFacts Join(CustomerFacts other) => new(
        Fact.Join(Name, other.Name), Fact.Join(Domain, other.Domain), Fact.Join(Country, other.Country), Fact.Join(ResellerPlaId, other.ResellerPlaId))
    {
        Holder = Fact.Join(Holder, other.Holder),
    };

    /// <summary>Makes the row say nothing of what these facts leave open, as when no source had ever stated it.</summary>
    public void Clear(Customer row)
    {
        if (Name is null) row.Name = $"Customer {row.EntraTenantId}";
        if (Domain is null) row.Domain = null;
        if (Country is null) row.Country = null;
        if (ResellerPlaId is null) row.BoughtUnderPlaId = null;
        if (Holder is null) row.StatedResellerId = null;
    }

    /// <summary>Makes the row say this; its resellers are the caller's to set, who knows the tree.</summary>
    public void WriteTo(Customer row)
    {
        if (Name is { } name) row.Name = name.Value;
        row.Domain = Domain?.Value ?? row.Domain;
        row.Country = Country?.Value ?? row.Country;
        row.BoughtUnderPlaId = ResellerPlaId?.Value ?? row.BoughtUnderPlaId;
        row.FactDates = new FactDates().Add('N', Name).Add('D', Domain).Add('C', Country).Add('R', ResellerPlaId).Add('H', Holder).ToString();
    }
}
