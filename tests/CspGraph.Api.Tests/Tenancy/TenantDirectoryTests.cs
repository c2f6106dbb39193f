using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What is asked before there is a viewer is asked of SQLite by a text and of SQL Server by EF Core: both find the same.</summary>
public sealed class TenantDirectoryTests
{
    static readonly string[] Principals = ["someone", "o'brien \"x\" \\ é", "nobody"];

    [Fact]
    public async Task Both_ways_find_the_same_memberships()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddMemberAsync(PrincipalKind.AppRole, Principals[0], Role.Integration, TestNetwork.Beta, rights: "Read Write");
        await server.AddMemberAsync(PrincipalKind.ObjectId, Principals[0], Role.DistributorAnalyst, tenant: "northwind");
        await server.AddMemberAsync(PrincipalKind.AppRole, Principals[1]);
        await server.AddMemberAsync(PrincipalKind.AppRole, "Someone");
        await server.AddMemberAsync(PrincipalKind.AppRole, Principals[0], entraTenant: EntraServer.Abroad);
        await server.EndMembershipAsync(await server.AddMemberAsync(PrincipalKind.ObjectId, Principals[0]));

        var found = await new TenantDirectory(server.Database).FindMembershipsAsync(EntraServer.Home, Principals, CancellationToken.None);

        var now = server.Clock.GetUtcNow().UtcDateTime;
        FoundMembership[] expected =
        [
            new(1, "contoso", PrincipalKind.AppRole, Principals[1], $"AppRole {Principals[1]}", Role.DistributorAdmin, null, null, now),
            new(1, "contoso", PrincipalKind.AppRole, "someone", "AppRole someone", Role.Integration, TestNetwork.Beta, "Read Write", now),
            new(2, "northwind", PrincipalKind.ObjectId, "someone", "ObjectId someone", Role.DistributorAnalyst, null, null, now),
        ];
        Assert.Equal(expected, Ordered(found));
        await using var directory = server.Database.OpenDirectory();
        Assert.Equal(expected, Ordered(await TenantDirectory.Memberships(directory, EntraServer.Home, Principals).ToListAsync()));
    }

    [Fact]
    public async Task Both_ways_find_the_same_key()
    {
        await using var server = await TestServer.StartAsync();
        var id = await server.AddKeyAsync("ABC", reseller: TestNetwork.Alpha);
        var revoked = await server.AddKeyAsync("DEF");
        await server.RevokeKeyAsync(revoked);
        var now = server.Clock.GetUtcNow().UtcDateTime;

        foreach (var (hash, instant, expected) in new[]
        {
            ("ABC", now.AddDays(1).AddMilliseconds(-1), new FoundApiKey(1, "contoso", id, "Reporting", TestNetwork.Alpha, "Read SeeCosts", now.AddDays(1))),
            ("ABC", now.AddDays(1), null),
            ("abc", now, null),
            ("DEF", now, null),
        })
        {
            Assert.Equal(expected, await new TenantDirectory(server.Database).FindApiKeyAsync(hash, instant, CancellationToken.None));
            await using var directory = server.Database.OpenDirectory();
            Assert.Equal(expected, await TenantDirectory.ApiKeys(directory, hash, instant).SingleOrDefaultAsync());
        }
    }

    [Fact]
    public async Task What_SQL_Server_is_asked_compiles_and_compares_nothing_of_another_collation()
    {
        using var database = new Database(DatabaseProvider.SqlServer, "Server=none", TimeProvider.System);
        await using var directory = database.OpenDirectory();
        using var model = new ServerModel();
        foreach (var query in new IQueryable<object>[] { TenantDirectory.Memberships(directory, EntraServer.Home, Principals), TenantDirectory.ApiKeys(directory, "ABC", DateTime.UnixEpoch) })
        {
            using var command = query.CreateDbCommand();
            Assert.DoesNotContain("OPENJSON", command.CommandText, StringComparison.Ordinal);
            model.Add(new Recorded("directory", command.CommandText, [.. command.Parameters.Cast<System.Data.Common.DbParameter>()]));
        }
        Assert.Empty(model.Validate());
    }

    static IEnumerable<FoundMembership> Ordered(IEnumerable<FoundMembership> found) => found.OrderBy(row => row.TenantId).ThenBy(row => row.PrincipalId, StringComparer.Ordinal);
}
