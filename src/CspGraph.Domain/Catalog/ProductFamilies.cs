namespace CspGraph.Domain.Catalog;

/// <summary>Tells a product's family from its name: no reconciliation file states it.</summary>
/// <remarks>An inference of ours, from the brand names of Microsoft's catalogue; a name of none of them is <see cref="ProductFamily.Other"/>.</remarks>
public static class ProductFamilies
{
    static readonly (ProductFamily Family, string[] Brands)[] Known =
    [
        (ProductFamily.Azure, ["Azure"]),
        (ProductFamily.Dynamics365, ["Dynamics 365", "Power Apps", "Power Automate", "Power BI", "Power Pages", "Power Platform", "Copilot Studio", "Dataverse"]),
        (ProductFamily.Microsoft365, ["Microsoft 365", "Office 365", "Windows 365", "Exchange Online", "SharePoint", "OneDrive", "Microsoft Teams", "Teams ",
            "Enterprise Mobility", "Microsoft Entra", "Microsoft Intune", "Microsoft Defender", "Microsoft Purview", "Visio", "Project Plan", "Planner", "Microsoft Viva"]),
    ];

    /// <summary>The first family one of whose brands the name contains.</summary>
    public static ProductFamily Of(string name)
    {
        foreach (var (family, brands) in Known)
            if (brands.Any(brand => name.Contains(brand, StringComparison.OrdinalIgnoreCase))) return family;
        return ProductFamily.Other;
    }
}
