using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>What is read before there is a viewer: which tenants exist, and who is let into them.</summary>
/// <remarks>It has no viewer, so contexts are used again, on a server every request asks for one, and nothing is written through it: that is the tenant's own.</remarks>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw ReadOnly();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => throw ReadOnly();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfiguration(new Tenancy.TenantTable());
        // What else is said of these tables leads to others, which are not read from here.
        model.Entity<Membership>().ToTable("Memberships").HasKey(row => new { row.TenantId, row.Id });
        model.Entity<ApiKey>().ToTable("ApiKeys").HasKey(row => new { row.TenantId, row.Id });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (Database.IsSqlite()) SqliteStorage.Configure(conventions); else SqlServerStorage.Configure(conventions);
    }

    static InvalidOperationException ReadOnly() => new("Nothing is written without a viewer.");
}
