using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using static CspGraph.Api.Tests.Usage.SpendKit;

namespace CspGraph.Api.Tests.Usage;

public sealed class SpikeWatchTests
{
    [Fact]
    public async Task A_spike_is_told_once_when_its_day_is_closed_with_what_it_is_held_against()
    {
        await using var kit = await CreateAsync();
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        kit.Use(customer, Day, [.. Flat(40, 100), 450]);
        await kit.StateAsync(Day);
        await kit.WatchAsync();
        Assert.Empty(await kit.EventsAsync());

        kit.Use(customer, Day.AddDays(1), [100]);
        await kit.StateAsync(Day.AddDays(1));
        Assert.Equal(1, await kit.WatchAsync());

        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal((EventKind.SpendSpiked, customer.Id, TestNetwork.Beta, Day, 450m, 100m, 450, "EUR", EventSeverity.Warning),
            (told.Kind, told.CustomerId!.Value, told.ResellerId!.Value, told.Day!.Value, told.Amount!.Value, told.Baseline!.Value, told.Threshold!.Value, told.Currency, told.Severity!.Value));
        Assert.Contains("\"methods\":[\"OVERNIGHT\",\"SEASONAL\"]", told.Details, StringComparison.Ordinal);
        Assert.Contains($"\"dataAsOf\":\"{kit.Kit.Now:yyyy-MM-dd'T'HH:mm:ss}", told.Details, StringComparison.Ordinal);
        var alert = Assert.Single(await kit.AlertsAsync());
        Assert.Equal((AlertKind.SpendSpike, AlertStatus.Open, Day, Day, 1), (alert.Kind, alert.Status, alert.Day, alert.LastDay, alert.Occurrences));
        await kit.WatchAsync();
        Assert.Single(await kit.EventsAsync());
    }

    [Fact]
    public async Task A_day_that_nothing_follows_is_closed_after_36_hours()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day, [.. Flat(40, 100), 450]);
        var seen = Day.AddDays(1).ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc);
        await kit.StateAsync(Day, seen);
        await kit.WatchAsync();

        kit.Kit.SetClock(seen.AddHours(36).AddMilliseconds(-1));
        Assert.Null(await kit.WatchAsync() is 0 ? null : await kit.WatchAsync());
        Assert.Empty(await kit.EventsAsync());
        kit.Kit.SetClock(seen.AddHours(36));
        Assert.Equal(1, await kit.WatchAsync());
    }

    [Fact]
    public async Task Days_that_follow_a_spike_go_into_its_alert()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(3), [.. Flat(40, 100), 450, 500, 480, 100]);
        for (var day = 0; day <= 3; day++)
        {
            await kit.StateAsync(Day.AddDays(day));
            await kit.WatchAsync();
        }

        Assert.Equal(Day, Assert.Single(await kit.EventsAsync()).Day);
        var alert = Assert.Single(await kit.AlertsAsync());
        Assert.Equal((Day, Day.AddDays(2), 3, 500m), (alert.Day, alert.LastDay, alert.Occurrences, alert.Amount));
    }

    [Fact]
    public async Task What_a_customer_explains_is_no_spike_of_its_reseller_or_of_the_tenant()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), [.. Flat(40, 100), 5_000, 100]);
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), Flat(42, 60));
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();

        Assert.NotNull(Assert.Single(await kit.EventsAsync()).CustomerId);
    }

    [Fact]
    public async Task What_no_customer_explains_is_told_of_the_reseller_nearest_to_it_and_of_nobody_above()
    {
        await using var kit = await CreateAsync();
        for (var i = 0; i < 10; i++) kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), [.. Flat(40, 2), 14, 2]);
        kit.Use(await kit.CustomerAsync(TestNetwork.Gamma), Day.AddDays(1), Flat(42, 10));
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();

        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal(((Guid?)null, TestNetwork.Beta, 140m, 20m), (told.CustomerId, told.ResellerId!.Value, told.Amount!.Value, told.Baseline!.Value));
    }

    [Fact]
    public async Task What_is_spread_over_resellers_is_told_of_the_tenant_alone()
    {
        await using var kit = await CreateAsync();
        foreach (var reseller in new Guid?[] { TestNetwork.Beta, TestNetwork.Gamma, null })
            kit.Use(await kit.CustomerAsync(reseller), Day.AddDays(1), [.. Flat(40, 4), 18, 4]);
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();

        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal(((Guid?)null, (Guid?)null, 54m, 12m), (told.CustomerId, told.ResellerId, told.Amount!.Value, told.Baseline!.Value));
    }

    [Fact]
    public async Task A_rise_that_lasts_is_told_of_whose_it_is_and_never_of_those_above()
    {
        await using var kit = await CreateAsync();
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        kit.Use(customer, Day.AddDays(30), [.. Flat(60, 100), .. Flat(31, 400)], entitlement: Guid.NewGuid()).Use(customer, Day.AddDays(30), Flat(91, 30), entitlement: Guid.NewGuid());
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(30), Flat(91, 50));
        kit.Use(await kit.CustomerAsync(TestNetwork.Gamma), Day.AddDays(30), Flat(91, 300));
        for (var day = 0; day <= 30; day++)
        {
            await kit.StateAsync(Day.AddDays(day));
            await kit.WatchAsync();
        }

        Assert.Equal(customer.Id, Assert.Single(await kit.EventsAsync()).CustomerId);
    }

    [Fact]
    public async Task The_first_file_tells_nothing_of_days_that_nobody_knows()
    {
        await using var kit = await CreateAsync();
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        await kit.AddPlanAsync(customer, Day.AddYears(-2));
        for (var day = 0; day < 12; day++)
        {
            kit.Use(customer, Day.AddDays(day), [150]);
            await kit.StateAsync(Day.AddDays(day));
            await kit.WatchAsync();
        }

        Assert.Empty(await kit.EventsAsync());
    }

    [Fact]
    public async Task A_plan_that_lay_idle_and_is_used_is_a_spike()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), Flat(62, 50));
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        await kit.AddPlanAsync(customer, Day.AddYears(-2));
        kit.Use(customer, Day.AddDays(1), [150, 150]);
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();

        Assert.Equal(customer.Id, Assert.Single(await kit.EventsAsync()).CustomerId);
    }

    [Fact]
    public async Task Spikes_of_one_day_in_two_currencies_are_two()
    {
        await using var kit = await CreateAsync();
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        kit.Use(customer, Day.AddDays(1), [.. Flat(40, 100), 450, 100]).Use(customer, Day.AddDays(1), [.. Flat(40, 200), 900, 200], currency: "USD");
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();
        await kit.WatchAsync();

        Assert.Equal([("EUR", 450m), ("USD", 900m)], (await kit.EventsAsync()).Select(told => (told.Currency!, told.Amount!.Value)));
        Assert.Equal(2, (await kit.AlertsAsync()).Count);
    }

    [Fact]
    public async Task A_year_of_usage_floods_nobody()
    {
        await using var kit = await CreateAsync();
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        // A spike every nine days, the newest three days ago.
        kit.Use(customer, Day, [.. Enumerable.Range(0, 365).Select(back => 364 - back).Select(back => back % 9 == 3 ? 900m : 100m)]);
        await kit.StateAsync(Day);
        await kit.WatchAsync();

        Assert.Equal(Day.AddDays(-3), Assert.Single(await kit.EventsAsync()).Day);
    }

    [Fact]
    public async Task Usage_that_is_older_than_a_week_raises_no_alert()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day, [.. Flat(40, 100), 450, .. Flat(7, 100)]);
        await kit.StateAsync(Day, Day.ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc).AddDays(1));
        await kit.WatchAsync();

        Assert.Empty(await kit.EventsAsync());
    }

    [Fact]
    public async Task A_customer_that_begins_is_no_spike_of_anybody()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), Flat(42, 60));
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), [3_000, 3_000]);
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();

        Assert.Empty(await kit.EventsAsync());
    }

    [Fact]
    public async Task Two_replicas_at_once_tell_what_one_does()
    {
        await using var kit = await CreateAsync();
        await using var other = kit.Kit.Changes.Beside();
        for (var i = 0; i < 5; i++) kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(1), [.. Flat(40, 100), 450, 100]);
        await kit.StateAsync(Day.AddDays(1));

        await Task.WhenAll(kit.WatchUnleasedAsync(kit.Kit.Database), kit.WatchUnleasedAsync(other.Database), kit.WatchUnleasedAsync(kit.Kit.Database));

        Assert.Equal(5, (await kit.EventsAsync()).Count);
        Assert.All(await kit.AlertsAsync(), alert => Assert.Equal(1, alert.Occurrences));
    }

    [Fact]
    public async Task Who_has_settled_an_alert_is_told_again_when_it_goes_on()
    {
        await using var kit = await CreateAsync();
        kit.Use(await kit.CustomerAsync(TestNetwork.Beta), Day.AddDays(4), [.. Flat(40, 100), 450, 100, 100, 450, 100]);
        await kit.StateAsync(Day.AddDays(1));
        await kit.WatchAsync();
        await kit.Kit.WriteAsync(db =>
        {
            var alert = db.Alerts.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Single();
            (alert.Status, alert.ResolvedAt) = (AlertStatus.Resolved, kit.Kit.Now);
        });

        await kit.StateAsync(Day.AddDays(4));
        await kit.WatchAsync();

        Assert.Equal([Day, Day.AddDays(3)], (await kit.EventsAsync()).Select(told => told.Day!.Value));
        Assert.Equal(2, (await kit.AlertsAsync()).Count);
    }

    [Fact]
    public async Task Usage_is_not_read_again_while_it_is_the_same_its_customers_are_where_they_were_and_no_budget_is_set()
    {
        var recorder = new Recorder();
        await using var kit = await CreateAsync(options => options.AddInterceptors(recorder));
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        kit.Use(customer, Day.AddDays(1), [.. Flat(40, 100), 450, 100]);
        await kit.StateAsync(Day.AddDays(1));
        Assert.True(await IsReadAsync());
        Assert.False(await IsReadAsync());

        await kit.Kit.WriteAsync(_ => { });
        Assert.False(await IsReadAsync());

        await kit.Kit.WriteAsync(db => db.Add(new CustomerBudget { Id = kit.Kit.Database.Ids.Next(), CustomerId = customer.Id, ResellerId = TestNetwork.Beta, Amount = 1_000_000, Currency = "EUR", Thresholds = "50", SetAt = kit.Kit.Now }));
        Assert.True(await IsReadAsync());
        await kit.Kit.TellAsync(EventKind.CustomerMoved);
        Assert.True(await IsReadAsync());
        Assert.False(await IsReadAsync());

        // Another process knows nothing of what this one has looked at.
        kit.Kit.Restart();
        await kit.Kit.WriteAsync(_ => { });
        Assert.True(await IsReadAsync());
        await kit.StateAsync(Day.AddDays(1));
        Assert.True(await IsReadAsync());
        Assert.Single(await kit.EventsAsync());

        async Task<bool> IsReadAsync()
        {
            var before = recorder.Statements.Count;
            await kit.WatchAsync();
            return recorder.Statements.Skip(before).Any(statement => statement.Text.Contains("UsageDays", StringComparison.Ordinal));
        }
    }
}
