using System.Net;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Webhooks;

/// <summary>Follows redirects that keep method and body, each only to what a webhook's own address may be.</summary>
sealed class CheckedRedirects(WebhookSettings settings) : DelegatingHandler
{
    const int Most = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var followed = 0; ; followed++)
        {
            var address = request.RequestUri!;
            if (WebhookRules.OfUrl(address.AbsoluteUri, settings.IsDevelopment, field: "") is not null) throw new AddressRefusedException(address.Host);
            var response = await base.SendAsync(request, cancellationToken);
            if (followed == Most || response is not { StatusCode: HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect, Headers.Location: { } location }) return response;
            response.Dispose();
            request.RequestUri = new Uri(address, location);
        }
    }
}
