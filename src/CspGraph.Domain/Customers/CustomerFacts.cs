using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Customers;

/// <summary>What sources state about a customer.</summary>
/// <param name="Name">The company's name.</param>
/// <param name="Domain">The tenant's domain.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="ResellerPlaId">The PLA ID under which the customer is bought for.</param>
public sealed record CustomerFacts(Fact<string>? Name, Fact<string>? Domain, Fact<string>? Country, Fact<string>? ResellerPlaId)
{
    /// <summary>What a row already holds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="resellerPlaId">The PLA ID under which the row's reseller transacts; null for a direct customer.</param>
    public static CustomerFacts Of(Customer row, string? resellerPlaId)
    {
        var dates = FactDates.Parse(row.FactDates, FactDates.Oldest);
        return new(dates.Of('N', row.Name), dates.Of('D', row.Domain), dates.Of('C', row.Country), dates.Of('R', resellerPlaId));
    }

    /// <summary>What holds of both.</summary>
    public CustomerFacts Join(CustomerFacts other) => new(
        Fact.Join(Name, other.Name), Fact.Join(Domain, other.Domain), Fact.Join(Country, other.Country), Fact.Join(ResellerPlaId, other.ResellerPlaId));

    /// <summary>What holds once a source is withdrawn (see <see cref="Fact.Without"/>).</summary>
    public CustomerFacts Without(CustomerFacts withdrawn, CustomerFacts remaining) => new(
        Fact.Without(Name, withdrawn.Name, remaining.Name), Fact.Without(Domain, withdrawn.Domain, remaining.Domain),
        Fact.Without(Country, withdrawn.Country, remaining.Country), Fact.Without(ResellerPlaId, withdrawn.ResellerPlaId, remaining.ResellerPlaId));

    /// <summary>Makes the row say this; its reseller is the caller's to set, who knows the tree.</summary>
    public void WriteTo(Customer row)
    {
        if (Name is { } name) row.Name = name.Value;
        row.Domain = Domain?.Value ?? row.Domain;
        row.Country = Country?.Value ?? row.Country;
        row.FactDates = new FactDates().Add('N', Name).Add('D', Domain).Add('C', Country).Add('R', ResellerPlaId).ToString();
    }
}
