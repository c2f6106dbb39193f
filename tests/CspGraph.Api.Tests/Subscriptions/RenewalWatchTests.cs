using CspGraph.Api.Subscriptions;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Subscriptions;

public sealed class RenewalWatchTests
{
    static readonly DateTime Noon = new(2027, 5, 20, 12, 0, 0, DateTimeKind.Utc);
    static readonly DateOnly Today = DateOnly.FromDateTime(Noon);

    [Fact]
    public async Task A_term_that_ends_is_told_with_what_becomes_of_it()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var row = kit.New(Today.AddDays(30), autoRenew: false);
        await kit.AddAsync(row);
        Assert.Equal(1, await kit.RunAsync());

        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal((EventKind.RenewalDue, row.Id, row.ResellerId, row.CustomerId, row.CommitmentEndDate, 30, false, RenewalOutcome.ExtendedServiceTerm, 10, 1_500m, "EUR", EventSeverity.Warning),
            (told.Kind, told.SubscriptionId!.Value, told.ResellerId, told.CustomerId, told.Day, told.Threshold!.Value, told.IsLate!.Value, told.Outcome!.Value, told.Quantity!.Value, told.Amount!.Value, told.Currency, told.Severity!.Value));
        var alert = Assert.Single(await kit.AlertsAsync());
        Assert.Equal((AlertKind.Renewal, row.Id, Today.AddDays(30), AlertStatus.Open, 1, 1), (alert.Kind, alert.SubjectKey, alert.Day, alert.Status, alert.Occurrences, alert.Version));
    }

    [Fact]
    public async Task The_thresholds_of_a_term_are_one_alert()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        await kit.AddAsync(kit.New(Today.AddDays(31)));
        for (var day = 0; day < 33; day++)
        {
            kit.SetClock(Noon.AddDays(day));
            await kit.RunAsync();
        }

        Assert.Equal([30, 7, 1], (await kit.EventsAsync()).Select(told => told.Threshold!.Value));
        var alert = Assert.Single(await kit.AlertsAsync());
        Assert.Equal((3, 1, 3), (alert.Occurrences, alert.Threshold!.Value, alert.Version));
    }

    [Fact]
    public async Task Of_many_that_come_at_once_each_is_told_of_once()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        await kit.AddAsync([.. Enumerable.Range(0, 4_500).Select(i => kit.New(Today.AddDays(i % 90 - 30)))]);
        await kit.RunAsync();

        var told = await kit.EventsAsync();
        Assert.Equal(31 * 50, told.Count);
        Assert.Equal(told.Count, told.Select(record => record.SubscriptionId).Distinct().Count());
        // Those that end today and tomorrow are told of the nearest, and so on: one each.
        Assert.Equal([(1, 100), (7, 300), (30, 1_150)], told.GroupBy(record => record.Threshold!.Value).Select(group => (group.Key, group.Count())).Order());
    }

    [Fact]
    public async Task Of_more_than_one_transaction_holds_each_is_told_of_once_also_when_all_end_on_one_day()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        await kit.AddAsync([.. Enumerable.Range(0, WatchedSubscription.Batch + 200).Select(_ => kit.New(Today.AddDays(20)))]);

        Assert.Equal(WatchedSubscription.Batch + 200, await kit.RunAsync());
        Assert.Equal(WatchedSubscription.Batch + 200, (await kit.EventsAsync(EventKind.RenewalDue)).Select(record => record.SubscriptionId).Distinct().Count());
    }

    [Fact]
    public async Task Other_thresholds_hold_when_they_are_set_and_make_up_for_nothing()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var (near, far) = (kit.New(Today.AddDays(5)), kit.New(Today.AddDays(80)));
        await kit.AddAsync(near, far);
        await kit.RunAsync();
        await kit.WriteAsync(db => db.Add(new WatchPolicy { Id = kit.Database.Ids.Next(), RenewalDays = "90 60 3", RenewalDaysSetAt = kit.Now, OvernightPercent = 200, Sensitivity = 5, MinimumAmount = 20, WarmUpDays = 14, MaxUsageAgeDays = 7 }));
        await kit.RunAsync();
        Assert.Equal([(near.Id, 7), (near.Id, 60), (far.Id, 90)], (await kit.EventsAsync()).Select(told => (told.SubscriptionId!.Value, told.Threshold!.Value)));

        kit.SetClock(Noon.AddDays(2));
        await kit.RunAsync();
        Assert.Equal((near.Id, 3), (await kit.EventsAsync()).Select(told => (told.SubscriptionId!.Value, told.Threshold!.Value)).Last());
    }

    [Fact]
    public async Task That_another_outcome_comes_than_was_told_is_told_each_time()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var row = kit.New(Today.AddDays(20));
        await kit.AddAsync(row);
        await kit.RunAsync();
        foreach (var autoRenew in new[] { false, true, true, false })
        {
            await kit.ChangeAsync([row.Id], changed => changed.AutoRenew = autoRenew);
            await kit.RunAsync();
            await kit.RunAsync();
        }

        var drifts = await kit.EventsAsync(EventKind.RenewalDrifted);
        Assert.Equal([RenewalOutcome.ExtendedServiceTerm, RenewalOutcome.Renews, RenewalOutcome.ExtendedServiceTerm], drifts.Select(told => told.Outcome!.Value));
        Assert.Contains("\"formerly\":\"RENEWS\"", drifts[0].Details, StringComparison.Ordinal);
        Assert.Equal((RenewalOutcome.ExtendedServiceTerm, 4), Assert.Single(await kit.AlertsAsync()) is var alert ? (alert.Outcome!.Value, alert.Occurrences) : default);
    }

    [Fact]
    public async Task Who_has_settled_an_alert_is_told_all_the_same_of_what_comes_of_it()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var row = kit.New(Today.AddDays(20));
        await kit.AddAsync(row);
        await kit.RunAsync();
        await kit.WriteAsync(db => db.Alerts.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Single().Status = AlertStatus.Resolved);
        await kit.ChangeAsync([row.Id], changed => changed.AutoRenew = false);
        await kit.RunAsync();
        // It matters more than what was settled.
        Assert.Equal((EventSeverity.Warning, AlertStatus.Open), Assert.Single(await kit.AlertsAsync()) is var alert ? (alert.Severity, alert.Status) : default);

        kit.SetClock(Noon.AddDays(22));
        await kit.ChangeAsync([row.Id], changed => changed.CommitmentEndDate = Today.AddDays(385));
        await kit.RunAsync();
        await kit.RunAsync();
        Assert.Equal([EventKind.RenewalDue, EventKind.RenewalDrifted, EventKind.SubscriptionRenewed], (await kit.EventsAsync()).Select(told => told.Kind).Where(kind => kind is not EventKind.SubscriptionChanged));
    }

    [Fact]
    public async Task A_term_behind_which_nothing_comes_has_expired_the_day_after()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var (suspended, renews) = (kit.New(Today.AddDays(1)), kit.New(Today.AddDays(1)));
        suspended.Status = SubscriptionStatus.Suspended;
        await kit.AddAsync(suspended, renews);
        await kit.RunAsync();
        kit.SetClock(Noon.AddDays(1));
        await kit.RunAsync();
        Assert.Empty(await kit.EventsAsync(EventKind.TermExpired));
        kit.SetClock(Noon.Date.AddDays(2));
        await kit.RunAsync();
        await kit.RunAsync();

        var told = Assert.Single(await kit.EventsAsync(EventKind.TermExpired));
        Assert.Equal((suspended.Id, Today.AddDays(1), false), (told.SubscriptionId!.Value, told.Day!.Value, told.IsLate!.Value));
        Assert.Equal(AlertStatus.Resolved, (await kit.AlertsAsync()).Single(alert => alert.SubjectKey == suspended.Id).Status);
        Assert.Equal(AlertStatus.Open, (await kit.AlertsAsync()).Single(alert => alert.SubjectKey == renews.Id).Status);
    }

    [Fact]
    public async Task The_last_day_of_a_cancellation_window_is_told_once()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var row = kit.New(Today.AddDays(300));
        row.CancellationAllowedUntil = Noon.AddHours(25);
        await kit.AddAsync(row);
        await kit.RunAsync();
        Assert.Empty(await kit.EventsAsync());
        kit.SetClock(Noon.AddHours(1).AddMilliseconds(-1));
        Assert.Null(await kit.RunAsync());
        kit.SetClock(Noon.AddHours(1));
        Assert.Equal(1, await kit.RunAsync());
        await kit.RunAsync();
        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal(EventKind.CancellationWindowClosing, told.Kind);
        Assert.Contains("\"until\":\"2027-05-21T13:00:00Z\"", told.Details, StringComparison.Ordinal);

        kit.SetClock(Noon.AddDays(2));
        await kit.RunAsync();
        Assert.Equal(AlertStatus.Resolved, Assert.Single(await kit.AlertsAsync()).Status);
    }

    [Fact]
    public async Task Seats_below_the_minimum_for_two_months_are_told_once_until_they_are_enough_again()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        var row = kit.New(Today.AddDays(300), quantity: 8);
        await kit.AddAsync(row);
        await kit.WriteAsync(db => db.AddRange(
            SeatCount.Of(row, kit.Database.Ids.Next()),
            new ContractedMinimum { Id = kit.Database.Ids.Next(), SubscriptionId = row.Id, ResellerId = row.ResellerId, StartsOn = Today.AddDays(-100), MinimumQuantity = 10 }));
        foreach (var day in new[] { 0, 30, 60 })
        {
            kit.SetClock(Noon.AddDays(day));
            await kit.RunAsync();
        }
        Assert.Empty(await kit.EventsAsync());

        kit.SetClock(Noon.AddMonths(2));
        await kit.RunAsync();
        await kit.RunAsync();
        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal(EventKind.SeatsBelowMinimum, told.Kind);
        Assert.Contains("\"since\":\"2027-05-20\",\"minimum\":10", told.Details, StringComparison.Ordinal);

        await kit.ChangeAsync([row.Id], changed => changed.Quantity = 12);
        await kit.WriteAsync(db => db.Add(new SeatCount { Id = kit.Database.Ids.Next(), SubscriptionId = row.Id, Since = DateOnly.FromDateTime(kit.Now), Quantity = 12 }));
        await kit.RunAsync();
        Assert.Equal(AlertStatus.Resolved, Assert.Single(await kit.AlertsAsync()).Status);
    }

    [Fact]
    public async Task Where_nothing_has_changed_and_nothing_is_due_nothing_is_read_or_written()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        await kit.AddAsync(kit.New(Today.AddDays(30)));
        Assert.Equal(1, await kit.RunAsync());
        Assert.Equal(0, await kit.RunAsync());
        var state = await kit.Changes.StateAsync();
        Assert.Null(await kit.RunAsync());
        kit.SetClock(Noon.Date.AddDays(1).AddMilliseconds(-1));
        Assert.Null(await kit.RunAsync());
        Assert.Equal(state, await kit.Changes.StateAsync());

        kit.SetClock(Noon.Date.AddDays(1));
        Assert.Equal(0, await kit.RunAsync());
    }

    [Fact]
    public async Task A_job_that_fails_is_begun_again_at_once_by_anybody()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        await Assert.ThrowsAsync<InvalidOperationException>(() => kit.RunAsync(new FailingJob()));
        kit.Restart();
        await kit.AddAsync(kit.New(Today.AddDays(30)));
        Assert.Equal(1, await kit.RunAsync());
    }

    [Fact]
    public async Task A_lease_of_a_clock_that_was_ahead_keeps_nobody_out()
    {
        await using var kit = await WatchKit.CreateAsync(Noon);
        await kit.AddAsync(kit.New(Today.AddDays(30)));
        await kit.WriteAsync(db => db.Add(new Domain.Tenancy.JobLease { Job = Domain.Tenancy.JobKind.RenewalWatch, Holder = Guid.NewGuid(), HeldUntil = Noon.AddMinutes(4) }));
        Assert.Null(await kit.RunAsync());
        await kit.WriteAsync(db => db.JobLeases.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Single().HeldUntil = Noon.AddYears(1));
        Assert.Equal(1, await kit.RunAsync());
    }
}
