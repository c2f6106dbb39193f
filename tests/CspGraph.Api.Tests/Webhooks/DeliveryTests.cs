using CspGraph.Domain.Events;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>What a webhook is sent, in which order, and what becomes of it.</summary>
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
        Assert.Equal(told.Select(Tests.Events.EventKit.Cursor), received.Select(message => message.Id));
        Assert.All(received, message => Assert.Equal(("POST", "application/json", "IMPORT_SUCCEEDED"), (message.Method, message.Headers["Content-Type"], message.Json.GetProperty("type").GetString())));
        Assert.Equal(told.Select(Tests.Events.EventKit.Cursor), received.Select(message => message.Data.GetProperty("id").GetString()));
        await WebhookKit.UntilAsync(async () => (await kit.DeliveriesAsync(id)).Count == 100);
        Assert.All(await kit.DeliveriesAsync(id), row => Assert.Equal((WebhookDeliveryStatus.Delivered, 1, 204), (row.Status, row.Attempts, row.ResponseStatus)));
        Assert.Empty(kit.Receiver.Rest("/hook"));
    }
}
