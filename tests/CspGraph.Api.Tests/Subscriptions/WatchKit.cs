using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Subscriptions;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Subscriptions;

/// <summary>A tenant with one customer, whose subscriptions are watched by a clock that a test sets.</summary>
sealed class WatchKit : IAsyncDisposable
{
    static readonly Viewer Whole = new(1, Role.DistributorAdmin, null);

    readonly ChangeKit changes;
    JobRunner runner;

    WatchKit(ChangeKit changes)
    {
        this.changes = changes;
        runner = new(changes.Database, changes.Clock);
    }

    public ChangeKit Changes => changes;
    public Database Database => changes.Database;
    public DateTime Now => changes.Clock.GetUtcNow().UtcDateTime;
    public Guid Customer { get; private set; }
    public Guid Sku { get; private set; }
    Guid Product { get; set; }

    public static async Task<WatchKit> CreateAsync(DateTime now, Action<DbContextOptionsBuilder>? configure = null)
    {
        var kit = new WatchKit(await ChangeKit.CreateAsync(configure));
        kit.SetClock(now);
        var product = new Product { Id = kit.Database.Ids.Next(), ProductId = "CFQ7TTC0LF8S", Name = "Microsoft 365 E3", Family = ProductFamily.Microsoft365 };
        var sku = new Sku { Id = kit.Database.Ids.Next(), ProductId = product.Id, SkuId = "0001", CatalogId = "CFQ7TTC0LF8S:0001", Name = "Microsoft 365 E3" };
        var customer = new Customer { Id = kit.Database.Ids.Next(), Name = "Quinta do Vale", EntraTenantId = Guid.NewGuid(), ResellerId = TestNetwork.Alpha };
        await kit.WriteAsync(db => db.AddRange(product, sku, customer));
        (kit.Customer, kit.Product, kit.Sku) = (customer.Id, product.Id, sku.Id);
        return kit;
    }

    /// <summary>Also backwards.</summary>
    public void SetClock(DateTime now) => changes.Clock.AdjustTime(new DateTimeOffset(DateTime.SpecifyKind(now, DateTimeKind.Utc)));

    public CspSubscription New(DateOnly? endsOn, bool? autoRenew = true, int quantity = 10) => new()
    {
        Id = Database.Ids.Next(),
        SubscriptionId = Guid.NewGuid(),
        Name = "Microsoft 365 E3",
        CustomerId = Customer,
        ResellerId = TestNetwork.Alpha,
        ProductId = Product,
        SkuId = Sku,
        Quantity = quantity,
        UnitPrice = 12.5m,
        Currency = "EUR",
        MonthlyCost = 12.5m * quantity,
        TermDuration = TermDuration.P1Y,
        BillingCycle = BillingCycle.Monthly,
        Status = SubscriptionStatus.Active,
        StartDate = endsOn?.AddDays(1).AddYears(-1) ?? DateOnly.FromDateTime(Now),
        CommitmentEndDate = endsOn,
        AutoRenew = autoRenew,
        AsOf = Now,
        TermKnownAt = Now,
    };

    public Task AddAsync(params CspSubscription[] rows) => WriteAsync(db => db.AddRange(rows));

    /// <summary>Changes subscriptions as a source does, and tells of it.</summary>
    public async Task ChangeAsync(IReadOnlyCollection<Guid> ids, Action<CspSubscription> change)
    {
        await using var transaction = await Database.BeginWriteAsync(Whole, default);
        var rows = await transaction.Db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => ids.Contains(row.Id)).ToListAsync();
        foreach (var row in rows)
        {
            var end = row.CommitmentEndDate;
            change(row);
            if (row.CommitmentEndDate != end) row.TermKnownAt = Now;
        }
        await transaction.Db.SaveChangesAsync();
        await transaction.Db.AppendAsync([.. rows.Select(row => new EventRecord
        {
            Id = Database.Ids.Next(),
            Kind = EventKind.SubscriptionChanged,
            OccurredAt = Now,
            RecordedAt = Now,
            SubjectId = new NodeId(CspSubscriptionType.Tag, row.Id).ToString(),
            ResellerId = row.ResellerId,
            CustomerId = row.CustomerId,
            SubscriptionId = row.Id,
        })], default);
        await transaction.CommitAsync(default);
    }

    /// <summary>Tells of something.</summary>
    public async Task TellAsync(EventKind kind)
    {
        await using var transaction = await Database.BeginWriteAsync(Whole, default);
        await transaction.Db.AppendAsync([new EventRecord { Id = Database.Ids.Next(), Kind = kind, OccurredAt = Now, RecordedAt = Now, SubjectId = "" }], default);
        await transaction.CommitAsync(default);
    }

    public async Task WriteAsync(Action<CspGraphDb> write)
    {
        await using var transaction = await Database.BeginWriteAsync(Whole, default);
        write(transaction.Db);
        await transaction.Db.SaveChangesAsync();
        await transaction.Db.AppendAsync([], default);
        await transaction.CommitAsync(default);
    }

    /// <summary>As the process does every minute.</summary>
    public Task<int?> RunAsync(TenantJob? job = null) => runner.RunAsync(job ?? new RenewalWatch(), 1, default);

    /// <summary>As if no process knew of any lease.</summary>
    public Task<DateTime> RunUnleasedAsync(Database? database = null) =>
        Task.Run(() => new RenewalWatch().RunAsync(new JobRun(database ?? Database, Whole, Now, new TenantLease(database ?? Database, Whole, JobKind.RenewalWatch, Guid.NewGuid(), JobRun.Lease, changes.Clock), sinceEvent: 0, default)));

    /// <summary>Another process, which knows nothing of the first but what is stored.</summary>
    public void Restart() => runner = new(Database, changes.Clock);

    public async Task<List<EventRecord>> EventsAsync(params EventKind[] kinds) =>
        [.. (await changes.RowsAsync<EventRecord>()).Where(told => kinds.Length == 0 || kinds.Contains(told.Kind)).OrderBy(told => told.Number)];

    public Task<List<Alert>> AlertsAsync() => changes.RowsAsync<Alert>();

    public ValueTask DisposeAsync() => changes.DisposeAsync();
}

/// <summary>Fails behind its first transaction.</summary>
sealed class FailingJob() : TenantJob(JobKind.RenewalWatch)
{
    public override async Task<DateTime> RunAsync(JobRun run)
    {
        await using (await run.BeginAsync()) throw new InvalidOperationException("It fails.");
    }
}
