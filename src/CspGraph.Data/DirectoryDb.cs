using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>What is read before there is a viewer: which tenants exist.</summary>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options, bool sqlite) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public Task<Tenant?> FindTenantAsync(string slug, CancellationToken cancellation) =>
        Tenants.AsNoTracking().SingleOrDefaultAsync(tenant => tenant.Slug == slug, cancellation);

    protected override void OnModelCreating(ModelBuilder model) => model.ApplyConfiguration(new Tenancy.TenantTable());

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (sqlite) SqliteStorage.Configure(conventions); else SqlServerStorage.Configure(conventions);
    }
}
