using System.Data.Common;
using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A context saves rows of its viewer's tenant alone, and no change of what is only ever added to.</summary>
public sealed class SavedRowTests
{
    [Theory]
    [InlineData(EntityState.Added)]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task Another_tenants_row_is_never_saved(EntityState state)
    {
        await using var temp = await TwoTenantsAsync();
        await using var db = temp.Open(tenantId: 1);
        var foreign = state is EntityState.Added ? NewProduct(2) : await ProductAsync(temp, 2);
        db.Entry(foreign).State = state;

        const string refusal = "A Product of another tenant cannot be saved.";
        Assert.Equal(refusal, (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message);
        Assert.Equal(refusal, Assert.Throws<InvalidOperationException>(() => db.SaveChanges()).Message);
        Assert.Equal(["1 P", "2 P"], await ProductsAsync(temp));
    }

    [Fact]
    public async Task A_row_does_not_go_over_to_another_tenant()
    {
        await using var temp = await TwoTenantsAsync();
        await using var db = temp.Open(tenantId: 1);
        var own = await db.Products.SingleAsync();
        own.TenantId = 2;

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        Assert.Equal(["1 P", "2 P"], await ProductsAsync(temp));
    }

    [Fact]
    public async Task A_row_without_a_tenant_becomes_the_viewers()
    {
        await using var temp = await TwoTenantsAsync();
        await using var db = temp.Open(tenantId: 2);
        db.Add(NewProduct(0, "Q"));

        await db.SaveChangesAsync();

        Assert.Equal(["1 P", "2 P", "2 Q"], await ProductsAsync(temp));
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET Outcome = 'Failed'", "The audit log is never changed.")]
    [InlineData("UPDATE AuditEntries SET TenantId = 2", "The audit log is never changed.")]
    [InlineData("DELETE FROM AuditEntries", "The audit log is never deleted from.")]
    public async Task The_database_takes_no_change_of_the_audit_log(string sql, string refusal)
    {
        await using var temp = await AuditedAsync();
        await using var db = temp.Open(tenantId: 1);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));

        // On a server the runtime's login has no right to it in the first place.
        if (TestDatabase.IsEmbedded) Assert.Contains(refusal, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["1 Succeeded"], await temp.ReadAsync(1, "SELECT TenantId, Outcome FROM AuditEntries", row => $"{row.GetInt32(0)} {row.GetString(1)}"));
    }

    [Theory]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task Nor_does_a_context(EntityState state)
    {
        await using var temp = await AuditedAsync();
        await using var db = temp.Open(tenantId: 1);
        db.Entry(await db.AuditEntries.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).SingleAsync()).State = state;

        Assert.Equal("An entry of the audit log is never changed or taken away.", (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message);
        Assert.Equal(["1 Succeeded"], await temp.ReadAsync(1, "SELECT TenantId, Outcome FROM AuditEntries", row => $"{row.GetInt32(0)} {row.GetString(1)}"));
    }

    static async Task<TempDatabase> TwoTenantsAsync()
    {
        var temp = await TempDatabase.CreateAsync();
        foreach (var tenant in new[] { 1, 2 })
        {
            await using var db = temp.Open(tenant);
            db.AddRange(new Sample(db.Model, tenant, 1, seed: tenant).Rows<Tenant>());
            db.Add(NewProduct(tenant));
            await db.SaveChangesAsync();
        }
        return temp;
    }

    static async Task<TempDatabase> AuditedAsync()
    {
        var temp = await TwoTenantsAsync();
        await using var db = temp.Open(tenantId: 1);
        db.Add(new AuditEntry
        {
            Id = Guid.NewGuid(),
            RecordedAt = DateTime.UnixEpoch,
            ActorKind = ActorKind.Operator,
            ActorId = "operator",
            ActorRole = Role.DistributorAdmin,
            Action = "test",
            Outcome = AuditOutcome.Succeeded,
            CorrelationId = "0",
        });
        await db.SaveChangesAsync();
        return temp;
    }

    /// <summary>Of both tenants, as they are stored.</summary>
    static async Task<IEnumerable<string>> ProductsAsync(TempDatabase temp)
    {
        var rows = new List<string>();
        foreach (var tenant in new[] { 1, 2 })
            rows.AddRange(await temp.ReadAsync(tenant, "SELECT TenantId, Name FROM Products", row => $"{row.GetInt32(0)} {row.GetString(1)}"));
        return rows.Distinct().Order(StringComparer.Ordinal);
    }

    static async Task<Product> ProductAsync(TempDatabase temp, int tenant)
    {
        await using var db = temp.Open(tenant);
        return await db.Products.AsNoTracking().SingleAsync();
    }

    static Product NewProduct(int tenant, string name = "P") => new() { TenantId = tenant, Id = Guid.NewGuid(), ProductId = $"CFQ7TTC0{name}", Name = name, Family = ProductFamily.Other };
}
