using CspGraph.Api.Events;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Events;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>What becomes of deliveries where something is in the way.</summary>
public sealed class DeliveryFaultTests
{
    /// <summary>As often as the schedule has it, and behind the last attempt the next event's turn comes.</summary>
    [Fact]
    public async Task An_event_that_is_never_taken_is_given_up_and_passed_by()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        for (var i = 0; i < DeliverySchedule.MostAttempts; i++) kit.Receiver.Answer("/hook", status: 503);
        await kit.StartAsync();
        var told = await kit.TellAsync(2);
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt < DeliverySchedule.MostAttempts; attempt++)
        {
            await kit.PassUntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Attempts: var attempts }] && attempts == attempt);
            var row = Assert.Single(await kit.DeliveriesAsync(id));
            waits.Add(row.NextAttemptAt!.Value - row.LastAttemptAt);
            kit.Skip(to: row.NextAttemptAt.Value);
        }
        await kit.PassUntilAsync(async () => await kit.DeliveriesAsync(id) is [_, { Status: WebhookDeliveryStatus.Delivered }]);

        Assert.Equal((WebhookDeliveryStatus.Failed, 10), (await kit.DeliveriesAsync(id))[0] is var given ? (given.Status, given.Attempts) : default);
        Assert.Equal([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400], waits.Select(wait => wait.TotalSeconds).Zip([5d, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400], (wait, least) => wait >= least && wait <= Math.Min(86_400, least * 1.2) ? least : wait));
        Assert.Equal(told.Select(EventKit.Cursor), kit.Receiver.Rest("/hook").Select(message => message.Id).Distinct());
        Assert.Equal((await kit.DeliveriesAsync(id))[1].DeliveredAt, (await kit.Events.Changes.RowsAsync<WebhookProgress>()).Single().LastSuccessAt);
    }

    [Fact]
    public async Task An_address_that_is_gone_disables_it_and_managers_are_told()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        kit.Receiver.Answer("/hook", status: 410);
        await kit.StartAsync();
        var told = await kit.TellAsync(2);
        await WebhookKit.UntilAsync(async () => (await kit.WebhookAsync(id)).Status is WebhookStatus.Disabled);

        Assert.Equal(WebhookStop.Gone, (await kit.WebhookAsync(id)).DisabledReason);
        const string Log = "{ events(first: 100, kinds: [WEBHOOK_DISABLED]) { nodes { subject ... on WebhookEvent { name disabledReason } } } }";
        Assert.Equal($$"""[{"subject":"{{id}}","name":"/hook","disabledReason":"GONE"}]""", (await kit.AskAsync(Log)).GetProperty("events").GetProperty("nodes").GetRawText());
        Assert.Equal("[]", (await kit.AskAsync(Log, caller: Changes.ChangeKit.Of(new(1, Domain.Tenancy.Role.DistributorAnalyst, null)))).GetProperty("events").GetProperty("nodes").GetRawText());

        await kit.UpdateAsync(id, new { status = "ACTIVE" });
        Assert.Equal([.. told.Take(1).Concat(told).Select(EventKit.Cursor)], (await kit.Receiver.NextAsync("/hook", 3)).Select(message => message.Id));
        Assert.Null((await kit.WebhookAsync(id)).DisabledReason);
    }

    [Fact]
    public async Task It_is_disabled_when_nothing_was_taken_for_five_days()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();
        await kit.TellAsync(1);
        await kit.Receiver.NextAsync("/hook");
        for (var i = 0; i < 100; i++) kit.Receiver.Answer("/hook", status: 500);
        var began = kit.Events.Changes.Clock.GetUtcNow();
        await kit.TellAsync(3);
        while ((await kit.WebhookAsync(id)).Status is WebhookStatus.Active)
        {
            if ((await kit.DeliveriesAsync(id)).Select(row => row.NextAttemptAt).FirstOrDefault(at => at is not null) is { } next && next > kit.Events.Changes.Clock.GetUtcNow().UtcDateTime) kit.Skip(to: next);
            else await kit.PassAsync();
        }

        Assert.Equal(WebhookStop.Failing, (await kit.WebhookAsync(id)).DisabledReason);
        var failing = (await kit.Events.Changes.RowsAsync<WebhookProgress>()).Single();
        Assert.InRange(failing.LastAttemptAt!.Value - failing.FailingSince!.Value, TimeSpan.FromDays(5), TimeSpan.FromDays(6.2));
        Assert.True(failing.FailingSince.Value >= began.UtcDateTime);
        await kit.UpdateAsync(id, new { status = "ACTIVE" });
        Assert.Null((await kit.Events.Changes.RowsAsync<WebhookProgress>()).Single().FailingSince);
    }

    [Fact]
    public async Task Where_events_it_was_to_be_sent_are_gone_it_is_disabled_and_goes_on_where_it_is_told()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.TellAsync(1);
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.TellAsync(2);
        await kit.Events.ChangeAsync(db => Task.FromResult(db.Events.Whole().Where(row => row.Number < 4).ExecuteDelete()));
        await kit.StartAsync();
        await WebhookKit.UntilAsync(async () => (await kit.WebhookAsync(id)).Status is WebhookStatus.Disabled);

        Assert.Equal(WebhookStop.CursorExpired, (await kit.WebhookAsync(id)).DisabledReason);
        var refused = (await kit.AskAsync("mutation($id: ID!) { updateWebhook(input: { id: $id, status: ACTIVE }) { errors { code field message } } }", new { id })).GetProperty("updateWebhook").GetProperty("errors")[0];
        Assert.Equal(("CURSOR_EXPIRED", "after"), (refused.GetProperty("code").GetString(), refused.GetProperty("field").GetString()));
        Assert.Contains(EventCursor.Start, refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        await kit.UpdateAsync(id, new { status = "ACTIVE", after = EventCursor.Start });
        Assert.Equal("IMPORT_SUCCEEDED", (await kit.Receiver.NextAsync("/hook")).Json.GetProperty("type").GetString());
    }

    /// <summary>What it came to cannot be written down for a while: it is written later, and nothing is sent twice or lost.</summary>
    [Fact]
    public async Task A_database_that_fails_for_a_while_loses_nothing()
    {
        var faults = new EventFaults();
        await using var kit = await WebhookKit.CreateAsync(configure: options => options.AddInterceptors(faults));
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();
        var told = await kit.TellAsync(1);
        await kit.Receiver.NextAsync("/hook");
        (faults.Of, faults.Failing) = ("SELECT MIN(", 5);
        told = [.. told, .. await kit.TellAsync(50)];

        await kit.PassUntilAsync(async () => (await kit.DeliveriesAsync(id)).Count == 51);
        Assert.Equal(told.Skip(1).Select(EventKit.Cursor), kit.Receiver.Rest("/hook").Select(message => message.Id));
    }

    [Fact]
    public async Task Of_two_replicas_one_delivers_and_when_it_ends_the_other()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync("one");
        await kit.TellAsync(1);
        await kit.Receiver.NextAsync("/hook");
        await kit.StartAsync("two");
        var first = await kit.TellAsync(50);
        Assert.Equal(first.Select(EventKit.Cursor), (await kit.Receiver.NextAsync("/hook", 50)).Select(message => message.Id));

        await kit.StopAsync("one");
        var second = await kit.TellAsync(50);

        var ended = kit.Events.Changes.Clock.GetUtcNow();
        await kit.PassUntilAsync(async () => (await kit.DeliveriesAsync()).Count == 101);
        Assert.Equal(second.Select(EventKit.Cursor), kit.Receiver.Rest("/hook").Select(message => message.Id));
        // Given back, it need not end by itself.
        Assert.True((await kit.DeliveriesAsync())[51].FirstAttemptAt - ended.UtcDateTime < WebhookKit.Usual.Lease / 2);
    }

    [Fact]
    public async Task One_that_is_mended_while_its_old_address_is_gone_is_not_disabled()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/old");
        var (held, let) = (new TaskCompletionSource(), new TaskCompletionSource());
        kit.Receiver.Answer("/old", async http =>
        {
            held.SetResult();
            await let.Task;
            http.Response.StatusCode = 410;
        });
        await kit.StartAsync();
        var told = await kit.TellAsync(1);
        await held.Task;

        await kit.UpdateAsync(id, new { url = kit.Receiver.Address + "/new" });
        let.SetResult();

        await kit.PassUntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Status: WebhookDeliveryStatus.Delivered }]);
        Assert.Equal(told.Select(EventKit.Cursor), kit.Receiver.Rest("/new").Select(message => message.Id));
        Assert.Equal(WebhookStatus.Active, (await kit.WebhookAsync(id)).Status);
    }

    [Fact]
    public async Task What_is_passed_by_is_not_attempted_again()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        kit.Receiver.Answer("/hook", status: 500);
        await kit.StartAsync();
        var told = await kit.TellAsync(4);
        await WebhookKit.UntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Status: WebhookDeliveryStatus.Retrying }]);

        await kit.UpdateAsync(id, new { after = EventKit.Cursor(told[1]) });

        await kit.PassUntilAsync(async () => (await kit.DeliveriesAsync(id)).Count == 3);
        Assert.Equal([WebhookDeliveryStatus.Withheld, WebhookDeliveryStatus.Delivered, WebhookDeliveryStatus.Delivered], (await kit.DeliveriesAsync(id)).Select(row => row.Status));
        Assert.Equal(new[] { 0, 2, 3 }.Select(i => EventKit.Cursor(told[i])), kit.Receiver.Rest("/hook").Select(message => message.Id));
    }
}
