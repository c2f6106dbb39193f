using CspGraph.Api.Tests.Events;
using CspGraph.Domain.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>A webhook whose receiver is hostile, and one beside it in the same tenant whose receiver takes everything.</summary>
sealed class HostileScene : IAsyncDisposable
{
    const string Path = "/healthy";

    readonly HostileServer? server;
    readonly string healthy;

    HostileScene(WebhookKit kit, Receiver receiver, HostileServer? server, RecordedConnect connect, string hostile, string healthy) =>
        (Kit, Receiver, this.server, Connect, Hostile, this.healthy) = (kit, receiver, server, connect, hostile, healthy);

    public WebhookKit Kit { get; }
    public RecordedConnect Connect { get; }

    /// <summary>The hostile one's, where it speaks HTTP: at a port of its own, as two at one share their connections.</summary>
    public Receiver Receiver { get; }

    /// <summary>The hostile one's id.</summary>
    public string Hostile { get; }

    public HostileServer Server => server!;

    /// <summary>With somebody who does with each connection what is said.</summary>
    public static async Task<HostileScene> StartAsync(Func<HostileConnection, Task> answer, string scheme = "http")
    {
        var server = new HostileServer(answer);
        return await StartAsync(_ => $"{scheme}://{server.Address}/hook", server);
    }

    /// <summary>With an address, by that of its receiver.</summary>
    /// <param name="url">The address.</param>
    /// <param name="names">What names lead to.</param>
    public static Task<HostileScene> StartAsync(Func<Receiver, string> url, params (string Name, string[] Addresses)[] names) => StartAsync(url, server: null, names);

    static async Task<HostileScene> StartAsync(Func<Receiver, string> url, HostileServer? server, params (string Name, string[] Addresses)[] names)
    {
        var connect = new RecordedConnect(WebhookKit.Usual, names);
        var kit = await WebhookKit.CreateAsync(change: services => services.AddSingleton<Api.Webhooks.WebhookConnect>(connect));
        var receiver = await Receiver.StartAsync();
        var (hostile, _) = await kit.CreateWebhookAsync("/hostile", new { url = url(receiver) });
        var (healthy, _) = await kit.CreateWebhookAsync(Path);
        await kit.StartAsync();
        return new(kit, receiver, server, connect, hostile, healthy);
    }

    /// <summary>Makes something happen, which the healthy one is sent in order, each event at its first attempt: without any time passing.</summary>
    public async Task HealthyTakesAsync(int count)
    {
        var before = (await Kit.DeliveriesAsync(healthy)).Count;
        var now = Kit.Events.Changes.Clock.GetUtcNow();
        var told = await Kit.TellAsync(count);
        List<WebhookDelivery> rows = [];
        await WebhookKit.UntilAsync(async () => (rows = await Kit.DeliveriesAsync(healthy)).Count == before + count || rows.Any(row => row.Status is not WebhookDeliveryStatus.Delivered));
        Assert.All(rows, row => Assert.Equal((WebhookDeliveryStatus.Delivered, null, 1), (row.Status, row.Failure, row.Attempts)));
        Assert.Equal(told.Select(EventKit.Cursor), (await Kit.Receiver.NextAsync(Path, count)).Select(message => message.Id));
        Assert.Empty(Kit.Receiver.Rest(Path));
        Assert.Equal(now, Kit.Events.Changes.Clock.GetUtcNow());
    }

    /// <summary>What became of the first that the hostile one was sent.</summary>
    public async Task<WebhookDelivery> FirstAsync()
    {
        await WebhookKit.UntilAsync(async () => (await Kit.DeliveriesAsync(Hostile)).Count > 0);
        return (await Kit.DeliveriesAsync(Hostile))[0];
    }

    public void Pass(TimeSpan time) => Kit.Events.Changes.Clock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        // First: by the kit's clock nobody waits for what hangs there.
        if (server is not null) await server.DisposeAsync();
        await Kit.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
