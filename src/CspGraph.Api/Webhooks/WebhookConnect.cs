using System.Net;
using System.Net.Sockets;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Webhooks;

/// <summary>Makes connections only to addresses that may be called: looked at when the name is known, and the same that is connected to, so that a name cannot lead elsewhere between the two.</summary>
class WebhookConnect(WebhookSettings settings)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = (await ResolveAsync(host, cancellation)).Where(address => WebhookRules.MayCall(address, settings.IsDevelopment)).ToArray();
        return addresses is [] ? throw new AddressRefusedException(host) : await OpenAsync(addresses, port, cancellation);
    }

    // A test answers for the name server, and sees what is connected to.
    protected virtual async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        // Where a name server is silent the system keeps the thread that asks: one of its own, for those of the pool are everybody's.
        var asking = Task.Factory.StartNew(() => Dns.GetHostAddresses(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await asking.WaitAsync(cancellation);
    }

    protected virtual async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address is none that may be called; no connection was made.</summary>
sealed class AddressRefusedException(string host) : Exception($"{host} leads to no address that may be called.");
