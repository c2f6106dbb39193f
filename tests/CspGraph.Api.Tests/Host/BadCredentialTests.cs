using System.Security.Cryptography;
using System.Text;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>Whatever is wrong with a credential, the answer is the same: 401, and no word of why.</summary>
public sealed class BadCredentialTests
{
    const string Body = """{"errors":[{"message":"The bearer token is invalid or has expired.","extensions":{"code":"AUTH_NOT_AUTHENTICATED"}}]}""";

    [SkippableTheory]
    [InlineData("as it should be")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("no expiry")]
    [InlineData("another audience")]
    [InlineData("no audience")]
    [InlineData("another issuer")]
    [InlineData("another issuer with the tenant's id")]
    [InlineData("the issuer of another tenant")]
    [InlineData("no tenant")]
    [InlineData("a tenant that is no GUID")]
    [InlineData("two tenants")]
    [InlineData("no object id")]
    [InlineData("an unknown tenant")]
    [InlineData("an unknown person")]
    [InlineData("an unknown key")]
    [InlineData("an unknown key under a known name")]
    [InlineData("no key named")]
    [InlineData("a key of another tenant")]
    [InlineData("an altered claim")]
    [InlineData("no signature")]
    [InlineData("no signature, but its place filled")]
    [InlineData("signed with the public key as a secret")]
    [InlineData("signed with the published key as a secret")]
    [InlineData("an ID token")]
    [InlineData("an ID token that calls itself a person's")]
    [InlineData("an application's that was agreed to by a person")]
    [InlineData("a development token of elsewhere")]
    [InlineData("garbage")]
    [InlineData("garbage with dots")]
    [InlineData("nothing")]
    public async Task A_token_of_Entra_is_checked_in_every_part(string what)
    {
        await using var entra = await EntraServer.StartAsync();
        entra.Publish(SigningKey.Two, tenant: EntraServer.Abroad);
        await using var server = await TestServer.StartAsync(entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        var good = EntraToken.OfPerson(server, entra);
        var now = server.Clock.GetUtcNow().UtcDateTime;
        var token = what switch
        {
            "as it should be" => $"{good}",
            "expired" => $"{good with { Expires = now }}",
            "not yet valid" => $"{good with { NotBefore = now.AddSeconds(1) }}",
            "no expiry" => $"{(good with { Expires = null })}",
            "another audience" => $"{good with { Audience = $"{Guid.NewGuid()}" }}",
            "no audience" => $"{good with { Audience = null }}",
            "another issuer" => $"{good with { Issuer = "https://login.example/" }}",
            "another issuer with the tenant's id" => $"{good with { Issuer = $"https://login.example/{EntraServer.Home}/v2.0" }}",
            "the issuer of another tenant" => $"{good with { Issuer = entra.IssuerOf($"{EntraServer.Abroad}") }}",
            "no tenant" => $"{good.With("tid", null)}",
            "a tenant that is no GUID" => $"{good.With("tid", "contoso") with { Issuer = entra.IssuerOf("contoso") }}",
            "two tenants" => $"{good.With("tid", new[] { $"{EntraServer.Home}", $"{EntraServer.Abroad}" })}",
            "no object id" => $"{good.With("oid", null)}",
            "an unknown tenant" => $"{EntraToken.OfPerson(server, entra, Guid.NewGuid())}",
            "an unknown person" => $"{good.With("oid", $"{Guid.NewGuid()}")}",
            "an unknown key" => $"{good with { Key = new SigningKey("three", RSA.Create(2048)) }}",
            "an unknown key under a known name" => $"{good with { Key = new SigningKey("one", RSA.Create(2048)) }}",
            "no key named" => good.Sign(new SigningCredentials(new RsaSecurityKey(SigningKey.One.Rsa), SecurityAlgorithms.RsaSha256)),
            "a key of another tenant" => $"{good with { Key = SigningKey.Two }}",
            "an altered claim" => Altered($"{good.With("oid", $"{Guid.NewGuid()}")}", $"{good}"),
            "no signature" => good.Sign(null),
            "no signature, but its place filled" => good.Sign(null) + "AAAA",
            "signed with the public key as a secret" => good.Sign(Secret(Encoding.ASCII.GetBytes(SigningKey.One.Rsa.ExportSubjectPublicKeyInfoPem()))),
            "signed with the published key as a secret" => good.Sign(Secret(SigningKey.One.Rsa.ExportParameters(false).Modulus!)),
            "an ID token" => $"{good.With("scp", null)}",
            "an ID token that calls itself a person's" => $"{good.With("scp", null).With("idtyp", "user").With("sub", $"{EntraToken.Person}")}",
            "an application's that was agreed to by a person" => $"{good.With("idtyp", "app")}",
            "a development token of elsewhere" => await ElsewhereAsync(),
            "garbage" => "garbage",
            "garbage with dots" => "e30.e30.e30",
            "nothing" => "",
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        var answer = await AskAsync(server, token);

        if (what == "as it should be") Assert.Equal(200, answer.Status); else AssertRefused(answer);
    }

    [SkippableTheory]
    [InlineData("unknown")]
    [InlineData("malformed")]
    [InlineData("only a prefix")]
    [InlineData("revoked")]
    [InlineData("expired")]
    public async Task An_API_key_is_checked_in_every_part(string what)
    {
        await using var server = await TestServer.StartAsync();
        var secret = ApiKeySecret.Create();
        var id = await server.AddKeyAsync(secret.Hash);
        Assert.Equal(200, (await AskAsync(server, secret.Text)).Status);
        if (what == "revoked") await server.RevokeKeyAsync(id);
        if (what == "expired") server.Clock.Advance(TimeSpan.FromDays(1));

        AssertRefused(await AskAsync(server, what switch
        {
            "unknown" => ApiKeySecret.Create().Text,
            "malformed" => secret.Text[..^1] + (secret.Text[^1] == 'A' ? 'B' : 'A'),
            "only a prefix" => "cspg_",
            _ => secret.Text,
        }));
    }

    [SkippableFact]
    public async Task A_tenant_that_is_gone_is_gone_for_every_credential()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash);
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        string[] tokens = [secret.Text, $"{EntraToken.OfPerson(server, entra)}", await server.TokenAsync()];
        foreach (var token in tokens) Assert.Equal(200, (await AskAsync(server, token)).Status);

        Assert.Equal(1, await ExecuteAsync(server, """DELETE FROM "Tenants" WHERE "Slug" = 'contoso'"""));

        foreach (var token in tokens) AssertRefused(await AskAsync(server, token));
    }

    [SkippableFact]
    public async Task A_reseller_that_is_gone_leaves_no_wider_way_in()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        var secret = ApiKeySecret.Create();
        await server.AddKeyAsync(secret.Hash, reseller: TestNetwork.Gamma);
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}", Role.ResellerAdmin, TestNetwork.Gamma);
        string[] tokens = [secret.Text, $"{EntraToken.OfPerson(server, entra)}", await server.TokenAsync("RESELLER_ADMIN", TestNetwork.Gamma)];
        foreach (var token in tokens) Assert.Equal(200, (await AskAsync(server, token)).Status);

        Assert.Equal(1, await ExecuteAsync(server, $"""UPDATE "ResellerClosure" SET "ValidTo" = 1 WHERE "DescendantId" = x'{TestNetwork.Gamma:N}'"""));

        foreach (var token in tokens) AssertRefused(await AskAsync(server, token));
    }

    [SkippableTheory]
    [InlineData("Basic Zm9vOmJhcg==")]
    [InlineData("Bearer")]
    [InlineData("bearer  ")]
    [InlineData("cspg_")]
    public async Task Another_kind_of_credential_is_as_bad(string header)
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());
        var request = TestServer.Post("graphql", new { query = "{ __typename }" });
        request.Headers.TryAddWithoutValidation("Authorization", header);

        AssertRefused(await server.SendAsync(request, token: null));
    }

    [SkippableFact]
    public async Task Without_a_credential_one_is_asked_for()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync(entra.Settings());

        var answer = await server.SendAsync(TestServer.Post("graphql", new { query = "{ __typename }" }), token: null);

        Assert.Equal((401, "Bearer", Body.Replace("The bearer token is invalid or has expired.", "A bearer token is needed in the Authorization header.")), (answer.Status, answer.WwwAuthenticate, answer.Body));
    }

    /// <summary>What no path of the product does.</summary>
    static async Task<int> ExecuteAsync(TestServer server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Foreign Keys=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    static Task<Answer> AskAsync(TestServer server, string token) => server.SendAsync(TestServer.Post("graphql", new { query = "{ viewer { tenant } }" }), token);

    static void AssertRefused(Answer answer) => Assert.Equal((401, "Bearer", Body), (answer.Status, answer.WwwAuthenticate, answer.Body));

    /// <summary>The claims of one token under the signature of another.</summary>
    static string Altered(string claims, string signed) => string.Join('.', claims.Split('.')[0], claims.Split('.')[1], signed.Split('.')[2]);

    static SigningCredentials Secret(byte[] key) => new(new SymmetricSecurityKey(key) { KeyId = SigningKey.One.Id }, SecurityAlgorithms.HmacSha256);

    static async Task<string> ElsewhereAsync()
    {
        await using var elsewhere = await TestServer.StartAsync();
        return await elsewhere.TokenAsync();
    }
}
