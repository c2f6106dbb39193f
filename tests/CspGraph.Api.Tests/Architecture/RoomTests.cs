using System.Reflection;
using System.Xml.Linq;
using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Architecture;

/// <summary>Each room refers only to what it may: in what is compiled, and in what its project says.</summary>
public sealed class RoomTests
{
    static readonly Assembly Domain = typeof(Folded).Assembly;
    static readonly Assembly Data = typeof(CspGraphDb).Assembly;
    static readonly Assembly Engine = typeof(NodeId).Assembly;
    static readonly Assembly Api = typeof(ProductSchema).Assembly;

    [Fact]
    public void Domain_refers_to_nothing() => Assert.Empty(References(Domain));

    [Fact]
    public void Data_knows_no_GraphQL() =>
        Assert.DoesNotContain(References(Data), name => name.StartsWith("GraphQL", StringComparison.Ordinal) || name is "CspGraph.Engine" or "CspGraph.Api");

    [Fact]
    public void Engine_knows_no_other_room_and_no_provider() =>
        Assert.DoesNotContain(References(Engine), name => name.StartsWith("CspGraph", StringComparison.Ordinal)
            || name.Contains("Sqlite", StringComparison.Ordinal) || name.Contains("SqlServer", StringComparison.Ordinal) || name.Contains("SqlClient", StringComparison.Ordinal));

    [Fact]
    public void Api_refers_to_the_three() => Assert.Superset(
        new HashSet<string> { "CspGraph.Domain", "CspGraph.Data", "CspGraph.Engine" }, References(Api).ToHashSet());

    [Theory]
    [InlineData("CspGraph.Domain", "")]
    [InlineData("CspGraph.Data", "CspGraph.Domain")]
    [InlineData("CspGraph.Engine", "")]
    [InlineData("CspGraph.Api", "CspGraph.Data CspGraph.Domain CspGraph.Engine")]
    public void A_project_names_only_the_rooms_it_may(string room, string mayName) =>
        Assert.Equal(mayName, string.Join(' ', Included(room, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("CspGraph.Domain", "Microsoft.CodeAnalysis.BannedApiAnalyzers")]
    [InlineData("CspGraph.Engine", "GraphQL GraphQL.SystemTextJson Microsoft.CodeAnalysis.BannedApiAnalyzers Microsoft.EntityFrameworkCore.Relational")]
    public void A_project_names_only_the_packages_it_may(string room, string packages) =>
        Assert.Equal(packages, string.Join(' ', Included(room, "PackageReference").Order(StringComparer.Ordinal)));

    /// <summary>Everything but the framework itself.</summary>
    static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System" or "netstandard" or "mscorlib"));

    static IEnumerable<string> Included(string room, string item) =>
        XDocument.Load(Repository.Path($"src/{room}/{room}.csproj")).Descendants(item).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));
}
