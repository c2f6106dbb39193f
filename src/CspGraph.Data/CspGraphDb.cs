using System.Linq.Expressions;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
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
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace CspGraph.Data;

/// <summary>The rows of one tenant, as one viewer sees them. There is no other way to them.</summary>
/// <remarks>The filters below read members of the context: a captured value would freeze the first viewer's.</remarks>
public abstract class CspGraphDb(DbContextOptions options, Viewer viewer) : DbContext(options)
{
    /// <summary>The model annotation that names, on a text column, the companion column by which it is searched and sorted.</summary>
    public const string FoldedByAnnotation = Storage.FoldedBy;

    /// <summary>The filter that hides other tenants' rows. It is never dropped.</summary>
    public const string TenantFilter = "Tenant";

    /// <summary>The filter that hides what is outside the viewer's subtree. Dropped, by name, for who sees the whole tenant.</summary>
    public const string SubtreeFilter = "Subtree";

    /// <summary>The filter that hides rows of an import that has not ended. It is never dropped.</summary>
    public const string CompleteFilter = "Complete";

    /// <summary>The filter that hides rows from who has no right to them, however they are met. It is dropped only to find where in the log a cursor is.</summary>
    public const string RightFilter = "Right";

    public Viewer Viewer { get; } = viewer;
    public int TenantId => Viewer.TenantId;
    public Guid SubtreeRootId => RootOf(Viewer);
    public bool ManagesAccess => Viewer.May(Right.ManageAccess);
    public bool ReadsAuditLog => Viewer.May(Right.ReadAuditLog);

    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Reseller> Resellers => Set<Reseller>();
    public DbSet<ResellerClosure> ResellerClosure => Set<ResellerClosure>();
    public DbSet<ResellerPlacement> ResellerPlacements => Set<ResellerPlacement>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerAgreement> CustomerAgreements => Set<CustomerAgreement>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Sku> Skus => Set<Sku>();
    public DbSet<CspSubscription> Subscriptions => Set<CspSubscription>();
    public DbSet<ContractedMinimum> ContractedMinimums => Set<ContractedMinimum>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();
    public DbSet<UsageStatement> UsageStatements => Set<UsageStatement>();
    public DbSet<UsageLine> UsageLines => Set<UsageLine>();
    public DbSet<UsageDay> UsageDays => Set<UsageDay>();
    public DbSet<UsageEntitlement> UsageEntitlements => Set<UsageEntitlement>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<PriceSheet> PriceSheets => Set<PriceSheet>();
    public DbSet<Price> Prices => Set<Price>();
    public DbSet<StagedPage> StagedPages => Set<StagedPage>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<PartnerOfRecordStanding> PartnerOfRecordStandings => Set<PartnerOfRecordStanding>();
    public DbSet<PartnerOfRecordResult> PartnerOfRecordResults => Set<PartnerOfRecordResult>();
    public DbSet<PartnerOfRecordPolicy> PartnerOfRecordPolicies => Set<PartnerOfRecordPolicy>();
    public DbSet<CreditLimit> CreditLimits => Set<CreditLimit>();
    public DbSet<EventRecord> Events => Set<EventRecord>();
    public DbSet<EventScope> EventScopes => Set<EventScope>();
    public DbSet<SeatCount> SeatCounts => Set<SeatCount>();
    public DbSet<CustomerBudget> CustomerBudgets => Set<CustomerBudget>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<WatchPolicy> WatchPolicies => Set<WatchPolicy>();
    public DbSet<JobLease> JobLeases => Set<JobLease>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookProgress> WebhookProgress => Set<WebhookProgress>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    /// <summary>The number of the last event that the transaction under way has told; null for none.</summary>
    internal long? NewestEvent { get; set; }

    /// <summary>Starts a transaction in which every statement reads the same state and blocks no writer.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation);

    /// <summary>What a filter reads of a context of the viewer's, by the member's name: for statements that run without one.</summary>
    public static object FilterValue(Viewer viewer, string member) => member switch
    {
        nameof(TenantId) => viewer.TenantId,
        nameof(SubtreeRootId) => RootOf(viewer),
        nameof(ManagesAccess) => viewer.May(Right.ManageAccess),
        nameof(ReadsAuditLog) => viewer.May(Right.ReadAuditLog),
        _ => throw new NotSupportedException($"No filter reads {member}."),
    };

    static Guid RootOf(Viewer viewer) => viewer.SubtreeRootId ?? Guid.Empty;

    /// <summary>Starts a transaction that writes.</summary>
    public abstract Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation);

    /// <summary>Sets the context's connection to write many rows, until it is disposed. To be called outside of a transaction.</summary>
    /// <param name="lasting">False for what nobody was told of: a commit is whole, but may be gone after a loss of power. The next lasting one makes it last.</param>
    /// <param name="cancellation">Ends the wait for a connection.</param>
    public abstract Task<IAsyncDisposable> BeginBulkAsync(bool lasting, CancellationToken cancellation);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(CspGraphDb).Assembly);
        foreach (var type in model.Model.GetEntityTypes().Select(type => type.ClrType).ToList())
        {
            model.Entity(type).HasQueryFilter(TenantFilter, Filter<ITenantOwned>(type, row => row.TenantId == TenantId));
            if (typeof(IResellerOwned).IsAssignableFrom(type))
                model.Entity(type).HasQueryFilter(SubtreeFilter, Filter<IResellerOwned>(type, row => ResellerClosure.Any(
                    path => path.AncestorId == SubtreeRootId && path.DescendantId == row.ResellerId && path.ValidTo == null)));
            if (typeof(IWholeTenantOnly).IsAssignableFrom(type))
                model.Entity(type).HasQueryFilter(SubtreeFilter, Filter<IWholeTenantOnly>(type, row => false));
        }
        model.Entity<Reseller>().HasQueryFilter(SubtreeFilter, row => ResellerClosure.Any(
            path => path.AncestorId == SubtreeRootId && path.DescendantId == row.Id && path.ValidTo == null));
        // Where it happened then, and where what it is about is now: neither who has lost that nor who has it since sees the event.
        model.Entity<EventRecord>().HasQueryFilter(SubtreeFilter, row => EventScopes.Any(scope => scope.AncestorId == SubtreeRootId && scope.Number == row.Number)
            && (row.SubscriptionId != null ? Subscriptions.Any(subscription => subscription.Id == row.SubscriptionId)
                : row.CustomerId != null ? Customers.Any(customer => customer.Id == row.CustomerId)
                : ResellerClosure.Any(path => path.AncestorId == SubtreeRootId && path.DescendantId == row.ResellerId && path.ValidTo == null)));
        model.Entity<EventRecord>().HasQueryFilter(RightFilter, row => ManagesAccess
            || row.Kind != EventKind.ApiKeyCreated && row.Kind != EventKind.ApiKeyRevoked && row.Kind != EventKind.MembershipChanged
            && row.Kind != EventKind.WebhookCreated && row.Kind != EventKind.WebhookChanged && row.Kind != EventKind.WebhookDeleted && row.Kind != EventKind.WebhookDisabled);
        model.Entity<Membership>().HasQueryFilter(RightFilter, row => ManagesAccess);
        model.Entity<ApiKey>().HasQueryFilter(RightFilter, row => ManagesAccess);
        model.Entity<Webhook>().HasQueryFilter(RightFilter, row => ManagesAccess);
        model.Entity<WebhookDelivery>().HasQueryFilter(RightFilter, row => ManagesAccess);
        model.Entity<AuditEntry>().HasQueryFilter(RightFilter, row => ReadsAuditLog);
        model.Entity<Invoice>().HasQueryFilter(CompleteFilter, row => row.IsComplete);
        model.Entity<Price>().HasQueryFilter(CompleteFilter, row => PriceSheets.Any(sheet => sheet.Id == row.ImportRunId && sheet.IsComplete));
        model.Entity<UsageStatement>().HasQueryFilter(CompleteFilter, row => row.IsComplete);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        GuardTenant();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        GuardTenant();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Makes a new row the viewer's tenant's. Another tenant's row throws.</summary>
    internal void Claim(ITenantOwned row)
    {
        if (row.TenantId == 0) row.TenantId = TenantId;
        Refuse(row);
    }

    internal void Refuse(ITenantOwned row)
    {
        if (row.TenantId != TenantId)
            throw new InvalidOperationException($"A {row.GetType().Name} of another tenant cannot be saved.");
    }

    void GuardTenant()
    {
        foreach (EntityEntry<ITenantOwned> entry in ChangeTracker.Entries<ITenantOwned>())
        {
            if (entry.State is EntityState.Added) Claim(entry.Entity);
            else if (entry.State is not EntityState.Unchanged) Refuse(entry.Entity);
            if (entry is { Entity: IVersioned versioned, State: EntityState.Added or EntityState.Modified }) versioned.Version++;
            if (entry.Entity is AuditEntry && entry.State is EntityState.Modified or EntityState.Deleted)
                throw new InvalidOperationException("An entry of the audit log is never changed or taken away.");
        }
    }

    /// <summary>A filter written against an interface, restated for the entity that implements it.</summary>
    static LambdaExpression Filter<TInterface>(Type entity, Expression<Func<TInterface, bool>> filter)
    {
        var row = Expression.Parameter(entity, "row");
        return Expression.Lambda(new Restate(filter.Parameters[0], row).Visit(filter.Body), row);
    }

    sealed class Restate(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;

        protected override Expression VisitMember(MemberExpression node) => node.Expression == from
            ? Expression.Property(to, node.Member.Name)
            : base.VisitMember(node);
    }
}
