using CsCheck;
using CspGraph.Domain.Catalog;

namespace CspGraph.Domain.Tests.Catalog;

public sealed class LicenceTitleTests
{
    static readonly Gen<string> Words = Gen.OneOfConst(
        "Microsoft", "365", "E3", "no", "without", "NO", "Teams", "EEA", "(EEA)", "NCE", "New", "Commerce", "Experience", "for", "business", "OneDrive", "Exchange", "SharePoint", "Online", "Plan", "1", "(Plan 2)",
        "Non-Profit Pricing", "Education", "Faculty", "Student", "Pricing", "students", "18+", "-", "–", "Copilot", "ﬁ", "ß");

    [Theory]
    [InlineData("Microsoft 365 E3", "MICROSOFT 365 E3")]
    [InlineData(" microsoft  365 e3 ", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 E3 (no Teams)", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 E3 EEA (no Teams)", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 E3 without Teams", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 E3 without Microsoft Teams", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 E3 (NCE)", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 E3 - New Commerce Experience", "MICROSOFT 365 E3")]
    [InlineData("Microsoft 365 Business Premium (Non-Profit Pricing)", "MICROSOFT 365 BUSINESS PREMIUM")]
    [InlineData("Office 365 E1 (Nonprofit Staff Pricing)", "OFFICE 365 E1")]
    [InlineData("Microsoft Office 365 E1", "OFFICE 365 E1")]
    [InlineData("Exchange Online (Plan 1)", "EXCHANGE PLAN 1")]
    [InlineData("SharePoint Online Plan 2", "SHAREPOINT PLAN 2")]
    [InlineData("OneDrive for Business (Plan 1)", "ONEDRIVE PLAN 1")]
    [InlineData("Microsoft OneDrive for business Plan 1", "ONEDRIVE PLAN 1")]
    [InlineData("Microsoft 365 Apps for business", "MICROSOFT 365 APPS FOR BUSINESS")]
    [InlineData("Microsoft 365 Apps for enterprise", "MICROSOFT 365 APPS FOR ENTERPRISE")]
    [InlineData("Project Online Essentials", "PROJECT ONLINE ESSENTIALS")]
    [InlineData("Microsoft Teams EEA", "TEAMS EEA")]
    [InlineData("Microsoft Teams Enterprise", "TEAMS ENTERPRISE")]
    [InlineData("Office 365 A3 (Education Faculty Pricing)", "OFFICE 365 A3 FOR FACULTY")]
    [InlineData("Office 365 A3 (Education Student Pricing)", "OFFICE 365 A3 FOR STUDENTS")]
    [InlineData("Microsoft 365 Copilot for students 18+", "MICROSOFT 365 COPILOT FOR STUDENTS")]
    [InlineData("Microsoft 365 E3 Extra Features", "MICROSOFT 365 E3 EXTRA FEATURES")]
    [InlineData("Microsoft 365 E3 - Unattended License", "MICROSOFT 365 E3 UNATTENDED LICENSE")]
    [InlineData("Microsoft 365 Business Premium Trial", "MICROSOFT 365 BUSINESS PREMIUM TRIAL")]
    [InlineData("Enterprise Mobility + Security E3", "ENTERPRISE MOBILITY + SECURITY E3")]
    [InlineData("", "")]
    public void A_title_keeps_what_it_is_and_loses_how_it_is_sold(string title, string normal) => Assert.Equal(normal, LicenceTitle.Normalised(title));

    [Fact]
    public void To_normalise_again_changes_nothing() => Gen.OneOf(Words.Array[0, 9].Select(words => string.Join(' ', words)), Gen.String).Sample(title =>
    {
        if (title.Any(char.IsSurrogate)) return;
        var normal = LicenceTitle.Normalised(title);
        Assert.Equal(normal, LicenceTitle.Normalised(normal));
    });
}
