using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>What is read before there is a viewer: which tenants exist.</summary>
/// <remarks>It has no viewer, so contexts are used again: one is asked for by every request.</remarks>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public Task<Tenant?> FindTenantAsync(string slug, CancellationToken cancellation) =>
        Tenants.AsNoTracking().SingleOrDefaultAsync(tenant => tenant.Slug == slug, cancellation);

    protected override void OnModelCreating(ModelBuilder model) => model.ApplyConfiguration(new Tenancy.TenantTable());

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (Database.IsSqlite()) SqliteStorage.Configure(conventions); else SqlServerStorage.Configure(conventions);
    }
}
