using CspGraph.Domain.Alerts;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Usage;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Reads;

/// <summary>What is watched: an alert of each kind of amount for every third subscription, one about a reseller, and one about what is there no more; budgets; seats; a policy.</summary>
sealed class ReadAlerts(Func<Guid> nextId, DateTime start, IDictionary<string, NodeId> named)
{
    int made;

    public IReadOnlyList<object> Make(IReadOnlyCollection<object> network)
    {
        var customers = network.OfType<Customer>().ToList();
        var subscriptions = network.OfType<CspSubscription>().Where((_, i) => i % 3 == 0).ToList();
        var first = network.OfType<Reseller>().First();
        return
        [
            .. subscriptions.Select(subscription => Alert(AlertKind.Renewal, subscription.ResellerId, subscription.CustomerId, subscription.Id)),
            .. customers.Where((_, i) => i % 2 == 0).Select(customer => Alert(AlertKind.Budget, customer.ResellerId, customer.Id, null)),
            Alert(AlertKind.SpendSpike, first.Id, null, null),
            Alert(AlertKind.CancellationWindow, first.Id, nextId(), nextId()),
            .. customers.Where((_, i) => i % 2 == 0).Select((customer, i) => new CustomerBudget
            {
                Id = nextId(), CustomerId = customer.Id, ResellerId = customer.ResellerId, Amount = 1_000 + i, Currency = "EUR", Thresholds = "50 80 100", SetAt = start,
            }),
            .. subscriptions.SelectMany(subscription => new[] { 2, 1 }.Select(month => new SeatCount
            {
                Id = nextId(), SubscriptionId = subscription.Id, ResellerId = subscription.ResellerId, Since = new(2026, month, 1), Quantity = subscription.Quantity + month,
            })),
            new WatchPolicy
            {
                Id = nextId(), RenewalDays = "60 14", RenewalDaysSetAt = start, OvernightPercent = 150, Sensitivity = 4.5m, MinimumAmount = 50, WarmUpDays = 21, MaxUsageAgeDays = 5,
            },
        ];
    }

    Alert Alert(AlertKind kind, Guid? reseller, Guid? customer, Guid? subscription)
    {
        var number = made++;
        var isHandled = number % 2 == 1;
        var alert = new Alert
        {
            Id = nextId(),
            Kind = kind,
            SubjectKey = subscription ?? customer ?? reseller!.Value,
            EntitlementId = kind is AlertKind.SpendSpike ? nextId() : Guid.Empty,
            Day = new DateOnly(2026, 12, 1).AddDays(number % 20),
            LastDay = new DateOnly(2026, 12, 1).AddDays(number % 20),
            ResellerId = reseller,
            CustomerId = customer,
            SubscriptionId = subscription,
            Status = isHandled ? AlertStatus.Acknowledged : AlertStatus.Open,
            Severity = number % 3 == 0 ? EventSeverity.Critical : EventSeverity.Warning,
            Outcome = kind is AlertKind.Renewal ? RenewalOutcome.Renews : null,
            Threshold = kind is AlertKind.Renewal ? 7 : 80,
            Amount = 800 + number,
            Baseline = kind is AlertKind.Budget ? 1_000 : null,
            Currency = number == 2 ? null : "EUR",
            OpenedAt = start,
            // Some at once.
            ToldAt = start.AddHours(number / 2),
            Occurrences = 1 + number % 2,
            Owner = isHandled ? "Ana" : null,
            Notes = isHandled ? """[{"at":"2026-01-06T09:00:00Z","by":"Ana","text":"Called them."}]""" : "",
            AcknowledgedAt = isHandled ? start.AddDays(1) : null,
        };
        named[$"Alert {number}"] = new NodeId('A', alert.Id);
        return alert;
    }
}
