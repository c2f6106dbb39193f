using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What is watched in a network: some of it about what is there no more, some of it another reseller's than what it is about.</summary>
sealed class NetworkAlerts(Dice dice, IReadOnlyList<Reseller> resellers, IReadOnlyList<Customer> customers, IReadOnlyList<CspSubscription> subscriptions)
{
    static readonly DateTime Epoch = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc);

    public IEnumerable<ITenantOwned> Alerts() => Enumerable.Range(0, 60).Select(_ =>
    {
        var subscription = dice.Chance(50) ? dice.Of(subscriptions) : null;
        var customer = subscription is null && dice.Chance(70) ? dice.Of(customers) : null;
        return new Alert
        {
            Id = dice.Key(),
            Kind = dice.Of(Enum.GetValues<AlertKind>()),
            SubjectKey = dice.Key(),
            EntitlementId = dice.Chance(40) ? dice.Key() : Guid.Empty,
            Day = Day(),
            LastDay = Day(),
            ResellerId = dice.Chance(85) ? subscription?.ResellerId ?? customer?.ResellerId : dice.Of(resellers).Id,
            CustomerId = subscription?.CustomerId ?? customer?.Id ?? dice.Maybe(30, dice.Key),
            SubscriptionId = subscription?.Id ?? dice.Maybe(20, dice.Key),
            Status = dice.Of(Enum.GetValues<AlertStatus>()),
            Severity = dice.Of(Enum.GetValues<EventSeverity>()),
            Outcome = dice.Maybe(50, () => dice.Of(Enum.GetValues<RenewalOutcome>())),
            Threshold = dice.Maybe(50, () => dice.Between(1, 100)),
            Amount = dice.Maybe(80, Amount),
            Baseline = dice.Maybe(60, Amount),
            Currency = dice.MaybeOf(85, ["EUR", "USD"]),
            OpenedAt = Instant(),
            ToldAt = Instant(),
            Occurrences = dice.Between(1, 3),
            Owner = dice.MaybeOf(50, ["Ann", "Ünal"]),
            Notes = dice.Of(["", """[{"at":"2026-03-31T10:00:00Z","by":"Ann","text":"One \u00fc."},{"at":"2026-03-31T10:00:00.5Z","by":"Bob","text":"Two."}]"""]),
            AcknowledgedAt = dice.Maybe(50, Instant),
            ResolvedAt = dice.Maybe(50, Instant),
        };
    });

    public IEnumerable<ITenantOwned> Budgets() => dice.Some(customers, 18).Select(customer => new CustomerBudget
    {
        Id = dice.Key(),
        CustomerId = customer.Id,
        ResellerId = dice.Chance(90) ? customer.ResellerId : dice.Of(resellers).Id,
        Amount = dice.Between(1, 100_000) / 4m,
        Currency = dice.Of(["EUR", "USD"]),
        Thresholds = dice.Of(["50 80 100", "1000"]),
        SetAt = Instant(),
    });

    public IEnumerable<ITenantOwned> Seats() => dice.Some(subscriptions, 50).SelectMany(subscription => Enumerable.Range(0, dice.Between(1, 3)).Select(i => new SeatCount
    {
        Id = dice.Key(),
        SubscriptionId = subscription.Id,
        ResellerId = dice.Chance(90) ? subscription.ResellerId : dice.Of(resellers).Id,
        Since = new DateOnly(2026, 1, 1).AddDays(100 * (2 - i) + dice.Below(90)),
        Quantity = dice.Between(0, 6),
    }));

    /// <summary>The first tenant has decided.</summary>
    public static IEnumerable<ITenantOwned> Policies(int tenantId, Dice dice) => tenantId != 1 ? [] :
    [
        new WatchPolicy { Id = dice.Key(), RenewalDays = "90 3", RenewalDaysSetAt = Epoch, OvernightPercent = 75, Sensitivity = 2.25m, MinimumAmount = 0.5m, WarmUpDays = 9, MaxUsageAgeDays = 2 },
    ];

    DateOnly Day() => DateOnly.FromDateTime(Epoch).AddDays(dice.Between(-4, 4));

    DateTime Instant() => Epoch.AddHours(12 * dice.Between(-6, 6));

    decimal Amount() => dice.Between(0, 9_000_000) / 10_000m;
}
