using System.Linq.Expressions;
using CspGraph.Api.Alerts;
using CspGraph.Api.Imports;
using CspGraph.Api.Resellers;
using CspGraph.Api.Webhooks;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

/// <summary>How objects of a type are found by their key, and whose they are.</summary>
/// <param name="Type">The published name.</param>
/// <param name="IsCommon">Whether everybody of the tenant sees them.</param>
/// <param name="Right">The right that they take; null for none.</param>
/// <param name="FindAsync">The object of a key as the viewer sees it, or null: whose it is.</param>
sealed record SeenObject(string Type, bool IsCommon, Right? Right, Func<ResolveContext<CspGraphDb, Viewer>, Guid, Task<SeenObject.Found?>> FindAsync)
{
    /// <summary>Of each letter of global ids.</summary>
    public static readonly IReadOnlyDictionary<char, SeenObject> Kinds = new Dictionary<char, SeenObject>
    {
        ['D'] = OfTenant<Tenant>("Distributor", row => row.Id),
        [ResellerType.Tag] = Of<Reseller>("Reseller", row => row.Id, row => row.Id),
        ['C'] = Of<Customer>("Customer", row => row.Id, row => row.ResellerId),
        ['S'] = Of<CspSubscription>("CspSubscription", row => row.Id, row => row.ResellerId),
        ['P'] = OfTenant<Product>("Product", row => row.Id, isCommon: true),
        ['K'] = OfTenant<Sku>("Sku", row => row.Id, isCommon: true),
        ['I'] = OfTenant<Invoice>("Invoice", row => row.Id),
        ['U'] = OfTenant<UsageStatement>("UsageStatement", row => row.Id),
        [ImportAnswer.Tag] = OfTenant<ImportRun>("ImportRun", row => row.Id),
        [ApiKeyType.Tag] = Of<ApiKey>("ApiKey", row => row.Id, row => row.ResellerId, Domain.Tenancy.Right.ManageAccess),
        [MembershipType.Tag] = Of<Membership>("Membership", row => row.Id, row => row.ResellerId, Domain.Tenancy.Right.ManageAccess),
        [AlertType.Tag] = Of<Alert>("Alert", row => row.Id, row => row.ResellerId),
        [WebhookType.Tag] = Of<Webhook>("Webhook", row => row.Id, row => row.ResellerId, Domain.Tenancy.Right.ManageAccess),
        [WebhookDeliveryType.Tag] = Of<WebhookDelivery>("WebhookDelivery", row => row.Id, row => row.ResellerId, Domain.Tenancy.Right.ManageAccess),
        [AuditEntryType.Tag] = OfTenant<AuditEntry>("AuditEntry", row => row.Id, right: Domain.Tenancy.Right.ReadAuditLog),
    };

    static SeenObject OfTenant<TEntity>(string type, Expression<Func<TEntity, Guid>> key, bool isCommon = false, Right? right = null) where TEntity : class =>
        new(type, isCommon, right, (context, id) => FirstAsync(context, key, id, row => null));

    static SeenObject Of<TEntity>(string type, Expression<Func<TEntity, Guid>> key, Expression<Func<TEntity, Guid?>> reseller, Right? right = null) where TEntity : class =>
        new(type, IsCommon: false, right, (context, id) => FirstAsync(context, key, id, reseller));

    static async Task<Found?> FirstAsync<TEntity>(ResolveContext<CspGraphDb, Viewer> context, Expression<Func<TEntity, Guid>> key, Guid id, Expression<Func<TEntity, Guid?>> reseller) where TEntity : class
    {
        Expression<Func<Guid>> sought = () => id;
        var isIt = Expression.Lambda<Func<TEntity, bool>>(Expression.Equal(key.Body, sought.Body), key.Parameters);
        return await context.Rows<TEntity>().Where(isIt).Select(reseller).ToListAsync(context.Cancellation) is [var owner] ? new Found(owner) : null;
    }

    /// <summary>Whose an object is: a reseller's, or (null) the tenant's own.</summary>
    public sealed record Found(Guid? Reseller);
}
