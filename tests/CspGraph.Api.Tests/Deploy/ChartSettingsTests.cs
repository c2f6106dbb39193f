using System.Globalization;
using System.Text.RegularExpressions;
using CspGraph.Api.Host;
using CspGraph.Api.PartnerCenter;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>What the chart calls a setting is one that the server reads, and may be what the server takes.</summary>
public sealed partial class ChartSettingsTests
{
    static readonly ValuesSchema Schema = new();

    /// <summary>What cannot be wrong, or is not the server's own to read.</summary>
    static readonly string[] Others =
    [
        "ASPNETCORE_HTTP_PORTS", "AzureAd:Audiences", "AzureAd:Scopes", "GraphQL:PersistedDocuments:File", "Logging:LogLevel:Default", "POD_NAME", "TZ",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME",
        "PartnerCenter:Tenants:contoso:RefreshToken",
    ];

    [Fact]
    public void Each_is_read_and_may_be_what_the_server_takes()
    {
        using var server = new RefusingServer();
        foreach (var (name, type) in Schema.Settings)
        {
            var (key, line) = (Key(name), server.Refusal(Key(name), "@ {"));
            Assert.StartsWith(key, line);
            if (Range().Match(line) is { Success: true } range)
            {
                // JSON's whole numbers end earlier than the server's.
                var most = Math.Min(long.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture), (1L << 53) - 1);
                Assert.Equal((key, range.Groups[1].Value, most), (key, $"{type["minimum"]}", type["maximum"]!.GetValue<long>()));
            }
            else Assert.Equal((key, line.EndsWith("true or false.", StringComparison.Ordinal) ? "boolean" : "string"), (key, $"{type["type"]}"));
        }
    }

    [Fact]
    public void None_that_is_documented_is_left_out()
    {
        var documented = Directory.GetFiles(Repository.Path("docs"), "*.md").SelectMany(file => Documented().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();
        string[] elsewhere =
        [
            "Authentication:Development", "AzureAd:Audience", "AzureAd:Audiences", "AzureAd:ClientId", "AzureAd:Instance", "AzureAd:Scopes", "AzureAd:TenantId", "ConnectionStrings:CspGraph",
            "ConnectionStrings:Redis", "Database:MaximumBytes", "Database:Provider", "ForwardedHeaders:KnownProxies", "GraphQL:PersistedDocuments:File", "GraphQL:PersistedDocuments:Only", "Https:Required", "Limits:MinResponseDataRate", "Logging:Console:FormatterName", "Logging:LogLevel",
            "PartnerCenter:Tenants:{slug}:ClientId", "PartnerCenter:Tenants:{slug}:ClientSecret", "PartnerCenter:Tenants:{slug}:RefreshToken", "Webhooks:EncryptionKeys",
        ];
        Assert.Empty(documented.Except(Schema.Settings.Select(setting => Key(setting.Name))).Except(elsewhere));
    }

    [SkippableFact]
    public void With_what_the_chart_says_the_server_starts_and_each_variable_counts()
    {
        Helm.SkipWithout();
        var variables = Helm.Objects("full").Environment().ToDictionary(pair => Key(pair.Key), pair => pair.Value ?? Secret(pair.Key));
        using var server = new RefusingServer(variables);

        var settings = ServerSettings.Read(server.Configuration, server.Environment);
        Assert.Equal(["api://csp.example.com", "11111111-2222-4333-8444-555555555555"], settings.Entra!.Audiences);
        Assert.Equal(["access_as_user", "csp.read"], settings.Entra.Scopes);
        var partners = PartnerCenterSettings.Read(server.Configuration, server.Environment).Tenants;
        Assert.Equal((new Guid("22222222-3333-4444-8555-666666666666"), "a secret"), (partners["contoso"].ClientId, partners["contoso"].RefreshToken));
        Assert.Equal((new Guid("33333333-4444-4555-8666-777777777777"), null), (partners["north-wind"].ClientId, partners["north-wind"].RefreshToken));
        foreach (var key in variables.Keys.Except(Others))
            Assert.Contains(key, server.Refusal(key, key.EndsWith("ClientSecret", StringComparison.Ordinal) ? "" : "pasword=@ {"));
    }

    static string Secret(string name) => name switch
    {
        "ConnectionStrings__CspGraph" => "Server=sql.example.com;Database=cspgraph",
        "ConnectionStrings__Redis" => "redis.example.com:6380,ssl=true",
        "Webhooks__EncryptionKeys" => Convert.ToBase64String(new byte[32]),
        _ => "a secret",
    };

    static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("from ([0-9]+) to ([0-9]+)")]
    private static partial Regex Range();

    [GeneratedRegex("`([A-Z][A-Za-z]+:[A-Za-z:{}]+)`")]
    private static partial Regex Documented();
}
