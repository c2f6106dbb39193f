using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace CspGraph.Api.Tests.Deploy;

/// <summary>Bad values are refused before anything is made of them.</summary>
public sealed class ChartValuesTests
{
    static readonly ValuesSchema Schema = new();

    [SkippableFact]
    public void A_name_that_is_not_known_is_refused_wherever_it_is() => AssertRefused(Schema.Wrong(_ => null, misspell: true));

    [SkippableFact]
    public void A_value_of_another_type_is_refused_wherever_it_is() =>
        AssertRefused(Schema.Wrong(type => type["type"]?.ToString() is "object" ? "none" : type["type"]?.ToString() is "string" || type["anyOf"] is not null ? true : "Some"));

    [SkippableFact]
    public void Less_than_the_least_is_refused() => AssertRefused(Schema.Wrong(type => type["minimum"] is { } least ? least.GetValue<long>() - 1 : null));

    [SkippableFact]
    public void More_than_the_most_is_refused() => AssertRefused(Schema.Wrong(type => type["maximum"] is { } most ? most.GetValue<long>() + 1 : null));

    [SkippableFact]
    public void A_text_of_another_form_is_refused() => AssertRefused(Schema.Wrong(type => type["pattern"] is not null ? "no such * text" : null));

    [SkippableTheory]
    [InlineData("/database/existingSecret", "--set", "database.existingSecret=")]
    [InlineData("", "--set", "database=null")]
    [InlineData("/migration/existingSecret", "--set", "migration.existingSecret=")]
    [InlineData("/entra/clientId", "--set", "entra.clientId=cspgraph")]
    [InlineData("/ingress/host", "--set", "ingress.host=")]
    [InlineData("/ingress/host", "--set", "ingress.host=*.example.com")]
    [InlineData("/ingress/tlsSecret", "--set", "ingress.tlsSecret=")]
    [InlineData("/forwardedHeaders", "--set", "forwardedHeaders.knownProxies=null")]
    [InlineData("/forwardedHeaders/knownProxies", "--set-json", "forwardedHeaders.knownProxies=[]")]
    [InlineData("/forwardedHeaders/knownProxies/0", "--set", "forwardedHeaders.knownProxies[0]=0.0.0.0/0")]
    [InlineData("/forwardedHeaders/knownProxies/0", "--set", "forwardedHeaders.knownProxies[0]=ingress")]
    [InlineData("/persistedDocuments/existingConfigMap", "--set", "persistedDocuments.only=true")]
    [InlineData("/extraEnv/0", "--set", "extraEnv[0].name=Webhooks__EncryptionKeys,extraEnv[0].value=secret")]
    [InlineData("/extraEnv/0", "--set", "extraEnv[0].name=ConnectionStrings__Redis,extraEnv[0].value=secret")]
    [InlineData("/extraEnv/0", "--set", "extraEnv[0].name=PartnerCenter__Tenants__contoso__ClientSecret,extraEnv[0].value=secret")]
    [InlineData("/extraEnv/0", "--set", "extraEnv[0].name=TZ")]
    [InlineData("/settings", "--set-string", "settings.ConnectionStrings__CspGraph=secret")]
    [InlineData("/settings", "--set-string", "settings.Database__Provider=Sqlite")]
    [InlineData("/settings", "--set-string", "settings.Authentication__Development=true")]
    [InlineData("/settings/Logging__LogLevel__Default", "--set", "settings.Logging__LogLevel__Default=Loud")]
    public void What_could_not_work_is_refused(string place, string option, string value)
    {
        Helm.SkipWithout();
        var (exit, output, error) = Helm.Run("template", "csp", Repository.Path(Helm.Chart), "--values", Helm.ValuesFile("minimal"), option, value);
        Assert.Contains($"at '{place}': ", error);
        Assert.NotEqual(0, exit);
        Assert.Empty(output);
    }

    [Fact]
    public void Every_value_has_its_default_and_what_it_may_be()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Text($"{Helm.Chart}/values.yaml")));
        var values = (YamlMappingNode)yaml.Documents.Single().RootNode;

        Assert.Equal(Schema.Names().Where(name => name != "global").Order(StringComparer.Ordinal), Keys(values).Order(StringComparer.Ordinal));
        // Maps that are filled by who installs have no names of their own.
        foreach (var (name, value) in values.Children)
            if (value is YamlMappingNode { Children.Count: > 0 } part && $"{name}" is not "resources")
                Assert.Equal(Schema.Names($"{name}").Order(StringComparer.Ordinal), Keys(part).Order(StringComparer.Ordinal));
    }

    static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.Select(key => key.ToString());

    static void AssertRefused((JsonNode Values, List<string> Places) wrong)
    {
        Helm.SkipWithout();
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, wrong.Values.ToJsonString());
            var (exit, output, error) = Helm.Run("template", "csp", Repository.Path(Helm.Chart), "--values", file);
            Assert.NotEqual(0, exit);
            Assert.Empty(output);
            Assert.DoesNotContain(wrong.Places, place => !error.Contains(place));
            Assert.True(wrong.Places.Count > 10);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
