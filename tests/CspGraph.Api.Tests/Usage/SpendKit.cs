using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Tests.Subscriptions;
using CspGraph.Api.Usage;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Usage;

/// <summary>A tenant whose usage is stated day by day, as unbilled exports do: each holds all of the month.</summary>
sealed class SpendKit : IAsyncDisposable
{
    public static readonly DateOnly Day = new(2027, 5, 20);

    /// <summary>What was used, whenever it is stated.</summary>
    readonly List<(Guid Customer, DateOnly Day, Guid Entitlement, string Service, decimal Amount, string Currency)> used = [];

    SpendKit(WatchKit kit) => Kit = kit;

    public WatchKit Kit { get; }

    public static async Task<SpendKit> CreateAsync(Action<DbContextOptionsBuilder>? configure = null) => new(await WatchKit.CreateAsync(Day.ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc), configure));

    public async Task<Customer> CustomerAsync(Guid? reseller)
    {
        var customer = new Customer { Id = Kit.Database.Ids.Next(), Name = "Customer", EntraTenantId = Guid.NewGuid(), ResellerId = reseller };
        await Kit.WriteAsync(db => db.Add(customer));
        return customer;
    }

    /// <summary>Usage of some days, the last given last.</summary>
    public SpendKit Use(Customer customer, DateOnly last, decimal[] amounts, string service = "Storage", Guid entitlement = default, string currency = "EUR")
    {
        for (var i = 0; i < amounts.Length; i++) used.Add((customer.EntraTenantId, last.AddDays(i - amounts.Length + 1), entitlement, service, amounts[i], currency));
        return this;
    }

    /// <summary>Gives a customer an Azure plan.</summary>
    public Task AddPlanAsync(Customer customer, DateOnly since)
    {
        var product = new Product { Id = Kit.Database.Ids.Next(), ProductId = "DZH318Z0BPS6", Name = "Azure plan", Family = ProductFamily.Azure };
        var sku = new Sku { Id = Kit.Database.Ids.Next(), ProductId = product.Id, SkuId = "0001", CatalogId = "DZH318Z0BPS6:0001", Name = "Azure plan" };
        return Kit.WriteAsync(db => db.AddRange(product, sku, new CspSubscription
        {
            Id = Kit.Database.Ids.Next(),
            SubscriptionId = Guid.NewGuid(),
            Name = "Azure plan",
            CustomerId = customer.Id,
            ResellerId = customer.ResellerId,
            ProductId = product.Id,
            SkuId = sku.Id,
            Quantity = 1,
            Currency = "EUR",
            BillingCycle = BillingCycle.None,
            Status = SubscriptionStatus.Active,
            StartDate = since,
            AsOf = Kit.Now,
        }));
    }

    static readonly Viewer Admin = new(1, Role.DistributorAdmin, null);

    /// <summary>States all usage up to a day, at a time, which is then the clock's.</summary>
    public async Task StateAsync(DateOnly last, DateTime? at = null)
    {
        Kit.SetClock(at ?? last.AddDays(1).ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc));
        var run = new ImportRun { Id = Kit.Database.Ids.Next(), Kind = ImportKind.DailyUsage, FileName = "usage.csv", Status = ImportStatus.Succeeded, StartedAt = Kit.Now, IssuedAt = Kit.Now, ProgressAt = Kit.Now, FinishedAt = Kit.Now };
        await Kit.WriteAsync(db => db.Add(run));
        await Kit.WriteAsync(db =>
        {
            foreach (var held in db.UsageStatements.IgnoreQueryFilters([CspGraphDb.SubtreeFilter])) held.Holds = false;
            foreach (var month in used.Where(use => use.Day <= last).GroupBy(use => (Month: new DateOnly(use.Day.Year, use.Day.Month, 1), use.Currency)))
            {
                var statement = new UsageStatement
                {
                    Id = Kit.Database.Ids.Next(),
                    Month = month.Key.Month,
                    Currency = month.Key.Currency,
                    ImportRunId = run.Id,
                    ImportedAt = Kit.Now,
                    IssuedAt = Kit.Now,
                    IsComplete = true,
                    Holds = true,
                    FirstUsageOn = month.Min(use => use.Day),
                    LastUsageOn = month.Max(use => use.Day),
                };
                db.Add(statement);
                foreach (var sum in month.GroupBy(use => (use.Customer, use.Day, use.Entitlement, use.Service)))
                    db.Add(new UsageDay
                    {
                        MicrosoftCustomerId = sum.Key.Customer,
                        Day = sum.Key.Day,
                        StatementId = statement.Id,
                        EntitlementId = sum.Key.Entitlement,
                        Service = sum.Key.Service,
                        ListPrice = sum.Sum(use => use.Amount),
                        Cost = sum.Sum(use => use.Amount) * 0.85m,
                        Lines = 1,
                    });
            }
        });
    }

    public Task<int?> WatchAsync() => Kit.RunAsync(new SpendWatch());

    public Task WatchUnleasedAsync(Database database) =>
        Task.Run(() => new SpendWatch().RunAsync(new JobRun(database, Admin, Kit.Now, new TenantLease(database, Admin, JobKind.SpendWatch, Guid.NewGuid(), JobRun.Lease, Kit.Changes.Clock), sinceEvent: 0, default)));

    public Task<List<EventRecord>> EventsAsync() => Kit.EventsAsync(EventKind.SpendSpiked, EventKind.BudgetReached, EventKind.BudgetForecast);

    public Task<List<Alert>> AlertsAsync() => Kit.AlertsAsync();

    /// <summary>The same amount on many days.</summary>
    public static decimal[] Flat(int days, decimal amount) => [.. Enumerable.Repeat(amount, days)];

    public ValueTask DisposeAsync() => Kit.DisposeAsync();
}
