using CspGraph.Api.Demo;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Demo;

public sealed class DemoSeedTests
{
    [Theory]
    [InlineData(DemoDatabase.Contoso, "contoso", TenantKind.Distributor, 32, 220, 1_100)]
    [InlineData(DemoDatabase.Northwind, "northwind", TenantKind.Distributor, 12, 60, 300)]
    [InlineData(DemoDatabase.Fabrikam, "fabrikam", TenantKind.DirectBill, 0, 24, 96)]
    public async Task Each_tenant_has_its_share(int tenantId, string slug, TenantKind kind, int resellers, int customers, int subscriptions)
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var tenant = Assert.Single(await demo.ReadAsync<Tenant>(tenantId));
        Assert.Equal((slug, kind, 1), (tenant.Slug, tenant.Kind, tenant.DataVersion));
        Assert.Equal(resellers, (await demo.ReadAsync<Reseller>(tenantId)).Count);
        Assert.Equal(customers, (await demo.ReadAsync<Customer>(tenantId)).Count);
        Assert.Equal(subscriptions, (await demo.ReadAsync<CspSubscription>(tenantId)).Count);
    }

    [Fact]
    public async Task The_same_day_gives_the_same_bytes_whatever_the_hour()
    {
        await using var morning = await DemoDatabase.SeedAsync(new TimeOnly(0, 0));
        await using var evening = await DemoDatabase.SeedAsync(new TimeOnly(23, 59, 59));
        var rows = await AllRowsAsync(morning.File);
        Assert.True(rows.Length > 2_000);
        Assert.Equal(rows, await AllRowsAsync(evening.File));
    }

    [Fact]
    public async Task A_tenant_that_is_there_is_left_as_it_is()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var before = await AllRowsAsync(demo.File);
        var later = new DemoDatabase.StoppedClock(DemoDatabase.Today.AddDays(40).ToDateTime(TimeOnly.MinValue));
        var seeded = await DemoSeed.SeedAsync(demo.File.Database, DemoSize.Medium, later, progress: null, default);
        Assert.Equal([("contoso", false), ("northwind", false), ("fabrikam", false)], seeded.Select(tenant => (tenant.Slug, tenant.Added)));
        Assert.Equal(before, await AllRowsAsync(demo.File));
    }

    [Fact]
    public async Task A_number_that_another_tenant_has_is_refused()
    {
        await using var file = await TempDatabase.CreateAsync();
        await using (var db = file.Open(tenantId: 1))
        {
            db.Add(new Tenant { Id = Guid.NewGuid(), Slug = "own", Name = "Own", Kind = TenantKind.Distributor, MicrosoftTenantId = Guid.NewGuid(), Country = "PT", Region = CspRegion.Europe });
            await db.SaveChangesAsync();
        }
        var clock = new DemoDatabase.StoppedClock(DemoDatabase.Today.ToDateTime(TimeOnly.MinValue));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => DemoSeed.SeedAsync(file.Database, DemoSize.Small, clock, progress: null, default));
        Assert.Equal("Tenant 1 is own, so contoso cannot be seeded.", refused.Message);
    }

    [Fact]
    public async Task A_seed_that_is_stopped_leaves_nothing_of_the_tenant()
    {
        await using var file = await TempDatabase.CreateAsync();
        using var stop = new CancellationTokenSource();
        var clock = new DemoDatabase.StoppedClock(DemoDatabase.Today.ToDateTime(TimeOnly.MinValue));
        // The first line is told when customers are written, before the tenant is complete.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DemoSeed.SeedAsync(file.Database, DemoSize.Small, clock, new Told(_ => stop.Cancel()), stop.Token));
        Assert.Empty(await AllRowsAsync(file));
    }

    [Fact]
    public async Task Two_distributors_share_names_domains_and_PLA_ids_but_no_row()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var (contoso, northwind) = (await demo.ReadAsync<Customer>(DemoDatabase.Contoso), await demo.ReadAsync<Customer>(DemoDatabase.Northwind));
        Assert.True(contoso.Select(row => (row.Name, row.Domain, row.EntraTenantId)).Intersect(northwind.Select(row => (row.Name, row.Domain, row.EntraTenantId))).Count() >= 5);
        Assert.Empty(contoso.Select(row => row.Id).Intersect(northwind.Select(row => row.Id)));

        var (sellers, others) = (await demo.ReadAsync<Reseller>(DemoDatabase.Contoso), await demo.ReadAsync<Reseller>(DemoDatabase.Northwind));
        Assert.True(sellers.Select(row => (row.Name, row.PlaId)).Intersect(others.Select(row => (row.Name, row.PlaId))).Count() >= 3);
        Assert.Empty(sellers.Select(row => row.Id).Intersect(others.Select(row => row.Id)));
    }

    [Fact]
    public async Task Every_term_status_and_agreement_occurs()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var subscriptions = await demo.ReadAsync<CspSubscription>(DemoDatabase.Contoso);
        Assert.Equal([TermDuration.P1M, TermDuration.P1Y, TermDuration.P3Y], subscriptions.Select(row => row.TermDuration).OfType<TermDuration>().Distinct().Order());
        Assert.Contains(subscriptions, row => row.TermDuration is null);
        AssertAll(subscriptions.Select(row => row.Status));
        AssertAll((await demo.ReadAsync<CustomerAgreement>(DemoDatabase.Contoso)).Select(row => row.Status));
        Assert.Equal([BillingCycle.None, BillingCycle.Monthly, BillingCycle.Annual, BillingCycle.Triennial], subscriptions.Select(row => row.BillingCycle).Distinct().Order());

        static void AssertAll<TEnum>(IEnumerable<TEnum> values) where TEnum : struct, Enum => Assert.Equal(Enum.GetValues<TEnum>(), values.Distinct().Order());
    }

    static async Task<string[]> AllRowsAsync(TempDatabase file)
    {
        await using var db = file.Open(tenantId: 0);
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!))
            foreach (var tenant in new[] { DemoDatabase.Contoso, DemoDatabase.Northwind, DemoDatabase.Fabrikam })
                rows.AddRange(await file.StoredAsync(tenant, table));
        return [.. rows];
    }

    sealed class Told(Action<string> say) : IProgress<string>
    {
        public void Report(string value) => say(value);
    }
}
