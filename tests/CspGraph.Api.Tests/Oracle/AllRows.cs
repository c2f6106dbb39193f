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

/// <summary>Every row of every tenant, read whole and without a filter. What was read before the last change is remembered: a cursor is a place as it was.</summary>
sealed class AllRows(AllRows? earlier)
{
    readonly Dictionary<Type, IReadOnlyList<ITenantOwned>> tables = [];

    /// <summary>How many changes came before.</summary>
    public int Generation { get; } = earlier is null ? 0 : earlier.Generation + 1;

    public static async Task<AllRows> ReadAsync(CspGraphDb db, AllRows? earlier)
    {
        var all = new AllRows(earlier);
        await all.ReadAsync<Tenant>(db);
        await all.ReadAsync<Reseller>(db);
        await all.ReadAsync<ResellerClosure>(db);
        await all.ReadAsync<PartnerOfRecordStanding>(db);
        await all.ReadAsync<PartnerOfRecordResult>(db);
        await all.ReadAsync<CreditLimit>(db);
        await all.ReadAsync<Customer>(db);
        await all.ReadAsync<CustomerAgreement>(db);
        await all.ReadAsync<Product>(db);
        await all.ReadAsync<Sku>(db);
        await all.ReadAsync<CspSubscription>(db);
        await all.ReadAsync<ContractedMinimum>(db);
        await all.ReadAsync<ImportRun>(db);
        await all.ReadAsync<PriceSheet>(db);
        await all.ReadAsync<Price>(db);
        await all.ReadAsync<Invoice>(db);
        await all.ReadAsync<InvoiceLine>(db);
        await all.ReadAsync<UsageStatement>(db);
        await all.ReadAsync<UsageDay>(db);
        await all.ReadAsync<UsageEntitlement>(db);
        await all.ReadAsync<Alert>(db);
        await all.ReadAsync<SeatCount>(db);
        await all.ReadAsync<CustomerBudget>(db);
        await all.ReadAsync<WatchPolicy>(db);
        await all.ReadAsync<ApiKey>(db);
        await all.ReadAsync<Membership>(db);
        await all.ReadAsync<AuditEntry>(db);
        await all.ReadAsync<Webhook>(db);
        await all.ReadAsync<WebhookDelivery>(db);
        return all;
    }

    public IEnumerable<TEntity> Of<TEntity>() => tables[typeof(TEntity)].Cast<TEntity>();

    public IReadOnlyList<ITenantOwned> Of(Type entity) => tables[entity];

    /// <summary>A row as it was then.</summary>
    public object At(int generation, Type entity, Guid key) => generation < Generation
        ? earlier!.At(generation, entity, key)
        : tables[entity].Single(row => OracleType.Key(row) == key);

    async Task ReadAsync<TEntity>(CspGraphDb db) where TEntity : class, ITenantOwned =>
        tables[typeof(TEntity)] = await db.Set<TEntity>()
            .IgnoreQueryFilters([CspGraphDb.TenantFilter, CspGraphDb.SubtreeFilter, CspGraphDb.CompleteFilter, CspGraphDb.RightFilter]).AsNoTracking().ToListAsync();
}
