using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Data;

public sealed class BulkUpdateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Changed_rows_are_stored_as_SaveChanges_stores_them(int seed)
    {
        await using var bulk = await TempDatabase.CreateAsync();
        await using var plain = await TempDatabase.CreateAsync();
        var sample = await FillAsync(bulk, seed);
        await FillAsync(plain, seed);
        await using var db = bulk.Open(tenantId: 7);
        var rows = await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().ToListAsync();
        await using var other = plain.Open(tenantId: 7);
        var tracked = await other.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ToDictionaryAsync(row => row.Id);
        var random = new Random(seed);

        var update = new BulkUpdate<CspSubscription>(db);
        foreach (var row in rows)
        {
            update.Watch(row);
            var state = random.Next();
            foreach (var changed in new[] { row, tracked[row.Id] })
            {
                var same = new Random(state);
                if (same.Next(3) == 0) changed.Name += "é";
                if (same.Next(3) == 0) changed.ResellerId = null;
                if (same.Next(3) == 0) changed.UnitPrice = changed.UnitPrice is null ? 0.0001m : null;
                if (same.Next(3) == 0) changed.CommitmentEndDate = new DateOnly(2020, 2, 29);
                if (same.Next(3) == 0) changed.Status = SubscriptionStatus.Expired;
                if (same.Next(3) == 0) changed.AutoRenew = changed.AutoRenew is not true;
                if (same.Next(3) == 0) changed.FactDates = "";
                if (same.Next(3) == 0) changed.AsOf = changed.AsOf.AddMilliseconds(1);
            }
        }
        await using (var transaction = await db.BeginWriteAsync(default))
        {
            await update.WriteAsync(default);
            await transaction.CommitAsync();
        }
        await other.SaveChangesAsync();

        Assert.NotEqual(sample, await StoredAsync(bulk));
        Assert.Equal(await StoredAsync(plain), await StoredAsync(bulk));
    }

    [SkippableFact]
    public async Task Only_what_is_stored_otherwise_is_written_and_counted()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        await using var database = await TempDatabase.CreateAsync();
        await FillAsync(database, seed: 1);
        await using var db = database.Open(tenantId: 7);
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE Written (Name TEXT);
            CREATE TRIGGER OnName UPDATE OF Name ON Customers BEGIN INSERT INTO Written VALUES ('Name'); END;
            CREATE TRIGGER OnCountry UPDATE OF Country ON Customers BEGIN INSERT INTO Written VALUES ('Country'); END;
            CREATE TRIGGER OnDates UPDATE OF FactDates ON Customers BEGIN INSERT INTO Written VALUES ('FactDates'); END;
            CREATE TRIGGER OnAsOf UPDATE OF AsOf ON Subscriptions BEGIN INSERT INTO Written VALUES ('AsOf'); END;
            """);
        var customers = await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().OrderBy(row => row.Id).Take(3).ToListAsync();
        var subscription = await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().FirstAsync(row => row.AsOf > DateTime.UnixEpoch);
        var update = new BulkUpdate<Customer>(db);
        var other = new BulkUpdate<CspSubscription>(db);
        foreach (var row in customers) update.Watch(row);
        other.Watch(subscription);
        customers[0].Country = "PT";
        customers[1].FactDates = "1X";
        subscription.AsOf = subscription.AsOf.AddTicks(1);

        await using (var transaction = await db.BeginWriteAsync(default))
        {
            Assert.Equal([customers[0]], await update.WriteAsync(default, nameof(Customer.FactDates)));
            Assert.Empty(await other.WriteAsync(default));
            await transaction.CommitAsync();
        }

        Assert.Equal(["Country", "FactDates"], await database.ReadTextsAsync("SELECT Name FROM Written ORDER BY 1"));
    }

    [Fact]
    public async Task Another_tenants_row_is_refused_and_so_is_one_that_is_gone()
    {
        await using var database = await TempDatabase.CreateAsync();
        await FillAsync(database, seed: 1);
        await using var db = database.Open(tenantId: 7);
        var row = await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().FirstAsync();
        var update = new BulkUpdate<Customer>(db);
        row.TenantId = 8;
        Assert.Equal("A Customer of another tenant cannot be saved.", Assert.Throws<InvalidOperationException>(() => update.Watch(row)).Message);

        row = new Customer { TenantId = 7, Id = Guid.NewGuid(), EntraTenantId = Guid.NewGuid(), Name = "Gone" };
        update.Watch(row);
        row.Name = "Still";
        await Assert.ThrowsAsync<InvalidOperationException>(() => update.WriteAsync(default));
        await using var transaction = await db.BeginWriteAsync(default);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => update.WriteAsync(default));
    }

    static async Task<string[]> FillAsync(TempDatabase database, int seed)
    {
        await using var db = database.Open(tenantId: 7);
        var sample = new Sample(db.Model, tenantId: 7, rowsPerTable: 40, seed);
        db.AddRange(sample.Rows<Tenant>());
        db.AddRange(sample.Rows<Reseller>());
        db.AddRange(sample.Rows<Customer>());
        db.AddRange(sample.Rows<Product>());
        db.AddRange(sample.Rows<Sku>());
        db.AddRange(sample.Rows<CspSubscription>());
        await db.SaveChangesAsync();
        return await StoredAsync(database);
    }

    static Task<string[]> StoredAsync(TempDatabase database) => database.StoredAsync(7, "Subscriptions");
}
