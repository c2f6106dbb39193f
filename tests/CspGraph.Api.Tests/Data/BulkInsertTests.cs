using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Data;

public sealed class BulkInsertTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_entity_reads_back_as_it_was_written_and_is_stored_as_SaveChanges_stores_it(int seed)
    {
        await using var bulk = await TempDatabase.CreateAsync();
        await using var plain = await TempDatabase.CreateAsync();
        await using var db = bulk.Open(tenantId: 7);
        var sample = new Sample(db.Model, tenantId: 7, rowsPerTable: 30, seed);

        await CheckAsync<Tenant>();
        await CheckAsync<Reseller>();
        await CheckAsync<ResellerClosure>();
        await CheckAsync<Customer>();
        await CheckAsync<CustomerAgreement>();
        await CheckAsync<Product>();
        await CheckAsync<Sku>();
        await CheckAsync<CspSubscription>();
        await CheckAsync<ImportRun>();
        await CheckAsync<StagedPage>();
        await CheckAsync<PriceSheet>();
        await CheckAsync<Price>();
        await CheckAsync<Invoice>();
        await CheckAsync<InvoiceLine>();
        await CheckAsync<UsageEntitlement>();

        async Task CheckAsync<TEntity>() where TEntity : class, ITenantOwned
        {
            var rows = sample.Rows<TEntity>();
            await using (var transaction = await db.BeginWriteAsync(default))
            {
                Assert.Equal(rows.Count, await BulkInsert.WriteAsync(db, rows, default));
                await transaction.CommitAsync();
            }
            await using var other = plain.Open(tenantId: 7);
            other.AddRange(rows);
            await other.SaveChangesAsync();

            var entity = db.Model.FindEntityType(typeof(TEntity))!;
            var read = await db.Set<TEntity>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter, CspGraphDb.CompleteFilter]).AsNoTracking().ToListAsync();
            Assert.Equal(Values(entity, rows), Values(entity, read));
            Assert.Equal(await plain.StoredAsync(7, entity.GetTableName()!), await bulk.StoredAsync(7, entity.GetTableName()!));
        }
    }

    [Fact]
    public async Task A_row_without_a_tenant_becomes_the_viewers_and_another_tenants_row_is_refused()
    {
        await using var database = await TempDatabase.CreateAsync();
        await using var db = database.Open(tenantId: 7);
        var sample = new Sample(db.Model, tenantId: 7, rowsPerTable: 2, seed: 1);
        await using (var transaction = await db.BeginWriteAsync(default))
        {
            await BulkInsert.WriteAsync(db, sample.Rows<Tenant>(), default);
            var own = sample.Rows<Product>();
            own[0].TenantId = 0;
            await BulkInsert.WriteAsync(db, own, default);
            Assert.Equal(7, own[0].TenantId);
            await transaction.CommitAsync();
        }
        await using (await db.BeginWriteAsync(default))
        {
            var foreign = sample.Rows<Product>();
            foreign[1].TenantId = 8;
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => BulkInsert.WriteAsync(db, foreign, default));
            Assert.Equal("A Product of another tenant cannot be saved.", refused.Message);
        }
        Assert.Equal(2, await db.Products.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).CountAsync());
    }

    [Fact]
    public async Task Without_a_transaction_nothing_is_written()
    {
        await using var database = await TempDatabase.CreateAsync();
        await using var db = database.Open(tenantId: 7);
        await Assert.ThrowsAsync<InvalidOperationException>(() => BulkInsert.WriteAsync(db, new Sample(db.Model, 7, 1, 1).Rows<Tenant>(), default));
        Assert.Equal(0, await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).CountAsync());
    }

    static string[] Values<TEntity>(IEntityType entity, IEnumerable<TEntity> rows) => [.. rows
        .Select(row => string.Join('|', entity.GetProperties().Select(property => Written(property.PropertyInfo!.GetValue(row)))))
        .Order(StringComparer.Ordinal)];

    /// <summary>1.50 and 1.5 are the same amount.</summary>
    static string Written(object? value) => value switch
    {
        null => "null",
        decimal amount => (amount / 1.0000000000000000000000000000m).ToString(),
        DateTime instant => instant.ToString("O"),
        _ => value.ToString()!,
    };
}
