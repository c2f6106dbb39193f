using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;
using static CspGraph.Api.Tests.Usage.SpendKit;

namespace CspGraph.Api.Tests.Usage;

public sealed class BudgetWatchTests
{
    static readonly DateOnly May = new(2027, 5, 1);

    static async Task<Customer> CustomerAsync(SpendKit kit, decimal budget, DateTime setAt, string thresholds = "50 80 100")
    {
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        await kit.Kit.WriteAsync(db => db.Add(new CustomerBudget { Id = kit.Kit.Database.Ids.Next(), CustomerId = customer.Id, ResellerId = TestNetwork.Beta, Amount = budget, Currency = "EUR", Thresholds = thresholds, SetAt = setAt }));
        return customer;
    }

    static DateTime At(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    static async Task<(EventKind, int, DateOnly, decimal)[]> ToldAsync(SpendKit kit) =>
        [.. (await kit.EventsAsync()).Where(told => told.Kind is not EventKind.SpendSpiked).Select(told => (told.Kind, told.Threshold!.Value, told.Day!.Value, told.Amount!.Value))];

    [Fact]
    public async Task Each_part_is_told_once_on_the_day_that_it_is_reached()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 1_000, At(May));
        kit.Use(customer, May.AddDays(13), Flat(14, 100));
        for (var day = 0; day < 14; day++)
        {
            await kit.StateAsync(May.AddDays(day));
            await kit.WatchAsync();
            await kit.WatchAsync();
        }

        Assert.Equal([(EventKind.BudgetReached, 50, May.AddDays(4), 500m), (EventKind.BudgetReached, 80, May.AddDays(7), 800m), (EventKind.BudgetReached, 100, May.AddDays(9), 1_000m)], await ToldAsync(kit));
        Assert.Single(await kit.AlertsAsync());
    }

    [Fact]
    public async Task A_month_begins_anew()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 100, At(May), "100");
        kit.Use(customer, May.AddDays(45), Flat(46, 10));
        for (var day = 5; day < 46; day += 5)
        {
            await kit.StateAsync(May.AddDays(day));
            await kit.WatchAsync();
        }

        Assert.Equal([May.AddDays(9), May.AddDays(40)], (await ToldAsync(kit)).Where(told => told.Item1 is EventKind.BudgetReached).Select(told => told.Item3));
    }

    /// <summary>Both days are closed at once, by usage of the month that follows.</summary>
    [Fact]
    public async Task What_is_reached_on_the_last_day_of_a_month_is_told_behind_its_end()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 310, At(May), "100");
        kit.Use(customer, May.AddDays(32), Flat(33, 10));
        await kit.StateAsync(May.AddDays(32));
        await kit.WatchAsync();

        Assert.Equal([(EventKind.BudgetReached, 100, May.AddDays(30), 310m)], await ToldAsync(kit));
    }

    [Fact]
    public async Task A_month_that_was_over_when_its_budget_was_set_is_not_held_against_it()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 100, At(May.AddDays(33)), "50");
        kit.Use(customer, May.AddDays(35), [.. Flat(31, 10), 1, 1, 1, 1, 1]);
        await kit.StateAsync(May.AddDays(35));
        await kit.WatchAsync();

        Assert.Empty(await ToldAsync(kit));
    }

    [Fact]
    public async Task Of_what_was_reached_before_the_budget_was_set_the_greatest_part_alone_is_told()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 1_000, At(May.AddDays(8)));
        kit.Use(customer, May.AddDays(9), Flat(10, 100));
        await kit.StateAsync(May.AddDays(9));
        await kit.WatchAsync();
        Assert.Equal([(EventKind.BudgetReached, 80, May.AddDays(7), 900m)], await ToldAsync(kit));

        kit.Use(customer, May.AddDays(10), [100]);
        await kit.StateAsync(May.AddDays(10));
        await kit.WatchAsync();
        Assert.Equal((EventKind.BudgetReached, 100, May.AddDays(9), 1_000m), (await ToldAsync(kit))[^1]);
    }

    [Fact]
    public async Task Who_is_on_the_way_to_all_of_a_budget_is_told_once_with_what_the_month_comes_to()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 3_000, At(May), "100");
        kit.Use(customer, May.AddDays(9), [.. Flat(40, 100)]);
        for (var day = 7; day < 10; day++)
        {
            await kit.StateAsync(May.AddDays(day));
            await kit.WatchAsync();
        }

        Assert.Equal([(EventKind.BudgetForecast, 100, May.AddDays(6), 3_100m)], await ToldAsync(kit));
    }

    [Fact]
    public async Task Usage_in_another_currency_is_not_held_against_it()
    {
        await using var kit = await CreateAsync();
        var customer = await CustomerAsync(kit, 1, At(May));
        await kit.Kit.WriteAsync(db => db.CustomerBudgets.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Single().Currency = "USD");
        kit.Use(customer, May.AddDays(9), Flat(10, 100));
        await kit.StateAsync(May.AddDays(9));
        await kit.WatchAsync();

        Assert.Empty(await ToldAsync(kit));
    }
}
