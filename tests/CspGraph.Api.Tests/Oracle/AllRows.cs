using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Every row of every tenant, read whole and without a filter but the tenant. What was read before the last change is remembered: a cursor is a place as it was.</summary>
sealed class AllRows(AllRows? earlier)
{
    readonly Dictionary<Type, IReadOnlyList<ITenantOwned>> tables = [];

    /// <summary>How many changes came before.</summary>
    public int Generation { get; } = earlier is null ? 0 : earlier.Generation + 1;

    public static async Task<AllRows> ReadAsync(IReadOnlyList<CspGraphDb> tenants, AllRows? earlier)
    {
        var all = new AllRows(earlier);
        await all.ReadAsync<Tenant>(tenants);
        await all.ReadAsync<Reseller>(tenants);
        await all.ReadAsync<ResellerClosure>(tenants);
        await all.ReadAsync<PartnerOfRecordStanding>(tenants);
        await all.ReadAsync<PartnerOfRecordResult>(tenants);
        await all.ReadAsync<CreditLimit>(tenants);
        await all.ReadAsync<Customer>(tenants);
        await all.ReadAsync<CustomerAgreement>(tenants);
        await all.ReadAsync<Product>(tenants);
        await all.ReadAsync<Sku>(tenants);
        await all.ReadAsync<CspSubscription>(tenants);
        await all.ReadAsync<ContractedMinimum>(tenants);
        await all.ReadAsync<ImportRun>(tenants);
        await all.ReadAsync<PriceSheet>(tenants);
        await all.ReadAsync<Price>(tenants);
        await all.ReadAsync<Invoice>(tenants);
        await all.ReadAsync<InvoiceLine>(tenants);
        await all.ReadAsync<UsageStatement>(tenants);
        await all.ReadAsync<UsageDay>(tenants);
        await all.ReadAsync<UsageEntitlement>(tenants);
        await all.ReadAsync<Alert>(tenants);
        await all.ReadAsync<SeatCount>(tenants);
        await all.ReadAsync<CustomerBudget>(tenants);
        await all.ReadAsync<WatchPolicy>(tenants);
        await all.ReadAsync<ApiKey>(tenants);
        await all.ReadAsync<Membership>(tenants);
        await all.ReadAsync<AuditEntry>(tenants);
        await all.ReadAsync<Webhook>(tenants);
        await all.ReadAsync<WebhookDelivery>(tenants);
        return all;
    }

    public IEnumerable<TEntity> Of<TEntity>() => tables[typeof(TEntity)].Cast<TEntity>();

    public IReadOnlyList<ITenantOwned> Of(Type entity) => tables[entity];

    /// <summary>A row as it was then.</summary>
    public object At(int generation, Type entity, Guid key) => generation < Generation
        ? earlier!.At(generation, entity, key)
        : tables[entity].Single(row => OracleType.Key(row) == key);

    /// <summary>Tenant by tenant: a server shows no other's rows, whatever is asked.</summary>
    async Task ReadAsync<TEntity>(IReadOnlyList<CspGraphDb> tenants) where TEntity : class, ITenantOwned
    {
        var rows = new List<ITenantOwned>();
        foreach (var db in tenants)
            rows.AddRange(await db.Set<TEntity>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter, CspGraphDb.CompleteFilter, CspGraphDb.RightFilter]).AsNoTracking().ToListAsync());
        tables[typeof(TEntity)] = rows;
    }
}
