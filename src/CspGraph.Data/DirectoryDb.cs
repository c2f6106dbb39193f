using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>What is read before there is a viewer: which tenants exist.</summary>
/// <remarks>It has no viewer, so contexts are used again: on a server every request asks for one.</remarks>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    protected override void OnModelCreating(ModelBuilder model) => model.ApplyConfiguration(new Tenancy.TenantTable());

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (Database.IsSqlite()) SqliteStorage.Configure(conventions); else SqlServerStorage.Configure(conventions);
    }
}
