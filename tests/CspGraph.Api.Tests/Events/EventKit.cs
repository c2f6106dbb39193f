using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Events;

/// <summary>A tenant's log, and subscriptions to it without a server: contoso (Alpha → Beta, and Gamma) and northwind (Omega).</summary>
sealed class EventKit : IAsyncDisposable
{
    static readonly GraphEngine<CspGraphDb, Viewer> Engine = ProductSchema.CreateEngine(NullLogger.Instance);

    public const string All = "subscription($after: String) { events(after: $after) { kind subject cursor } }";

    readonly ApplicationLifetime lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    EventKit(ChangeKit changes, EventSettings settings, ILogger<EventFeed>? log = null)
    {
        Changes = changes;
        Streams = new(Engine, changes.Database, settings, Meters.Nobodys(), changes.Clock, log ?? NullLogger<EventFeed>.Instance, lifetime);
    }

    public static EventSettings Usual { get; } = new(TimeSpan.FromSeconds(1), BufferedEvents: 1_000, BufferedBytes: 1 << 20, MaxStreams: 100);

    public ChangeKit Changes { get; }
    public EventStreams Streams { get; }

    public static async Task<EventKit> CreateAsync(EventSettings? settings = null, Action<DbContextOptionsBuilder>? configure = null, ILogger<EventFeed>? log = null) =>
        new(await ChangeKit.CreateAsync(configure), settings ?? Usual, log);

    /// <summary>Another replica on the same database: it hears of nothing that is told through this one.</summary>
    public EventKit Beside() => new(Changes.Beside(), Usual);

    public static Viewer Whole { get; } = new(1, Role.DistributorAdmin, null);

    public static Viewer Of(Guid reseller, Role role = Role.ResellerAdmin) => new(1, role, reseller);

    public static string Cursor(EventRecord told) => EventCursor.Of(told.Id).ToString();

    /// <summary>Tells something in a transaction of its own.</summary>
    public Task<IReadOnlyList<EventRecord>> TellAsync(params (EventKind Kind, Guid? Reseller)[] told) => TellAsync([.. told.Select(what => New(what.Kind, what.Reseller))]);

    /// <summary>The same, of events that are made already.</summary>
    public async Task<IReadOnlyList<EventRecord>> TellAsync(params IReadOnlyList<EventRecord> told)
    {
        await using var transaction = await Changes.Database.BeginWriteAsync(Whole, default);
        await transaction.Db.AppendAsync(told, default);
        await transaction.CommitAsync(default);
        return told;
    }

    public EventRecord New(
        EventKind kind, Guid? reseller, Guid? customer = null, Guid? subscription = null, string? details = null, DateOnly? day = null, int? threshold = null, RenewalOutcome? outcome = null,
        int? quantity = null, decimal? amount = null, decimal? baseline = null, string? currency = null, EventSeverity? severity = null) => new()
        {
            Id = Changes.Database.Ids.Next(),
            Kind = kind,
            OccurredAt = Changes.Clock.GetUtcNow().UtcDateTime,
            RecordedAt = Changes.Clock.GetUtcNow().UtcDateTime,
            SubjectId = $"{Guid.NewGuid():N}",
            ResellerId = reseller,
            CustomerId = customer,
            SubscriptionId = subscription,
            Details = details,
            Day = day,
            Threshold = threshold,
            Outcome = outcome,
            Quantity = quantity,
            Amount = amount,
            Baseline = baseline,
            Currency = currency,
            Severity = severity,
        };

    /// <summary>Changes rows of the tenant directly.</summary>
    public async Task ChangeAsync(Func<CspGraphDb, Task> change)
    {
        await using var db = Changes.Database.Open(Whole);
        await change(db);
        await db.SaveChangesAsync();
    }

    public async Task<Guid> AddCustomerAsync(Guid? reseller)
    {
        var customer = new Customer { Id = Changes.Database.Ids.Next(), Name = "Customer", EntraTenantId = Guid.NewGuid(), ResellerId = reseller };
        await ChangeAsync(db => Task.FromResult(db.Add(customer)));
        return customer.Id;
    }

    public async Task<Guid> AddSubscriptionAsync(Guid customer, Guid? reseller)
    {
        var product = new Product { Id = Changes.Database.Ids.Next(), ProductId = $"{Guid.NewGuid():N}"[..12], Name = "Product", Family = ProductFamily.Azure };
        var sku = new Sku { Id = Changes.Database.Ids.Next(), ProductId = product.Id, SkuId = "0001", CatalogId = $"{product.ProductId}:0001", Name = "SKU" };
        var subscription = new CspSubscription
        {
            Id = Changes.Database.Ids.Next(),
            SubscriptionId = Guid.NewGuid(),
            Name = "Subscription",
            CustomerId = customer,
            ResellerId = reseller,
            ProductId = product.Id,
            SkuId = sku.Id,
            Quantity = 1,
            Currency = "EUR",
            BillingCycle = BillingCycle.Monthly,
            Status = SubscriptionStatus.Active,
            StartDate = new(2027, 1, 1),
            AsOf = Changes.Clock.GetUtcNow().UtcDateTime,
        };
        await ChangeAsync(db =>
        {
            db.AddRange(product, sku, subscription);
            return Task.CompletedTask;
        });
        return subscription.Id;
    }

    public static async Task<PreparedOperation> PrepareAsync(string query, object? variables = null, string? operationName = null) =>
        await Engine.PrepareAsync(new GraphRequest(query, operationName, variables is null ? null : JsonSerializer.SerializeToElement(variables)), default);

    public async Task<EventStream> OpenAsync(Viewer viewer, string query = All, object? variables = null, Func<Task<Caller?>>? reauthorise = null, string? lastEventId = null)
    {
        var operation = await PrepareAsync(query, variables);
        Assert.Empty(operation.Errors);
        var caller = ChangeKit.Of(viewer);
        return await Streams.OpenAsync(new(operation, caller, _ => reauthorise is null ? Task.FromResult<Caller?>(caller) : reauthorise(), lastEventId), default);
    }

    public async Task<Follower> FollowAsync(Viewer viewer, string query = All, object? variables = null, Func<Task<Caller?>>? reauthorise = null, string? lastEventId = null) =>
        new(await OpenAsync(viewer, query, variables, reauthorise, lastEventId));

    /// <summary>Lets time pass until something has come of it.</summary>
    public async Task<T> PassUntilAsync<T>(Task<T> done)
    {
        while (!done.IsCompleted)
        {
            Changes.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        return await done;
    }

    /// <summary>As when the process is asked to end.</summary>
    public void Drain() => lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync();
        await Changes.DisposeAsync();
    }
}
