namespace CspGraph.Benchmarks.Imports;

/// <summary>What every file says about a customer.</summary>
sealed record DrawnCustomer(Guid Id, string Name, string Domain, string Country, string ResellerMpnId)
{
    const int CustomersPerReseller = 40;

    static readonly string[] Words = ["Northgate", "Évora", "Bluepeak", "Harbour", "Zürich", "Riverside", "Alpine", "Meridian", "Contoso", "Söder", "Lighthouse", "Orchard"];
    static readonly string[] Trades = ["Logistics", "Hotéis", "Engineering", "Clinics", "Foods", "Consulting", "Textiles", "Energy", "Schools", "Media"];
    static readonly string[] Forms = ["GmbH", "Lda.", "Ltd", "S.A.", "AB", "LLC"];
    static readonly string[] Countries = ["DE", "PT", "FR", "ES", "IT", "SE"];

    public static DrawnCustomer Of(long number)
    {
        var name = $"{Drawn.Of("word", number, Words)} {Drawn.Of("trade", number, Trades)} {number} {Drawn.Of("form", number, Forms)}";
        return new(Drawn.Id("customer", number), name, $"customer{number}.onmicrosoft.com", Drawn.Of("country", number, Countries), $"{6_100_000 + number / CustomersPerReseller}");
    }
}
