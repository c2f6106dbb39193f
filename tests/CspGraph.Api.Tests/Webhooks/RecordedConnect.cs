using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CspGraph.Api.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>Keeps which hosts are looked up and which addresses are connected to. It asks no name server, and connects to nothing but this machine, whatever it is told.</summary>
/// <param name="settings">Of the kit.</param>
/// <param name="names">What names lead to; others are not known.</param>
sealed class RecordedConnect(WebhookSettings settings, params (string Name, string[] Addresses)[] names) : WebhookConnect(settings)
{
    readonly ConcurrentQueue<string> asked = [];
    readonly ConcurrentQueue<string> opened = [];

    /// <summary>Hosts for which a connection was wanted.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>Addresses that were connected to, or would have been.</summary>
    public IReadOnlyList<string> Opened => [.. opened];

    protected override Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        asked.Enqueue(host);
        if (IPAddress.TryParse(host, out var literal)) return Task.FromResult<IReadOnlyList<IPAddress>>([literal]);
        if (names.FirstOrDefault(known => known.Name == host).Addresses is not { } addresses) throw new SocketException((int)SocketError.HostNotFound);
        return Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Select(IPAddress.Parse)]);
    }

    protected override Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        foreach (var address in addresses) opened.Enqueue($"{address}");
        return addresses.All(IPAddress.IsLoopback) ? base.OpenAsync(addresses, port, cancellation) : throw new SocketException((int)SocketError.NetworkUnreachable);
    }
}
