using System.Text.RegularExpressions;

namespace CspGraph.Api.Tests.Architecture;

/// <summary>Habits that the compiler does not know.</summary>
public sealed partial class SourceTests
{
    /// <summary>Folders that are no noun: technical ones, in the rooms that may have them.</summary>
    static readonly string[] Technical = ["Api/Host", "Engine/Compile", "Engine/Load", "Engine/Schema", "Engine/Write"];

    /// <summary>What a distributor says.</summary>
    static readonly string[] Nouns =
    [
        "Agreements", "Alerts", "Billing", "Catalog", "Customers", "Demo", "Events", "Imports", "Orders", "PartnerCenter", "PartnerOfRecord",
        "Pricing", "Programme", "Resellers", "Subscriptions", "Support", "Tenancy", "Usage", "Webhooks",
    ];

    [Fact]
    public void The_engine_has_no_word_of_the_business()
    {
        var files = Repository.Sources("src/CspGraph.Engine").ToList();
        var found = files.SelectMany(file => Words(Repository.Text(file)).Where(IsOfTheBusiness).Distinct().Select(word => $"{file}: {word}"));
        Assert.Empty(found);
        Assert.NotEmpty(files);
    }

    [Theory]
    [InlineData("var resellerId = 1;", "reseller")]
    [InlineData("class PlaIds;", "pla")]
    [InlineData("bool IsPOR;", "por")]
    [InlineData("[\"InvoiceLine\"]", "invoice")]
    public void A_word_of_the_business_is_found(string source, string word) => Assert.Contains(word, Words(source).Where(IsOfTheBusiness));

    [Fact]
    public void Files_are_short()
    {
        var files = Repository.Sources("src").Concat(Repository.Sources("tests")).ToList();
        Assert.DoesNotContain(files, file => Lines(file) > (file.StartsWith("src/CspGraph.Engine/", StringComparison.Ordinal) ? 400 : 300));
        Assert.Contains(files, file => Lines(file) > 100);
    }

    [Fact]
    public void Only_the_host_makes_a_viewer()
    {
        // Beside the host: what makes the tables, before there is a tenant, and what makes the demo tenants.
        string[] doors = ["src/CspGraph.Api/Host/", "src/CspGraph.Data/DesignTime.cs", "src/CspGraph.Data/Database.cs", "src/CspGraph.Api/Demo/DemoSeed.cs"];
        var makers = Repository.Sources("src").Where(file => NewViewer().IsMatch(Repository.Text(file))).ToList();
        Assert.DoesNotContain(makers, file => !doors.Any(door => file.StartsWith(door, StringComparison.Ordinal)));
        Assert.Contains("src/CspGraph.Data/DesignTime.cs", makers);
    }

    [Fact]
    public void The_same_noun_has_the_same_folder_in_every_room()
    {
        var folders = Repository.Sources("src").Select(file => file.Split('/')).Where(path => path.Length > 3).Select(path => $"{path[1]["CspGraph.".Length..]}/{path[2]}").Distinct().ToList();
        Assert.DoesNotContain(folders.Except(Technical), folder => !Nouns.Contains(folder.Split('/')[1]));
        Assert.Contains("Domain/Resellers", folders);
        Assert.Contains("Data/Resellers", folders);
        Assert.Contains("Api/Resellers", folders);
    }

    [Fact]
    public void A_file_s_namespace_is_its_folder()
    {
        var strays = Repository.Sources("src").Where(file => Namespace().Match(Repository.Text(file)) is { Success: true } name
            && name.Groups[1].Value != Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.'));
        Assert.Empty(strays);
    }

    static int Lines(string file) => Repository.Text(file).Split('\n').Length - 1;

    /// <summary>Identifiers and texts taken apart (PlaIds → pla, ids), but for the solution's own name; comments may give examples.</summary>
    static IEnumerable<string> Words(string source) => Word().Matches(Comment().Replace(source, "").Replace("CspGraph", "", StringComparison.Ordinal)).Select(match => match.Value.ToLowerInvariant());

    static bool IsOfTheBusiness(string word) => word.TrimEnd('s') is
        "csp" or "reseller" or "customer" or "distributor" or "partner" or "pla" or "pga" or "mpn" or "por" or "invoice" or "sku" or "microsoft365" or "azure" or "licence" or "license"
        or "seat" or "mca" or "mpa" or "entra" or "renewal" or "margin" or "billing" or "tenant" or "agreement" or "catalogue" or "subtree";

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bnew (Domain\.Tenancy\.)?Viewer\(")]
    private static partial Regex NewViewer();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
