using CspGraph.Domain.Catalog;

namespace CspGraph.Domain.Tests.Catalog;

public sealed class AddOnPrerequisitesTests
{
    static readonly string[] Copilot =
    [
        "Microsoft 365 E5", "Microsoft 365 E3", "Microsoft 365 F1", "Microsoft 365 F3", "Microsoft 365 Business Basic", "Microsoft 365 Business Standard", "Microsoft 365 Business Premium",
        "Microsoft 365 Apps for business", "Microsoft 365 Apps for enterprise", "Office 365 E5", "Office 365 E3", "Office 365 E1", "Office 365 F3",
        "Microsoft Teams Essentials", "Microsoft Teams Enterprise", "Microsoft Teams EEA", "Exchange Online Kiosk", "Exchange Online (Plan 1)", "Exchange Online (Plan 2)",
        "SharePoint Kiosk", "SharePoint (Plan 1)", "SharePoint Online (Plan 2)", "OneDrive for Business (Plan 1)", "OneDrive for Business (Plan 2)",
        "Planner Plan 1", "Project Plan 3", "Project Plan 5", "Planner and Project Plan 3", "Planner and Project Plan 5", "Project Online Essentials",
        "Visio Plan 1", "Visio Plan 2", "Microsoft Clipchamp",
    ];

    static readonly string[] Schools =
    [
        "Microsoft 365 A1", "Microsoft 365 A3", "Microsoft 365 A5", "Office 365 A1", "Office 365 A3", "Office 365 A5",
        "Microsoft 365 A1 for faculty", "Microsoft 365 A3 for faculty", "Microsoft 365 A5 for faculty", "Office 365 A1 for faculty", "Office 365 A3 for faculty", "Office 365 A5 for faculty",
        "Microsoft 365 A1 for students", "Microsoft 365 A3 for students", "Microsoft 365 A5 for students", "Office 365 A1 for students", "Office 365 A3 for students", "Office 365 A5 for students",
    ];

    [Theory]
    [InlineData("Microsoft 365 Copilot")]
    [InlineData("Copilot for Microsoft 365")]
    [InlineData("Microsoft Copilot for Microsoft 365")]
    public void Copilot_needs_one_of_the_published_list(string title) => Assert.Equal(
        Sorted([.. Copilot, .. Schools]), AddOnPrerequisites.Of(title)!.BaseLicences.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Microsoft 365 Copilot for faculty")]
    [InlineData("Microsoft 365 Copilot (Education Student Pricing)")]
    public void A_school_s_needs_a_school_s(string title) => Assert.Equal(Sorted(Schools), AddOnPrerequisites.Of(title)!.BaseLicences.Order(StringComparer.Ordinal));

    [Fact]
    public void Copilot_Business_needs_a_Business_plan() => Assert.Equal(
        ["MICROSOFT 365 BUSINESS BASIC", "MICROSOFT 365 BUSINESS PREMIUM", "MICROSOFT 365 BUSINESS STANDARD"],
        AddOnPrerequisites.Of("Microsoft 365 Copilot Business")!.BaseLicences.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Microsoft 365 Copilot for Sales")]
    [InlineData("Microsoft 365 Copilot Chat")]
    [InlineData("Copilot Studio")]
    [InlineData("Microsoft 365 E3")]
    public void Nothing_else_is_known(string title) => Assert.Null(AddOnPrerequisites.Of(title));

    [Fact]
    public void Each_add_on_is_there_once() => Assert.Distinct(AddOnPrerequisites.All.SelectMany(row => row.AddOns));

    static IEnumerable<string> Sorted(IEnumerable<string> titles) => titles.Select(LicenceTitle.Normalised).Order(StringComparer.Ordinal);
}
