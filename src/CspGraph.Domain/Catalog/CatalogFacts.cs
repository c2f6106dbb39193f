using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Catalog;

/// <summary>What sources state about a product.</summary>
public sealed record ProductFacts(Fact<string>? Name, Fact<string>? Publisher)
{
    /// <summary>What a row already holds.</summary>
    public static ProductFacts Of(Product row)
    {
        var dates = FactDates.Parse(row.FactDates, FactDates.Oldest);
        return new(dates.Of('N', row.Name), dates.Of('P', row.Publisher));
    }

    /// <summary>What holds of both.</summary>
    public ProductFacts Join(ProductFacts other) => new(Fact.Join(Name, other.Name), Fact.Join(Publisher, other.Publisher));

    /// <summary>Makes the row say this. A changed name decides the family anew.</summary>
    public void WriteTo(Product row)
    {
        if (Name is { } name && name.Value != row.Name)
        {
            row.Name = name.Value;
            row.Family = ProductFamilies.Of(name.Value);
        }
        row.Publisher = Publisher?.Value ?? row.Publisher;
        row.FactDates = new FactDates().Add('N', Name).Add('P', Publisher).ToString();
    }
}

/// <summary>What sources state about a SKU.</summary>
public sealed record SkuFacts(Fact<string>? Name, Fact<SkuQualifiers>? Qualifiers)
{
    /// <summary>What a row already holds.</summary>
    public static SkuFacts Of(Sku row)
    {
        var dates = FactDates.Parse(row.FactDates, FactDates.Oldest);
        var qualifiers = (row.IsTrial ? SkuQualifiers.Trial : 0) | (row.IsAddOn ? SkuQualifiers.AddOn : 0);
        return new(dates.Of('N', row.Name), dates.Of<SkuQualifiers>('Q', qualifiers));
    }

    /// <summary>What holds of both.</summary>
    public SkuFacts Join(SkuFacts other) => new(Fact.Join(Name, other.Name), Fact.Join(Qualifiers, other.Qualifiers));

    /// <summary>Makes the row say this.</summary>
    public void WriteTo(Sku row)
    {
        row.Name = Name?.Value ?? row.Name;
        if (Qualifiers is { } qualifiers)
        {
            row.IsTrial = qualifiers.Value.HasFlag(SkuQualifiers.Trial);
            row.IsAddOn = qualifiers.Value.HasFlag(SkuQualifiers.AddOn);
        }
        row.FactDates = new FactDates().Add('N', Name).Add('Q', Qualifiers).ToString();
    }
}

/// <summary>What a SKU is besides a plain licence.</summary>
[Flags]
public enum SkuQualifiers
{
    /// <summary>A plain licence.</summary>
    None = 0,
    /// <summary>Free for a time.</summary>
    Trial = 1,
    /// <summary>Needs another licence.</summary>
    AddOn = 2,
}
