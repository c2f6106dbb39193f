using System.Security.Claims;
using CspGraph.Api.Host.Identity;

namespace CspGraph.Api.Tests.Limits.Budgets;

/// <summary>Whose budget a token spends.</summary>
public sealed class ClientIdTests
{
    [Theory]
    [InlineData("azp=program oid=person", "azp=program oid=person tenant=contoso role=RESELLER_ADMIN", true)]
    [InlineData("azp=program oid=person", "appid=program oid=person", true)]
    [InlineData("azp=program sub=person", "azp=program oid=person", true)]
    [InlineData("azp=program oid=person", "azp=program oid=person sub=pairwise", true)]
    [InlineData("azp=program oid=person", "azp=program oid=other", false)]
    [InlineData("azp=program oid=person", "azp=other oid=person", false)]
    [InlineData("azp=program", "oid=program", false)]
    [InlineData("azp=program oid=person tid=one", "azp=program oid=person tid=two", false)]
    [InlineData("azp=program oid=person tid=one", "azp=program oid=person tid=one iat=2", true)]
    [InlineData("tenant=contoso role=RESELLER_ADMIN reseller=1", "tenant=contoso role=RESELLER_ADMIN reseller=1 iat=2", true)]
    [InlineData("tenant=contoso role=RESELLER_ADMIN reseller=1", "tenant=contoso role=RESELLER_ADMIN reseller=2", false)]
    [InlineData("tenant=contoso role=RESELLER_ADMIN reseller=1", "tenant=contoso role=RESELLER_ANALYST reseller=1", false)]
    [InlineData("tenant=contoso role=DISTRIBUTOR_ADMIN", "tenant=northwind role=DISTRIBUTOR_ADMIN", false)]
    [InlineData("azp=contoso oid=DISTRIBUTOR_ADMIN", "tenant=contoso role=DISTRIBUTOR_ADMIN", false)]
    public void A_client_is_a_program_and_a_person(string claims, string others, bool same)
    {
        Assert.Equal(same, Of(claims) == Of(others));
        Assert.Matches("^[A-Za-z0-9_-]{22}$", Of(claims).Value);
    }

    static ClientId Of(string claims) => ClientId.Of(new ClaimsPrincipal(new ClaimsIdentity(
        claims.Split(' ').Select(claim => new Claim(claim[..claim.IndexOf('=')], claim[(claim.IndexOf('=') + 1)..])))));
}
