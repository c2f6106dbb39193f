using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>A webhook is sent what its scope sees, and whoever sees the scope manages it.</summary>
public sealed class WebhookAccessTests
{
    static readonly Caller Alpha = ChangeKit.Of(EventKit.Of(TestNetwork.Alpha));
    static readonly Caller Beta = ChangeKit.Of(EventKit.Of(TestNetwork.Beta));
    static readonly Caller Gamma = ChangeKit.Of(EventKit.Of(TestNetwork.Gamma));

    [Fact]
    public async Task It_is_sent_what_happens_in_its_subtree_and_nothing_else()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.CreateWebhookAsync("/alpha", caller: Alpha);
        await kit.CreateWebhookAsync("/beta", new { reseller = Moves.Id(TestNetwork.Beta) });
        await kit.CreateWebhookAsync("/gamma", caller: Gamma);
        await kit.StartAsync();

        var told = await kit.TellAsync((EventKind.CreditLimitSet, TestNetwork.Alpha), (EventKind.CreditLimitSet, TestNetwork.Beta), (EventKind.CreditLimitSet, TestNetwork.Gamma), (EventKind.ImportSucceeded, null), (EventKind.CreditLimitSet, TestNetwork.Beta));

        Assert.Equal([.. new[] { 0, 1, 4 }.Select(i => EventKit.Cursor(told[i]))], (await kit.Receiver.NextAsync("/alpha", 3)).Select(message => message.Id));
        Assert.Equal([.. new[] { 1, 4 }.Select(i => EventKit.Cursor(told[i]))], (await kit.Receiver.NextAsync("/beta", 2)).Select(message => message.Id));
        Assert.Equal([EventKit.Cursor(told[2])], (await kit.Receiver.NextAsync("/gamma", 1)).Select(message => message.Id));
        await WebhookKit.UntilAsync(async () => (await kit.DeliveriesAsync()).Count == 6);
        Assert.All(["/alpha", "/beta", "/gamma"], path => Assert.Empty(kit.Receiver.Rest(path)));
    }

    /// <summary>The other tenant's own.</summary>
    [Fact]
    public async Task Nothing_of_another_tenant_is_sent_and_nothing_of_it_is_managed()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var northwind = ChangeKit.Of(new Viewer(2, Role.DistributorAdmin, null));
        var (own, _) = await kit.CreateWebhookAsync("/own");
        var (foreign, _) = await kit.CreateWebhookAsync("/foreign", caller: northwind);
        await kit.StartAsync();

        var told = await kit.TellAsync(3);

        Assert.Equal(told.Select(EventKit.Cursor), (await kit.Receiver.NextAsync("/own", 3)).Select(message => message.Id));
        Assert.Empty(kit.Receiver.Rest("/foreign"));
        Assert.Equal([own], await SeenAsync(kit, ChangeKit.Admin));
        Assert.Equal([foreign], await SeenAsync(kit, northwind));
    }

    [Fact]
    public async Task Managers_of_a_scope_see_its_webhooks_and_those_below()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var whole = (await kit.CreateWebhookAsync("/whole")).Id;
        var alpha = (await kit.CreateWebhookAsync("/alpha", caller: Alpha)).Id;
        var beta = (await kit.CreateWebhookAsync("/beta", caller: Beta)).Id;

        Assert.Equal([.. new[] { whole, alpha, beta }.Order(StringComparer.Ordinal)], await SeenAsync(kit, ChangeKit.Admin));
        Assert.Equal([.. new[] { alpha, beta }.Order(StringComparer.Ordinal)], await SeenAsync(kit, Alpha));
        Assert.Equal([beta], await SeenAsync(kit, Beta));
        Assert.Empty(await SeenAsync(kit, Gamma));
        Assert.Equal("NOT_FOUND", await RefusedAsync(kit, Beta, alpha));
        Assert.Equal("NOT_FOUND", await RefusedAsync(kit, Gamma, beta));
        Assert.Null(await RefusedAsync(kit, Alpha, beta));
    }

    /// <summary>Between one attempt and the next, its reseller has come elsewhere.</summary>
    [Fact]
    public async Task What_it_sees_no_more_is_not_attempted_again()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/alpha", caller: Alpha);
        kit.Receiver.Answer("/alpha", status: 500);
        await kit.StartAsync();
        var told = await kit.TellAsync((EventKind.CreditLimitSet, TestNetwork.Beta), (EventKind.CreditLimitSet, TestNetwork.Alpha));
        await WebhookKit.UntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Status: WebhookDeliveryStatus.Retrying }]);

        await Moves.MoveAsync(kit.Events.Changes, TestNetwork.Beta, TestNetwork.Gamma);

        await kit.PassUntilAsync(async () => await kit.DeliveriesAsync(id) is [_, { Status: WebhookDeliveryStatus.Delivered }, ..]);
        Assert.Equal((WebhookDeliveryStatus.Withheld, 1), (await kit.DeliveriesAsync(id))[0] is var first ? (first.Status, first.Attempts) : default);
        Assert.Equal(told.Select(EventKit.Cursor), kit.Receiver.Rest("/alpha").Take(2).Select(message => message.Id));
    }

    [Theory]
    [InlineData("{ \"topics\": [\"AGREEMENT_RECORDED\"] }")]
    [InlineData("{ \"document\": \"subscription { renewalEvents { id } }\" }")]
    [InlineData("{ \"filter\": { \"under\": \"GAMMA\" } }")]
    [InlineData("{ \"filter\": { \"minimumSeverity\": \"CRITICAL\" } }")]
    public async Task What_it_asks_for_no_more_is_not_attempted_again(string change)
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        kit.Receiver.Answer("/hook", status: 500);
        await kit.StartAsync();
        await kit.TellAsync((EventKind.CreditLimitSet, TestNetwork.Beta));
        await WebhookKit.UntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Status: WebhookDeliveryStatus.Retrying }]);

        await kit.UpdateAsync(id, JsonElement.Parse(change.Replace("GAMMA", Moves.Id(TestNetwork.Gamma), StringComparison.Ordinal)));

        await kit.PassUntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Status: WebhookDeliveryStatus.Withheld }]);
        Assert.Single(kit.Receiver.Rest("/hook"));
    }

    /// <summary>It was read together with the one that is being sent, when it was still in sight.</summary>
    [Fact]
    public async Task What_it_sees_no_more_is_not_sent_though_it_was_read_before()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.CreateWebhookAsync("/alpha", caller: Alpha);
        var (held, let) = (new TaskCompletionSource(), new TaskCompletionSource());
        kit.Receiver.Answer("/alpha", async _ =>
        {
            held.SetResult();
            await let.Task;
        });
        var told = await kit.TellAsync((EventKind.CreditLimitSet, TestNetwork.Alpha), (EventKind.CreditLimitSet, TestNetwork.Beta), (EventKind.AgreementRecorded, TestNetwork.Alpha));
        await kit.StartAsync();
        await held.Task;
        await Moves.MoveAsync(kit.Events.Changes, TestNetwork.Beta, TestNetwork.Gamma);
        let.SetResult();

        Assert.Equal([EventKit.Cursor(told[0]), EventKit.Cursor(told[2])], (await kit.Receiver.NextAsync("/alpha", 2)).Select(message => message.Id));
    }

    [Fact]
    public async Task Costs_are_told_only_where_it_was_made_to_see_them()
    {
        await using var kit = await WebhookKit.CreateAsync();
        const string Document = "subscription { renewalEvents { atStake { visibility value { amount } } } }";
        await kit.CreateWebhookAsync("/hidden", new { document = Document });
        await kit.CreateWebhookAsync("/told", new { document = Document, seesCosts = true });
        await kit.StartAsync();
        await kit.Events.TellAsync(kit.Events.New(EventKind.RenewalDue, TestNetwork.Beta, amount: 12.5m, currency: "EUR"));

        Assert.Equal("""{"atStake":{"visibility":"HIDDEN","value":null}}""", (await kit.Receiver.NextAsync("/hidden")).Data.GetRawText());
        Assert.Equal("""{"atStake":{"visibility":"VISIBLE","value":{"amount":"12.50"}}}""", (await kit.Receiver.NextAsync("/told")).Data.GetRawText());
    }

    static async Task<IReadOnlyList<string?>> SeenAsync(WebhookKit kit, Caller caller) =>
        [.. (await kit.AskAsync("{ webhooks { nodes { id } } }", caller: caller)).GetProperty("webhooks").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()).Order(StringComparer.Ordinal)];

    static async Task<string?> RefusedAsync(WebhookKit kit, Caller caller, string id)
    {
        var errors = (await kit.AskAsync("mutation($id: ID!) { updateWebhook(input: { id: $id, status: PAUSED }) { errors { code } } }", new { id }, caller)).GetProperty("updateWebhook").GetProperty("errors");
        return errors.GetArrayLength() == 0 ? null : errors[0].GetProperty("code").GetString();
    }
}
