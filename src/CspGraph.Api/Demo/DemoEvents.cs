using CspGraph.Api.Customers;
using CspGraph.Api.Imports;
using CspGraph.Api.Subscriptions;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Demo;

/// <summary>Events of renewals and of spend, as a watch would tell them, about subscriptions and customers that are there: for a front end to be built against.</summary>
sealed class DemoEvents(Database database, Viewer viewer, Random random, TimeProvider clock)
{
    /// <summary>Among so many it is chosen whom they are about.</summary>
    const int Choices = 500;

    static readonly int[] DaysAhead = [1, 7, 30];
    static readonly int[] Percents = [50, 80, 100];

    List<CspSubscription> renewing = [];
    List<Customer> customers = [];

    /// <summary>Tells the next event, in a transaction of its own. Null where the tenant has nobody to tell of.</summary>
    public async Task<EventRecord?> TellAsync(CancellationToken cancellation)
    {
        if (renewing.Count + customers.Count == 0) await ChooseAsync(cancellation);
        var isRenewal = customers.Count == 0 || renewing.Count > 0 && random.Chance(0.6);
        if (isRenewal && renewing.Count == 0) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var told = isRenewal ? Renewal(random.Pick(renewing), now) : Spend(random.Pick(customers), now);
        await using var transaction = await database.BeginWriteAsync(viewer, cancellation);
        await transaction.Db.AppendAsync([told], cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    async Task ChooseAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(viewer);
        var (today, last) = (Today, Today.AddDays(DaysAhead[^1]));
        renewing = await db.Subscriptions.Whole().AsNoTracking().Where(row => row.CommitmentEndDate >= today && row.CommitmentEndDate <= last && row.Status == SubscriptionStatus.Active)
            .OrderBy(row => row.CommitmentEndDate).ThenBy(row => row.Id).Take(Choices).ToListAsync(cancellation);
        customers = await db.Customers.Whole().AsNoTracking().OrderBy(row => row.Id).Take(Choices).ToListAsync(cancellation);
    }

    DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    EventRecord Renewal(CspSubscription subscription, DateTime now) => new()
    {
        Id = database.Ids.Next(),
        Kind = EventKind.RenewalDue,
        OccurredAt = now,
        RecordedAt = now,
        SubjectId = new NodeId(CspSubscriptionType.Tag, subscription.Id).ToString(),
        ResellerId = subscription.ResellerId,
        CustomerId = subscription.CustomerId,
        SubscriptionId = subscription.Id,
        Day = subscription.CommitmentEndDate,
        Threshold = DaysAhead.First(days => subscription.CommitmentEndDate!.Value.DayNumber - Today.DayNumber <= days),
        Outcome = subscription.AutoRenew is false ? random.Pick<RenewalOutcome>([RenewalOutcome.ExtendedServiceTerm, RenewalOutcome.Cancels, RenewalOutcome.Expires])
            : random.Chance(0.2) ? RenewalOutcome.RenewsWithChanges : RenewalOutcome.Renews,
        Quantity = subscription.Quantity,
        Amount = subscription.MonthlyCost,
        Currency = subscription.Currency,
    };

    EventRecord Spend(Customer customer, DateTime now)
    {
        var baseline = Math.Round(20m + 400m * (decimal)random.NextDouble(), 2);
        var isSpike = random.Chance(0.3);
        var percent = isSpike ? 300 + random.Next(700) : random.Pick(Percents);
        return new()
        {
            Id = database.Ids.Next(),
            Kind = isSpike ? EventKind.SpendSpiked : EventKind.BudgetReached,
            OccurredAt = now,
            RecordedAt = now,
            SubjectId = new NodeId(CustomerType.Tag, customer.Id).ToString(),
            ResellerId = customer.ResellerId,
            CustomerId = customer.Id,
            Day = DateOnly.FromDateTime(now).AddDays(-1),
            Threshold = percent,
            Amount = Math.Round(baseline * percent / 100, 2),
            Baseline = baseline,
            Currency = "EUR",
            Severity = isSpike ? percent > 700 ? EventSeverity.Critical : EventSeverity.Warning : percent == 100 ? EventSeverity.Warning : EventSeverity.Information,
        };
    }
}
