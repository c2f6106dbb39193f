using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>What Microsoft Entra publishes for those who validate its tokens, on a free loopback port: metadata documents and signing keys.</summary>
sealed class EntraServer : IAsyncDisposable
{
    public static readonly Guid ClientId = new("11111111-2222-4333-8444-555555555555");

    /// <summary>Two of its tenants.</summary>
    public static readonly Guid Home = new("aaaaaaaa-0000-4000-8000-000000000001");
    public static readonly Guid Abroad = new("aaaaaaaa-0000-4000-8000-000000000002");

    readonly WebApplication app;
    readonly List<(SigningKey Key, string Issuer)> published = [];
    TaskCompletionSource keysRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    EntraServer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>Answers nothing but 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often the keys were asked for.</summary>
    public int KeyReads { get; private set; }

    /// <summary>With one key, which every tenant may be signed for by.</summary>
    public static async Task<EntraServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new EntraServer(builder.Build());
        server.app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => server.Document(server.IssuerOf(tenant is "organizations" or "common" ? "{tenantid}" : tenant)));
        server.app.MapGet("/{tenant}/.well-known/openid-configuration", () => server.Document(server.FirstIssuerOf("{tenantid}")));
        server.app.MapGet("/keys", server.Keys);
        await server.app.StartAsync();
        server.Publish(SigningKey.One);
        return server;
    }

    /// <summary>Who issues the tokens of a tenant, in their second version.</summary>
    public string IssuerOf(string tenant) => $"{Address}/{tenant}/v2.0";

    /// <summary>Who issues them in their first version.</summary>
    public string FirstIssuerOf(string tenant) => $"{Address}/sts/{tenant}/";

    /// <param name="key">From now on it is among the keys.</param>
    /// <param name="tenant">The only tenant that it may sign for; null for every.</param>
    public void Publish(SigningKey key, Guid? tenant = null) => published.Add((key, IssuerOf(tenant is { } only ? $"{only}" : "{tenantid}")));

    public void Withdraw(SigningKey key) => published.RemoveAll(entry => entry.Key == key);

    /// <summary>Ends when the keys are read the next time.</summary>
    public Task WhenKeysAreRead() => (keysRead = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(60));

    public string[] Settings(string tenant = "organizations") => [$"--AzureAd:Instance={Address}/", $"--AzureAd:TenantId={tenant}", $"--AzureAd:ClientId={ClientId}"];

    IResult Document(string issuer) => IsDown ? Results.StatusCode(503) : Results.Json(new
    {
        issuer,
        jwks_uri = $"{Address}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "pairwise" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    });

    IResult Keys()
    {
        if (IsDown) return Results.StatusCode(503);
        KeyReads++;
        keysRead.TrySetResult();
        return Results.Json(new
        {
            keys = published.Select(entry => new { kty = "RSA", use = "sig", kid = entry.Key.Id, n = entry.Key.Modulus, e = entry.Key.Exponent, issuer = entry.Issuer }),
        });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>A key that signs tokens. Its public half is what is published.</summary>
sealed record SigningKey(string Id, RSA Rsa)
{
    public static readonly SigningKey One = new("one", RSA.Create(2048));
    public static readonly SigningKey Two = new("two", RSA.Create(2048));

    public string Modulus => Base64UrlEncoder.Encode(Rsa.ExportParameters(false).Modulus!);
    public string Exponent => Base64UrlEncoder.Encode(Rsa.ExportParameters(false).Exponent!);
}
