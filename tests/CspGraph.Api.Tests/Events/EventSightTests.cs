using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Events;

/// <summary>An event is seen by whom its subject was under when it was told, and is under now.</summary>
public sealed class EventSightTests
{
    [Fact]
    public async Task A_reseller_s_past_goes_with_it_and_comes_back_with_it()
    {
        await using var kit = await EventKit.CreateAsync();
        var told = (await kit.TellAsync((EventKind.PartnerOfRecordTurned, TestNetwork.Beta)))[0].SubjectId;
        Assert.Equal((told, "", told), await SeenAsync(kit));

        await kit.Changes.MoveAsync(TestNetwork.Beta, TestNetwork.Gamma);
        var there = (await kit.TellAsync((EventKind.PartnerOfRecordTurned, TestNetwork.Beta)))[0].SubjectId;
        var move = Moves.Id(TestNetwork.Beta);
        Assert.Equal(("", $"{move} {there}", $"{told} {move} {there}"), await SeenAsync(kit));

        await kit.Changes.MoveAsync(TestNetwork.Beta, TestNetwork.Alpha);
        Assert.Equal(($"{told} {move}", "", $"{told} {move} {there} {move}"), await SeenAsync(kit));
    }

    [Fact]
    public async Task A_customer_s_past_is_seen_while_it_is_with_who_had_it_then()
    {
        await using var kit = await EventKit.CreateAsync();
        var customer = await kit.AddCustomerAsync(TestNetwork.Beta);
        var told = (await kit.TellAsync(kit.New(EventKind.AgreementRecorded, TestNetwork.Beta, customer)))[0].SubjectId;
        Assert.Equal((told, "", told), await SeenAsync(kit));

        await SetResellerAsync<Customer>(kit, customer, TestNetwork.Gamma);
        Assert.Equal(("", "", ""), await SeenAsync(kit));
        var there = (await kit.TellAsync(kit.New(EventKind.CustomerMoved, TestNetwork.Gamma, customer)))[0].SubjectId;
        Assert.Equal(("", there, ""), await SeenAsync(kit));

        await SetResellerAsync<Customer>(kit, customer, null);
        Assert.Equal(("", "", ""), await SeenAsync(kit));
        await SetResellerAsync<Customer>(kit, customer, TestNetwork.Alpha);
        Assert.Equal((told, "", ""), await SeenAsync(kit));
        Assert.Equal($"{told} {there}", $"{await kit.EventsAsync(EventKit.Whole)}");
    }

    /// <summary>The customer may be another reseller's: what counts is who sold the subscription.</summary>
    [Fact]
    public async Task A_subscription_s_past_is_seen_while_it_is_with_who_sold_it_then()
    {
        await using var kit = await EventKit.CreateAsync();
        var customer = await kit.AddCustomerAsync(TestNetwork.Gamma);
        var subscription = await kit.AddSubscriptionAsync(customer, TestNetwork.Beta);
        var told = (await kit.TellAsync(kit.New(EventKind.SubscriptionChanged, TestNetwork.Beta, customer, subscription)))[0].SubjectId;
        Assert.Equal((told, "", told), await SeenAsync(kit));

        await SetResellerAsync<CspSubscription>(kit, subscription, TestNetwork.Gamma);
        Assert.Equal(("", "", ""), await SeenAsync(kit));
        await SetResellerAsync<CspSubscription>(kit, subscription, TestNetwork.Alpha);
        Assert.Equal((told, "", ""), await SeenAsync(kit));
    }

    [Fact]
    public async Task What_is_about_something_that_is_there_no_more_only_who_sees_all_sees()
    {
        await using var kit = await EventKit.CreateAsync();
        var customer = await kit.AddCustomerAsync(TestNetwork.Beta);
        var subscription = await kit.AddSubscriptionAsync(customer, TestNetwork.Beta);
        var told = await kit.TellAsync(
            kit.New(EventKind.SubscriptionChanged, TestNetwork.Beta, customer, subscription), kit.New(EventKind.SubscriptionEnded, TestNetwork.Beta, customer), kit.New(EventKind.AgreementRecorded, TestNetwork.Beta, customer));

        await kit.ChangeAsync(db => db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == subscription).ExecuteDeleteAsync());
        Assert.Equal([told[1].SubjectId, told[2].SubjectId], (await kit.EventsAsync(EventKit.Of(TestNetwork.Alpha))).Subjects);
        await kit.ChangeAsync(db => db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == customer).ExecuteDeleteAsync());
        Assert.Empty((await kit.EventsAsync(EventKit.Of(TestNetwork.Alpha))).Subjects);

        const string Query = "{ events { nodes { subject customer { id } subscription { id } reseller { id } } } }";
        var rows = told.Select(row => $$"""{"subject":"{{row.SubjectId}}","customer":null,"subscription":null,"reseller":{"id":"{{Moves.Id(TestNetwork.Beta)}}"} }""".Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal($"[{string.Join(',', rows)}]", (await kit.Changes.AskAsync(Query)).GetProperty("data").GetProperty("events").GetProperty("nodes").GetRawText());
    }

    /// <summary>As Alpha, Gamma and Beta see the log.</summary>
    static async Task<(string, string, string)> SeenAsync(EventKit kit) => (
        $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Alpha))}", $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Gamma))}", $"{await kit.EventsAsync(EventKit.Of(TestNetwork.Beta))}");

    static Task SetResellerAsync<TRow>(EventKit kit, Guid id, Guid? reseller) where TRow : class => kit.ChangeAsync(db => db.Set<TRow>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter])
        .Where(row => EF.Property<Guid>(row, "Id") == id).ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<Guid?>(row, "ResellerId"), reseller)));
}
