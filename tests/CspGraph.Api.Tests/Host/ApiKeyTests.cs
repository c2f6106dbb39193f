using CspGraph.Api.Host.Identity;

namespace CspGraph.Api.Tests.Host;

/// <summary>API keys: what they open, and that nobody keeps them.</summary>
public sealed class ApiKeyTests
{
    [Theory]
    [InlineData("Read SeeCosts", null, "contoso INTEGRATION READ SEE_COSTS INTROSPECT", 3)]
    [InlineData("Read Write", null, "contoso INTEGRATION READ WRITE INTROSPECT", 3)]
    [InlineData("Read SeeCosts", "Alpha", "contoso INTEGRATION READ INTROSPECT", 2)]
    public async Task A_key_opens_its_subtree_with_its_rights(string rights, string? scope, string who, int resellers)
    {
        await using var server = await TestServer.StartAsync();
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash, rights, scope is null ? null : TestNetwork.Alpha);

        var data = (await AskAsync(server, secret.Text)).Json.GetProperty("data");

        var viewer = data.GetProperty("viewer");
        Assert.Equal(who, $"{viewer.GetProperty("tenant")} {viewer.GetProperty("role")} {string.Join(' ', viewer.GetProperty("rights").EnumerateArray())}");
        Assert.Equal(resellers, data.GetProperty("resellers").GetProperty("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("X-Reseller", "01890000-0000-7000-8000-00000000000b", 200)]
    [InlineData("X-Reseller", "01890000-0000-7000-8000-00000000000c", 403)]
    [InlineData("X-Tenant", "contoso", 200)]
    [InlineData("X-Tenant", "northwind", 403)]
    public async Task A_header_narrows_what_a_key_opens_and_never_widens_it(string header, string value, int status)
    {
        await using var server = await TestServer.StartAsync();
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash, reseller: TestNetwork.Alpha);

        Assert.Equal(status, (await AskAsync(server, secret.Text, (header, value))).Status);
    }

    [Fact]
    public async Task A_key_is_not_remembered_and_holds_to_its_last_instant()
    {
        await using var server = await TestServer.StartAsync();
        var secret = ApiKeySecret.Create();
        var id = await server.AddKeyAsync(secret.Hash);

        Assert.Equal(200, (await AskAsync(server, secret.Text)).Status);
        server.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await AskAsync(server, secret.Text)).Status);
        await server.RevokeKeyAsync(id);
        Assert.Equal(401, (await AskAsync(server, secret.Text)).Status);
        Assert.Equal(0, server.RememberedTokens);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_are_taken_beside_the_tokens_of_Entra(bool isProduction)
    {
        await using var entra = await EntraServer.StartAsync();
        string[] settings = isProduction
            ? ["--environment=Production", "--Authentication:Development=false", $"--AzureAd:ClientId={EntraServer.ClientId}"]
            : entra.Settings();
        await using var server = await TestServer.StartAsync(settings);
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash);

        Assert.Equal(200, (await AskAsync(server, secret.Text)).Status);
        Assert.Equal(0, entra.KeyReads);
    }

    static Task<Answer> AskAsync(TestServer server, string secret, params (string Name, string Value)[] headers)
    {
        var request = TestServer.Post("graphql", new { query = "{ viewer { tenant role rights } resellers { totalCount } }" });
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return server.SendAsync(request, secret);
    }
}
