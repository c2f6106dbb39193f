using CspGraph.Domain.Catalog;

namespace CspGraph.Api.Demo;

/// <summary>What a demo tenant sells.</summary>
/// <remarks>
/// ListPrice: US dollars per seat and month on an annual term, before the partner's margin; 0 is free or metered. Weight: how often it is bought, against
/// the others. IsBase: a suite with which a customer begins. Triennial: also sold for three years.
/// </remarks>
sealed record DemoOffer(
    string ProductId, string SkuId, string Product, string Sku, ProductFamily Family, decimal ListPrice, int Weight,
    bool IsBase = false, bool IsAddOn = false, bool IsTrial = false, bool Triennial = false)
{
    /// <summary>No commitment, no seats, no fixed price.</summary>
    public bool IsAzurePlan => Family is ProductFamily.Azure;
}

static class DemoCatalog
{
    public static readonly DemoOffer[] Offers =
    [
        Suite("CFQ7TTC0LFLZ", "Microsoft 365 E5", 57.00m, 6, triennial: true),
        Suite("CFQ7TTC0LFLX", "Microsoft 365 E3", 36.00m, 10, triennial: true),
        Suite("CFQ7TTC0LH05", "Microsoft 365 F3", 8.00m, 5),
        Suite("CFQ7TTC0LCHC", "Microsoft 365 Business Premium", 22.00m, 16),
        Suite("CFQ7TTC0LDPB", "Microsoft 365 Business Standard", 12.50m, 12),
        Suite("CFQ7TTC0LH18", "Microsoft 365 Business Basic", 6.00m, 9),
        Suite("CFQ7TTC0LF8Q", "Office 365 E1", 10.00m, 4),
        Suite("CFQ7TTC0LF8R", "Office 365 E3", 23.00m, 5),

        Microsoft365Seat("CFQ7TTC0LH16", "Exchange Online (Plan 1)", 4.00m, 8),
        Microsoft365Seat("CFQ7TTC0LH1P", "Exchange Online (Plan 2)", 8.00m, 3),
        Microsoft365Seat("CFQ7TTC0LGZT", "Microsoft 365 Apps for enterprise", 12.00m, 3),
        Microsoft365Seat("CFQ7TTC0LFLS", "Microsoft Entra ID P1", 6.00m, 3),
        Microsoft365Seat("CFQ7TTC0LFK5", "Microsoft Entra ID P2", 9.00m, 2),
        Microsoft365Seat("CFQ7TTC0LCH4", "Microsoft Intune Plan 1", 8.00m, 3),
        Microsoft365Seat("CFQ7TTC0LFJ1", "Enterprise Mobility + Security E5", 16.40m, 2),
        Microsoft365Seat("CFQ7TTC0HD33", "Visio Plan 1", 5.00m, 3),
        Microsoft365Seat("CFQ7TTC0HD32", "Visio Plan 2", 15.00m, 4),
        Microsoft365Seat("CFQ7TTC0HDB1", "Planner Plan 1", 10.00m, 2),
        Microsoft365Seat("CFQ7TTC0HDB0", "Planner and Project Plan 3", 30.00m, 3),
        new("CFQ7TTC0MM8R", "0002", "Microsoft 365 Copilot", "Microsoft 365 Copilot", ProductFamily.Microsoft365, 30.00m, 7, IsAddOn: true),
        new("CFQ7TTC0LH0T", "0001", "Microsoft Teams Phone Standard", "Microsoft Teams Phone Standard", ProductFamily.Microsoft365, 10.00m, 3, IsAddOn: true),
        new("CFQ7TTC0LHSL", "0001", "Microsoft Defender for Office 365", "Microsoft Defender for Office 365 (Plan 1)", ProductFamily.Microsoft365, 2.00m, 3, IsAddOn: true),
        new("CFQ7TTC0LHSL", "0002", "Microsoft Defender for Office 365", "Microsoft Defender for Office 365 (Plan 2)", ProductFamily.Microsoft365, 5.00m, 2, IsAddOn: true),
        new("CFQ7TTC0LCHC", "000P", "Microsoft 365 Business Premium", "Microsoft 365 Business Premium Trial", ProductFamily.Microsoft365, 0m, 3, IsTrial: true),

        new("DZH318Z0BPS6", "0001", "Azure plan", "Azure plan", ProductFamily.Azure, 0m, 10),

        DynamicsSeat("CFQ7TTC0LFDZ", "Dynamics 365 Sales Enterprise", 105.00m, 3, triennial: true),
        DynamicsSeat("CFQ7TTC0LFNN", "Dynamics 365 Sales Professional", 65.00m, 2),
        DynamicsSeat("CFQ7TTC0LFF1", "Dynamics 365 Customer Service Enterprise", 105.00m, 2, triennial: true),
        DynamicsSeat("CFQ7TTC0LGTX", "Dynamics 365 Business Central Essentials", 80.00m, 3),
        DynamicsSeat("CFQ7TTC0LHWP", "Dynamics 365 Team Members", 8.00m, 2),
        DynamicsSeat("CFQ7TTC0HL8W", "Power BI Pro", 14.00m, 6),
        DynamicsSeat("CFQ7TTC0LH2H", "Power Apps Premium", 20.00m, 3),
        DynamicsSeat("CFQ7TTC0LSGZ", "Power Automate Premium", 15.00m, 3),
    ];

    static DemoOffer Suite(string productId, string title, decimal price, int weight, bool triennial = false) =>
        new(productId, "0001", title, title, ProductFamily.Microsoft365, price, weight, IsBase: true, Triennial: triennial);

    static DemoOffer Microsoft365Seat(string productId, string title, decimal price, int weight) =>
        new(productId, "0001", title, title, ProductFamily.Microsoft365, price, weight);

    static DemoOffer DynamicsSeat(string productId, string title, decimal price, int weight, bool triennial = false) =>
        new(productId, "0001", title, title, ProductFamily.Dynamics365, price, weight, Triennial: triennial);
}
