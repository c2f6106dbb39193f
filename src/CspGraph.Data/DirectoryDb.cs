using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>What is read before there is a viewer: which tenants exist, and who is let into them.</summary>
/// <remarks>It has no viewer, so contexts are used again: on a server every request asks for one.</remarks>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

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
}
