using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CspGraph.Api.Host;
using CspGraph.Api.Tenancy;
using CspGraph.Api.Tests.Host;
using CspGraph.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Limits;

/// <summary>docs/limits.md, the settings, the engine's options and <c>viewer { limits }</c> are one list.</summary>
public sealed partial class LimitTableTests
{
    static readonly string Text = Repository.Text("docs/limits.md");
    static readonly IReadOnlyList<PropertyInfo> Published = [.. typeof(ViewerLimits).GetProperties().Where(property => property.PropertyType == typeof(int) && property.Name != nameof(ViewerLimits.PageSize))];

    static IEnumerable<(string Field, string Setting, int Default)> Rows => Row().Matches(Text).Select(row =>
        (row.Groups[1].Value, row.Groups[2].Value, int.Parse(row.Groups[3].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_table_has_every_published_limit_with_its_default()
    {
        var usual = ViewerLimits.Of(ProductSchema.Options, ServerSettings.DefaultRequestBytes);
        Assert.Equal(Published.Select(property => (char.ToLowerInvariant(property.Name[0]) + property.Name[1..], (int)property.GetValue(usual)!)), Rows.Select(row => (row.Field, row.Default)));
        Assert.Equal(GraphEngineOptions.MaxPage, usual.PageSize);
    }

    [Fact]
    public void Each_setting_moves_its_own_limit_and_every_limit_of_the_engine_has_one()
    {
        var usual = ViewerLimits.Of(ProductSchema.Options, ServerSettings.DefaultRequestBytes);
        var settings = Rows.Where(row => row.Setting != "GraphQL:MaxRequestBytes").ToList();
        foreach (var (field, setting, _) in settings)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, "7")]).Build();
            var limits = ViewerLimits.Of(LimitSettings.Read(configuration, ProductSchema.Options), ServerSettings.DefaultRequestBytes);
            var moved = Assert.Single(Published, property => !property.GetValue(limits)!.Equals(property.GetValue(usual)));
            Assert.Equal((field, 7), (char.ToLowerInvariant(moved.Name[0]) + moved.Name[1..], moved.GetValue(limits)));
        }
        var limitsOfEngine = typeof(GraphEngineOptions).GetProperties().Where(property => property.Name.StartsWith("Max", StringComparison.Ordinal));
        Assert.Equal(limitsOfEngine.Count(), settings.Count);
    }

    [Fact]
    public async Task What_is_in_force_is_published()
    {
        await using var server = await TestServer.StartAsync("--GraphQL:Limits:Cost=1234", "--GraphQL:Limits:Depth=4", "--GraphQL:MaxRequestBytes=5000");
        var answer = await server.SendAsync(TestServer.Post("graphql", new { query = "{ viewer { limits { cost depth requestBytes tokens pageSize } } }" }), await server.TokenAsync());
        Assert.Equal("""{"data":{"viewer":{"limits":{"cost":1234,"depth":4,"requestBytes":5000,"tokens":20000,"pageSize":100}}}}""", answer.Body);
    }

    [Fact]
    public async Task The_worked_example_costs_what_it_says()
    {
        var document = Example().Match(Text).Groups[1].Value;
        var told = long.Parse(Total().Match(Text).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var prepared = await engine.PrepareAsync(new GraphRequest(document), default);
        Assert.Equal((told, told), (prepared.Cost, new SdlCost(new SdlTypes(engine.Sdl), document, default).OfOperation()));
        Assert.Contains($"\"requested\":{told},", Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `(\w+)` \| `([\w:]+)` \| ([\d,]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"```graphql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^together ([\d,]+)\.", RegexOptions.Multiline)]
    private static partial Regex Total();
}
