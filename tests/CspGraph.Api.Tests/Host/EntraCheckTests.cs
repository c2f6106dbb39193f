using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Tenancy;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace CspGraph.Api.Tests.Host;

/// <summary>Each check is what refuses its kind of bad token: with that check alone switched off, the token gets in.</summary>
public sealed class EntraCheckTests
{
    [Theory]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("issuer of the signing key")]
    [InlineData("lifetime")]
    [InlineData("signature")]
    [InlineData("name of the signing key")]
    public async Task Without_the_check_a_bad_token_gets_in(string check)
    {
        await using var entra = await EntraServer.StartAsync();
        entra.Publish(SigningKey.Two, tenant: EntraServer.Abroad);
        await using var server = await TestServer.CreateAsync();
        await server.RunAsync(builder => builder.Services.PostConfigure<JwtBearerOptions>(EntraTokens.Scheme, bearer => SwitchOff(check, bearer.TokenValidationParameters)), entra.Settings());
        await server.AddMemberAsync(PrincipalKind.ObjectId, $"{EntraToken.Person}");
        var good = EntraToken.OfPerson(server, entra);
        Dictionary<string, string> bad = new()
        {
            ["audience"] = $"{good with { Audience = $"{Guid.NewGuid()}" }}",
            ["issuer"] = $"{good with { Issuer = $"https://login.example/{EntraServer.Home}/v2.0" }}",
            ["issuer of the signing key"] = $"{good with { Key = SigningKey.Two }}",
            ["lifetime"] = $"{good with { Expires = server.Clock.GetUtcNow().UtcDateTime }}",
            ["signature"] = good.Sign(null),
            ["name of the signing key"] = good.Sign(new SigningCredentials(new RsaSecurityKey(SigningKey.One.Rsa), SecurityAlgorithms.RsaSha256)),
        };

        var letIn = new List<string>();
        foreach (var (what, token) in bad)
            if ((await server.SendAsync(TestServer.Post("graphql", new { query = "{ __typename }" }), token)).Status == 200) letIn.Add(what);

        Assert.Equal([check], letIn);
    }

    [Fact]
    public async Task In_Production_Microsoft_s_own_cloud_is_asked_over_HTTPS()
    {
        await using var server = await TestServer.StartAsync("--environment=Production", "--Authentication:Development=false", $"--AzureAd:ClientId={EntraServer.ClientId}");

        var bearer = server.TokensOf(EntraTokens.Scheme);

        Assert.Equal(("https://login.microsoftonline.com/organizations/v2.0", true), (bearer.Authority, bearer.RequireHttpsMetadata));
        Assert.Equal("https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration", bearer.MetadataAddress);
        Assert.Equal([$"{EntraServer.ClientId}", $"api://{EntraServer.ClientId}"], bearer.TokenValidationParameters.ValidAudiences);
    }

    /// <summary>What is not one of the settings that are read has no effect, whatever Identity.Web would make of it.</summary>
    [Fact]
    public async Task No_setting_switches_a_check_off()
    {
        await using var entra = await EntraServer.StartAsync();
        await using var server = await TestServer.StartAsync([
            .. entra.Settings(), "--AzureAd:TokenValidationParameters:ValidateIssuer=false", "--AzureAd:TokenValidationParameters:ValidateAudience=false", "--AzureAd:Audience=api://a api://b"]);

        var validation = server.TokensOf(EntraTokens.Scheme).TokenValidationParameters;

        Assert.True(validation is { ValidateIssuer: true, ValidateAudience: true, ValidateLifetime: true, RequireSignedTokens: true, RequireExpirationTime: true });
        Assert.Equal(["api://a", "api://b"], validation.ValidAudiences);
    }

    static void SwitchOff(string check, TokenValidationParameters validation)
    {
        switch (check)
        {
            case "audience": validation.ValidateAudience = false; break;
            case "issuer": validation.IssuerValidator = (issuer, _, _) => issuer; break;
            case "issuer of the signing key": validation.IssuerSigningKeyValidatorUsingConfiguration = (_, _, _, _) => true; break;
            case "lifetime": validation.LifetimeValidator = (_, _, _, _) => true; break;
            case "signature": validation.RequireSignedTokens = false; break;
            case "name of the signing key": validation.TryAllIssuerSigningKeys = true; break;
            default: throw new ArgumentOutOfRangeException(nameof(check));
        }
    }
}
