using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>What can be seen of deploy/compose.yaml without a Docker.</summary>
public sealed partial class ComposeTests
{
    static readonly string Text = Repository.Text("deploy/compose.yaml");
    static readonly YamlMappingNode Services = Parse();

    [Fact]
    public void Who_waits_for_a_service_waits_for_what_it_can_become()
    {
        var waits = Services.Children.SelectMany(service => Map(service.Value, "depends_on").Select(other => (Service: $"{service.Key}", Other: $"{other.Key}", Condition: $"{other.Value["condition"]}"))).ToList();
        Assert.Equal(
            [
                ("prepare", "sqlserver", "service_healthy"), ("migrate", "prepare", "service_completed_successfully"), ("runtime", "migrate", "service_completed_successfully"),
                ("server", "runtime", "service_completed_successfully"), ("server", "redis", "service_healthy"),
            ],
            waits);
        foreach (var (_, other, condition) in waits)
        {
            var service = (YamlMappingNode)Services[other];
            Assert.Equal((other, condition is "service_healthy"), (other, service.Children.ContainsKey("healthcheck")));
            Assert.Equal((other, condition is "service_healthy" ? "unless-stopped" : "no"), (other, $"{service["restart"]}"));
        }
    }

    [Fact]
    public void What_must_be_filled_in_is_in_the_example() =>
        Assert.Equal(
            Variable().Matches(Text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
            File.ReadLines(Repository.Path("deploy/.env.example")).Where(line => line.Contains('=') && !line.StartsWith('#')).Select(line => line.Split('=')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void No_secret_is_written_down()
    {
        var text = Variable().Replace(Text, "$");
        Assert.DoesNotMatch(@"(?i)(password|auth|keys)(?> ?[=:] *)(?!\$|N'\$\$)\S", text);
        Assert.All(File.ReadLines(Repository.Path("deploy/.env.example")).Where(line => line.Contains("PASSWORD=") || line.StartsWith("WEBHOOK_KEYS", StringComparison.Ordinal)), line => Assert.EndsWith("=", line));
    }

    /// <summary>Each service below waits for the one before it, as the test of the waits has it.</summary>
    [Fact]
    public void Each_script_for_SQL_Server_is_run_on_its_side_of_the_migration()
    {
        string[] order = ["prepare", "migrate", "runtime"];
        var run = order.SelectMany(service => Script().Matches($"{((YamlSequenceNode)Services[service]["command"])[0]}").Select(match => (Service: service, Script: match.Groups[1].Value))).ToList();
        Assert.Equal([("prepare", "set-up.sql"), ("runtime", "runtime-role.sql")], run);
        Assert.Equal(
            Directory.EnumerateFiles(Repository.Path("deploy/sqlserver")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            run.Select(one => one.Script).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_database_has_the_collation_of_its_texts() =>
        Assert.Contains("CREATE DATABASE cspgraph COLLATE Latin1_General_100_BIN2_UTF8", $"{((YamlSequenceNode)Services["prepare"]["command"])[0]}", StringComparison.Ordinal);

    [Fact]
    public void The_server_reads_each_setting_that_it_is_given()
    {
        var given = Map(Services["server"], "environment").ToDictionary(pair => $"{pair.Key}".Replace("__", ":", StringComparison.Ordinal), pair => $"{pair.Value}");
        // ASP.NET's own.
        string[] others = ["ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "Kestrel:Certificates:Default:Path", "Kestrel:Certificates:Default:KeyPath"];
        using var server = new RefusingServer();
        Assert.Equal(["Database:Provider", "ConnectionStrings:CspGraph", "ConnectionStrings:Redis", "AzureAd:ClientId", "Webhooks:EncryptionKeys"], given.Keys.Except(others));
        Assert.All(given.Keys.Except(others), key => Assert.Contains(key, server.Refusal(key, "pasword=@ {")));
    }

    static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Map(YamlNode of, string name) => ((YamlMappingNode)of).Children.TryGetValue(name, out var map) ? ((YamlMappingNode)map).Children : [];

    static YamlMappingNode Parse()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        return (YamlMappingNode)yaml.Documents.Single().RootNode["services"];
    }

    [GeneratedRegex(@"(?<!\$)\$\{([A-Z_]+)[^}]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex("-i /sqlserver/([^ \n]+)")]
    private static partial Regex Script();
}
