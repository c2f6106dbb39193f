using System.Diagnostics;
using OpenTelemetry;

namespace CspGraph.Api.Host.Telemetry;

/// <summary>Takes out of spans what follows a host in an address, and what a client writes or says of itself: a webhook's path may be a secret, and Partner Center's names customers.</summary>
sealed class HiddenAddresses : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.full") is string address) data.SetTag("url.full", Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : null);
        // Whatever a client has written there; which endpoint took it is another tag.
        if (data.Kind is ActivityKind.Server) data.SetTag("url.path", data.GetTagItem("http.route"));
        data.SetTag("url.query", null);
        data.SetTag("user_agent.original", null);
    }
}
