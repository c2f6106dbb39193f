using CspGraph.Api.Demo;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Demo;

/// <summary>Samples are what a watch could tell: of what is there, under whom it is, and of days that fit.</summary>
public sealed class DemoEventTests
{
    [Fact]
    public async Task They_are_about_what_is_there_and_due()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var samples = new DemoEvents(demo.File.Database, new Viewer(DemoDatabase.Contoso, Role.DistributorAdmin, null), new Random(1), new DemoDatabase.StoppedClock(DemoDatabase.Today.ToDateTime(default)));
        for (var i = 0; i < 60; i++) Assert.NotNull(await samples.TellAsync(default));

        var told = (await demo.ReadAsync<EventRecord>(DemoDatabase.Contoso)).OrderBy(row => row.Number).ToList();
        Assert.Equal(Enumerable.Range(1, 60).Select(number => (long)number), told.Select(row => row.Number));
        var subscriptions = (await demo.ReadAsync<CspSubscription>(DemoDatabase.Contoso)).ToDictionary(row => row.Id);
        Assert.All(told.Where(row => row.Kind is EventKind.RenewalDue), row =>
        {
            var subscription = subscriptions[row.SubscriptionId!.Value];
            Assert.Equal((subscription.CustomerId, subscription.ResellerId, subscription.CommitmentEndDate, subscription.Quantity), (row.CustomerId, row.ResellerId, row.Day, row.Quantity));
            var left = row.Day!.Value.DayNumber - DemoDatabase.Today.DayNumber;
            Assert.Equal(left <= 1 ? 1 : left <= 7 ? 7 : 30, row.Threshold);
        });
        var customers = (await demo.ReadAsync<Customer>(DemoDatabase.Contoso)).ToDictionary(row => row.Id);
        Assert.All(told.Where(row => row.Kind is not EventKind.RenewalDue), row => Assert.Equal(customers[row.CustomerId!.Value].ResellerId, row.ResellerId));
        Assert.Equal([EventKind.RenewalDue, EventKind.BudgetReached, EventKind.SpendSpiked], told.Select(row => row.Kind).Distinct().Order());
    }
}
