using CspGraph.Api.Host.Identity;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host;

/// <summary>A fresh machine's first minute: a database, a demo network, and tokens to try it with.</summary>
static class DevelopmentStart
{
    const string DemoTenant = "contoso";

    public static async Task PrepareAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<Database>();
        await database.MigrateAsync(cancellation);
        await using var directory = database.OpenDirectory();
        if (await directory.Tenants.AnyAsync(cancellation)) return;
        await output.WriteLineAsync("No tenant yet: writing the demo network.");
        await Commands.SeedCommand.SeedAsync(database, Demo.DemoSize.Small, output, cancellation);
    }

    public static async Task PrintAsync(WebApplication app, TextWriter output, CancellationToken cancellation)
    {
        var url = app.Urls.First();
        await output.WriteLineAsync($"""
            CspGraph listens on {string.Join(", ", app.Urls)} ({app.Environment.EnvironmentName}).
              explorer  {url}/
              GraphQL   {url}/graphql
              schema    {url}/graphql/schema.graphql
            """);
        var reseller = await FindDemoResellerAsync(app.Services.GetRequiredService<Database>(), cancellation);
        var tokens = app.Services.GetService<DevelopmentTokens>();
        if (reseller is null || tokens is null) return;
        await output.WriteLineAsync($"Tokens for the demo tenant {DemoTenant}, valid for {DevelopmentTokens.Lifetime.TotalHours:0} h:");
        foreach (var (name, role) in Roles.ByName)
        {
            var scope = AccessRules.Mismatch(role, hasReseller: false) is null ? null : reseller.Value.ToString();
            var token = await tokens.MakeAsync(DemoTenant, name, scope, cancellation);
            if (token.Succeeded) await output.WriteLineAsync($"  {name,-20} {token.Value}");
        }
    }

    /// <summary>A reseller directly under the demo distributor that has resellers of its own.</summary>
    static async Task<Guid?> FindDemoResellerAsync(Database database, CancellationToken cancellation)
    {
        if (await new TenantDirectory(database).FindAsync(DemoTenant, cancellation) is not { } tenant) return null;
        await using var db = database.Open(new Viewer(tenant, Role.DistributorAnalyst, SubtreeRootId: null));
        var resellers = db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);
        return await resellers.Where(reseller => reseller.ParentId == null && resellers.Any(child => child.ParentId == reseller.Id))
            .OrderBy(reseller => reseller.NameFolded).ThenBy(reseller => reseller.Id)
            .Select(reseller => (Guid?)reseller.Id).FirstOrDefaultAsync(cancellation);
    }
}
