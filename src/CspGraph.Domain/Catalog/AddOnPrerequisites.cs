namespace CspGraph.Domain.Catalog;

/// <summary>Which licences an add-on needs: one of them.</summary>
/// <param name="AddOns">Titles of the add-on, normalised (see <see cref="LicenceTitle"/>).</param>
/// <param name="BaseLicences">Titles of the licences of which the customer needs one, normalised.</param>
/// <param name="Examples">Some of them, for people.</param>
/// <param name="Source">Where it is from.</param>
public sealed record AddOnPrerequisite(IReadOnlySet<string> AddOns, IReadOnlySet<string> BaseLicences, string Examples, string Source);

/// <summary>What is known of which licences add-ons need.</summary>
public static class AddOnPrerequisites
{
    const string Licensing = "MicrosoftDocs/microsoft-365-docs, copilot/microsoft-365-copilot-licensing.md, 30 January 2025";

    static readonly string[] BusinessPlans = ["Microsoft 365 Business Basic", "Microsoft 365 Business Standard", "Microsoft 365 Business Premium"];

    static readonly string[] Commercial =
    [
        .. BusinessPlans, "Microsoft 365 E5", "Microsoft 365 E3", "Microsoft 365 F1", "Microsoft 365 F3", "Microsoft 365 Apps for business", "Microsoft 365 Apps for enterprise",
        "Office 365 E5", "Office 365 E3", "Office 365 E1", "Office 365 F3",
        "Teams Essentials", "Teams Enterprise", "Teams EEA",
        "Exchange Kiosk", "Exchange Plan 1", "Exchange Plan 2", "SharePoint Kiosk", "SharePoint Plan 1", "SharePoint Plan 2", "OneDrive Plan 1", "OneDrive Plan 2",
        "Planner Plan 1", "Project Plan 3", "Project Plan 5", "Project Online Essentials",
        // As Microsoft's catalogue has renamed them since.
        "Planner and Project Plan 3", "Planner and Project Plan 5",
        "Visio Plan 1", "Visio Plan 2", "Clipchamp",
    ];

    static readonly string[] Education =
    [
        .. from plan in new[] { "Microsoft 365 A1", "Microsoft 365 A3", "Microsoft 365 A5", "Office 365 A1", "Office 365 A3", "Office 365 A5" }
           from audience in new[] { "", " for faculty", " for students" }
           select plan + audience
    ];

    /// <summary>All, each add-on once. A title of Copilot that does not say for whom it is may be a company's or a school's.</summary>
    public static readonly IReadOnlyList<AddOnPrerequisite> All =
    [
        new(Titles("Microsoft 365 Copilot", "Copilot for Microsoft 365"), Titles([.. Commercial, .. Education]), "Microsoft 365 E3 or Business Premium", Licensing),
        new(Titles("Microsoft 365 Copilot for faculty", "Microsoft 365 Copilot for students"), Titles(Education), "Microsoft 365 A3 or Office 365 A3", Licensing),
        new(Titles("Microsoft 365 Copilot Business", "Copilot Business"), Titles(BusinessPlans), "Microsoft 365 Business Basic, Standard or Premium", "judeper.github.io, FSI-AgentGov (third party)"),
    ];

    /// <summary>What a licence needs; null when it is no add-on that is known here.</summary>
    /// <param name="title">Of its SKU, as stated.</param>
    public static AddOnPrerequisite? Of(string title) => LicenceTitle.Normalised(title) is var normal ? All.FirstOrDefault(row => row.AddOns.Contains(normal)) : null;

    static HashSet<string> Titles(params IEnumerable<string> titles) => [.. titles.Select(LicenceTitle.Normalised)];
}
