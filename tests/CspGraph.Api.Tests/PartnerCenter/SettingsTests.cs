using CspGraph.Api.Host;
using CspGraph.Api.PartnerCenter;
using CspGraph.Api.PartnerOfRecord;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.PartnerCenter;

/// <summary>For whom Partner Center is asked, and where it is.</summary>
public sealed class SettingsTests
{
    const string Client = "--PartnerCenter:Tenants:contoso:ClientId=7d1f4a1e-0f5e-4c55-9d43-0c8a5e1b2f30";
    const string Secret = "--PartnerCenter:Tenants:contoso:ClientSecret=secret";

    [Theory]
    [InlineData("PartnerCenter:BaseUrl is 'partnercenter'; it must be an https address without a path.", "--PartnerCenter:BaseUrl=partnercenter")]
    [InlineData("PartnerCenter:BaseUrl is 'http://partnercenter.example'; it must be an https address without a path.", "--PartnerCenter:BaseUrl=http://partnercenter.example")]
    [InlineData("PartnerCenter:BaseUrl is 'https://partnercenter.example/v1'; it must be an https address without a path.", "--PartnerCenter:BaseUrl=https://partnercenter.example/v1")]
    [InlineData("PartnerCenter:BaseUrl is 'https://partnercenter.example?x=1'; it must be an https address without a path.", "--PartnerCenter:BaseUrl=https://partnercenter.example?x=1")]
    [InlineData("PartnerCenter:BaseUrl is 'ftp://partnercenter.example'; it must be an https address without a path.", "--PartnerCenter:BaseUrl=ftp://partnercenter.example")]
    [InlineData("PartnerCenter:BaseUrl is 'http://127.0.0.1:5000'; it must be an https address without a path.", "--PartnerCenter:BaseUrl=http://127.0.0.1:5000", "--environment=Production")]
    [InlineData("PartnerCenter:Authority is 'http://login.example'; it must be an https address without a path.", "--PartnerCenter:Authority=http://login.example")]
    [InlineData("PartnerCenter:Tenants names 'con_toso'; it must be a tenant's slug: lower-case letters, digits and hyphens.", "--PartnerCenter:Tenants:con_toso:ClientId=x")]
    [InlineData("PartnerCenter:Tenants:contoso:ClientId is missing.", Secret)]
    [InlineData("PartnerCenter:Tenants:contoso:ClientId is missing.", "--PartnerCenter:Tenants:contoso=secret")]
    [InlineData("PartnerCenter:Tenants:contoso:ClientId is 'cspgraph'; it must be a GUID.", "--PartnerCenter:Tenants:contoso:ClientId=cspgraph", Secret)]
    [InlineData("PartnerCenter:Tenants:contoso:ClientSecret is missing.", Client)]
    [InlineData("PartnerCenter:Tenants:contoso:ClientSecret is missing.", Client, "--PartnerCenter:Tenants:contoso:ClientSecret=")]
    public void A_wrong_setting_is_named_with_what_it_must_be(string line, params string[] settings) =>
        Assert.Equal(line, Assert.Throws<StartRefusedException>(() => Services(["--environment=Development", .. settings])).Message);

    [Fact]
    public void Microsofts_own_addresses_are_the_default_and_slugs_are_in_lower_case()
    {
        using var services = Services(["--environment=Production", Client.Replace("contoso", "Contoso"), Secret]);
        var settings = services.GetRequiredService<PartnerCenterSettings>();

        Assert.Equal(("https://api.partnercenter.microsoft.com", "https://login.microsoftonline.com"), (settings.BaseUrl, settings.Authority));
        var (slug, credentials) = Assert.Single(settings.Tenants);
        Assert.Equal(("contoso", new("7d1f4a1e-0f5e-4c55-9d43-0c8a5e1b2f30"), "secret", null), (slug, credentials.ClientId, credentials.ClientSecret, credentials.RefreshToken));
        Assert.DoesNotContain("secret", $"{settings}{credentials}");
    }

    [Fact]
    public void Without_a_tenant_nobody_is_there_to_be_asked()
    {
        using var services = Services(["--environment=Production"]);

        Assert.Null(services.GetService<IPartnerOfRecordSource>());
        Assert.Null(services.GetService<PartnerCenterClient>());
    }

    static ServiceProvider Services(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddPartnerCenter();
        return builder.Services.BuildServiceProvider();
    }
}
