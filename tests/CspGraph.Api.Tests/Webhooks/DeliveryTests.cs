using CspGraph.Api.Events;
using CspGraph.Api.Tests.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>What a webhook is sent, and in which order.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task It_is_sent_what_comes_in_order_each_event_once()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.TellAsync(1);
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();

        var told = await kit.TellAsync(100);

        var received = await kit.Receiver.NextAsync("/hook", 100);
        Assert.Equal(told.Select(EventKit.Cursor), received.Select(message => message.Id));
        Assert.All(received, message => Assert.Equal(("POST", "application/json", "IMPORT_SUCCEEDED"), (message.Method, message.Headers["Content-Type"], message.Json.GetProperty("type").GetString())));
        Assert.Equal(told.Select(EventKit.Cursor), received.Select(message => message.Data.GetProperty("id").GetString()));
        await WebhookKit.UntilAsync(async () => (await kit.DeliveriesAsync(id)).Count == 100);
        Assert.All(await kit.DeliveriesAsync(id), row => Assert.Equal((WebhookDeliveryStatus.Delivered, 1, 204), (row.Status, row.Attempts, row.ResponseStatus)));
        Assert.Empty(kit.Receiver.Rest("/hook"));
    }

    [Fact]
    public async Task In_order_an_event_waits_for_the_one_before_it()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        kit.Receiver.Answer("/hook", status: 500, body: "Not now.");
        await kit.StartAsync();
        var told = await kit.TellAsync(3);

        await WebhookKit.UntilAsync(async () => await kit.DeliveriesAsync(id) is [{ Status: WebhookDeliveryStatus.Retrying }]);
        var failed = Assert.Single(await kit.DeliveriesAsync(id));
        Assert.Equal((1, 500, DeliveryFailure.Refused, "Not now."), (failed.Attempts, failed.ResponseStatus, failed.Failure, failed.Response));
        Assert.InRange(failed.NextAttemptAt!.Value - failed.LastAttemptAt, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
        Assert.Single(kit.Receiver.Rest("/hook"));

        await kit.PassUntilAsync(async () => await kit.DeliveriesAsync(id) is [_, _, { Status: WebhookDeliveryStatus.Delivered }]);
        Assert.Equal(told.Select(EventKit.Cursor), kit.Receiver.Rest("/hook").Select(message => message.Id));
        Assert.Equal([2, 1, 1], (await kit.DeliveriesAsync(id)).Select(row => row.Attempts));
    }

    [Fact]
    public async Task In_parallel_it_does_not()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook", new { parallel = true });
        var (held, let) = (new TaskCompletionSource(), new TaskCompletionSource());
        kit.Receiver.Answer("/hook", async http =>
        {
            held.SetResult();
            await let.Task;
            http.Response.StatusCode = 500;
        });
        await kit.StartAsync();
        var told = await kit.TellAsync(20);
        await held.Task;

        var received = await kit.Receiver.NextAsync("/hook", 20);
        let.SetResult();

        Assert.Equal(told.Select(EventKit.Cursor).Order(StringComparer.Ordinal), received.Select(message => message.Id).Order(StringComparer.Ordinal));
        await kit.PassUntilAsync(async () => (await kit.DeliveriesAsync(id)).Count(row => row.Status is WebhookDeliveryStatus.Delivered) == 20);
        Assert.Equal(21, (await kit.DeliveriesAsync(id)).Sum(row => row.Attempts));
    }

    [Fact]
    public async Task What_does_not_answer_delays_nobody_else()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var let = new TaskCompletionSource();
        foreach (var path in new[] { "/slow", "/slower" })
        {
            await kit.CreateWebhookAsync(path);
            kit.Receiver.Answer(path, _ => let.Task);
        }
        await kit.CreateWebhookAsync("/well");
        await kit.StartAsync();

        var told = await kit.TellAsync(200);

        Assert.Equal(told.Select(EventKit.Cursor), (await kit.Receiver.NextAsync("/well", 200)).Select(message => message.Id));
        let.SetResult();
    }

    [Fact]
    public async Task A_paused_one_catches_up_from_where_it_was()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();
        await kit.TellAsync(1);
        await kit.Receiver.NextAsync("/hook");

        await kit.UpdateAsync(id, new { status = "PAUSED" });
        var told = await kit.TellAsync(70);
        await kit.CreateWebhookAsync("/other");
        await kit.TellAsync(1);
        await kit.Receiver.NextAsync("/other");
        Assert.Empty(kit.Receiver.Rest("/hook"));
        await kit.UpdateAsync(id, new { status = "ACTIVE" });

        Assert.Equal(told.Select(EventKit.Cursor), (await kit.Receiver.NextAsync("/hook", 70)).Select(message => message.Id));
    }

    [Fact]
    public async Task It_begins_behind_a_cursor_where_one_is_given()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var told = await kit.TellAsync(4);
        await kit.CreateWebhookAsync("/some", new { after = EventKit.Cursor(told[1]) });
        await kit.CreateWebhookAsync("/all", new { after = EventCursor.Start });
        await kit.StartAsync();

        Assert.Equal(told.Skip(2).Select(EventKit.Cursor), (await kit.Receiver.NextAsync("/some", 2)).Select(message => message.Id));
        Assert.Equal(told.Select(EventKit.Cursor), (await kit.Receiver.NextAsync("/all", 4)).Select(message => message.Id));
    }

    [Fact]
    public async Task Topics_filter_and_the_documents_where_leave_events_out()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var customer = await kit.Events.AddCustomerAsync(TestNetwork.Beta);
        var id = new Engine.NodeId('C', customer).ToString();
        await kit.CreateWebhookAsync("/topics", new { topics = new[] { "RENEWAL_DUE", "SPEND_SPIKED" } });
        await kit.CreateWebhookAsync("/under", new { filter = new { under = Resellers.Moves.Id(TestNetwork.Alpha) } });
        await kit.CreateWebhookAsync("/customer", new { filter = new { customer = id } });
        await kit.CreateWebhookAsync("/severity", new { filter = new { minimumSeverity = "WARNING" } });
        await kit.CreateWebhookAsync("/document", new { document = "subscription { renewalEvents(where: { daysAhead: { lte: 7 } }) { kind daysAhead } }" });
        await kit.StartAsync();

        var told = await kit.Events.TellAsync(
            kit.Events.New(EventKind.RenewalDue, TestNetwork.Beta, threshold: 30, severity: EventSeverity.Information),
            kit.Events.New(EventKind.RenewalDue, TestNetwork.Gamma, threshold: 7, severity: EventSeverity.Warning),
            kit.Events.New(EventKind.SpendSpiked, TestNetwork.Beta, customer, severity: EventSeverity.Critical),
            kit.Events.New(EventKind.ImportSucceeded, null),
            kit.Events.New(EventKind.SpendSpiked, TestNetwork.Beta, customer, threshold: 1, severity: EventSeverity.Critical),
            kit.Events.New(EventKind.RenewalDue, TestNetwork.Beta, customer, threshold: 1, severity: EventSeverity.Critical));

        async Task<IEnumerable<int>> SentAsync(string path, int count) => (await kit.Receiver.NextAsync(path, count)).Select(message => told.Select(EventKit.Cursor).ToList().IndexOf(message.Id));
        Assert.Equal([0, 1, 2, 4, 5], await SentAsync("/topics", 5));
        Assert.Equal([0, 2, 4, 5], await SentAsync("/under", 4));
        Assert.Equal([2, 4, 5], await SentAsync("/customer", 3));
        Assert.Equal([1, 2, 4, 5], await SentAsync("/severity", 4));
        Assert.Equal([1, 5], await SentAsync("/document", 2));
    }

    [Fact]
    public async Task The_document_says_what_is_sent()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.CreateWebhookAsync("/hook", new { document = "subscription Any { mine: events { ...Told ... on RenewalEvent { ahead: daysAhead } } } fragment Told on Event { __typename reseller { depth parent { depth } } }" });
        await kit.StartAsync();
        await kit.Events.TellAsync(kit.Events.New(EventKind.RenewalDue, TestNetwork.Beta, threshold: 14));

        Assert.Equal(
            """{"type":"RENEWAL_DUE","timestamp":"2027-03-01T12:00:00.000Z","data":{"__typename":"RenewalEvent","reseller":{"depth":1,"parent":{"depth":0}},"ahead":14}}""",
            System.Text.Encoding.UTF8.GetString((await kit.Receiver.NextAsync("/hook")).Body));
    }
}
