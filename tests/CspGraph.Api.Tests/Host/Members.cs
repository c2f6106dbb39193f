using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Host;

/// <summary>Who is let into the tenants of <see cref="TestNetwork"/>.</summary>
static class Members
{
    const int Contoso = 1;
    const int Northwind = 2;

    /// <summary>Lets a principal in.</summary>
    public static async Task<Guid> AddMemberAsync(
        this TestServer server, PrincipalKind kind, string principal, Role role = Role.DistributorAdmin, Guid? reseller = null, string tenant = "contoso", string? rights = null, Guid? entraTenant = null)
    {
        await using var db = server.Database.Open(Admin(tenant));
        var membership = new Membership
        {
            Id = Guid.CreateVersion7(),
            EntraTenantId = entraTenant ?? EntraServer.Home,
            PrincipalKind = kind,
            PrincipalId = principal,
            Name = $"{kind} {principal}",
            Role = role,
            ResellerId = reseller,
            RightNames = rights,
            CreatedAt = server.Clock.GetUtcNow().UtcDateTime,
        };
        db.Memberships.Add(membership);
        await db.SaveChangesAsync();
        return membership.Id;
    }

    public static async Task EndMembershipAsync(this TestServer server, Guid id)
    {
        await using var db = server.Database.Open(Admin("contoso"));
        var now = server.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal(1, await db.Memberships.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(membership => membership.Id == id).ExecuteUpdateAsync(set => set.SetProperty(membership => membership.EndedAt, now)));
    }

    /// <summary>Makes an API key that holds for a day.</summary>
    public static async Task<Guid> AddKeyAsync(this TestServer server, string hash, string rights = "Read SeeCosts", Guid? reseller = null, string tenant = "contoso")
    {
        await using var db = server.Database.Open(Admin(tenant));
        var now = server.Clock.GetUtcNow().UtcDateTime;
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(),
            Name = "Reporting",
            SecretHash = hash,
            Hint = "1234",
            ResellerId = reseller,
            RightNames = rights,
            CreatedAt = now,
            CreatedBy = "A test",
            ExpiresAt = now.AddDays(1),
        };
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync();
        return key.Id;
    }

    public static async Task RevokeKeyAsync(this TestServer server, Guid id)
    {
        await using var db = server.Database.Open(Admin("contoso"));
        var now = server.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal(1, await db.ApiKeys.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now)));
    }

    static Viewer Admin(string tenant) => new(tenant == "contoso" ? Contoso : Northwind, Role.DistributorAdmin, SubtreeRootId: null);
}
