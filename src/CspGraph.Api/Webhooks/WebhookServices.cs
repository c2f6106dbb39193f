using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace CspGraph.Api.Webhooks;

/// <summary>What keeps webhooks, and delivers to them.</summary>
static class WebhookServices
{
    static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);
    static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(5);

    public static void AddWebhooks(this IServiceCollection services, WebhookSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookConnect>();
        services.AddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookDocuments>();
        services.AddSingleton<WebhookReader>();
        services.AddSingleton<WebhookMessages>();
        services.AddSingleton<WebhookMeter>();
        services.AddHostedService<WebhookDispatch>();
        services.AddTransient<ShortAnswers>();
        services.AddTransient<CheckedRedirects>();
        // The pipeline has its own timeout: for the redirects and what is read of the answer too.
        var client = services.AddHttpClient(WebhookHttp.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("CspGraph-Webhooks/1");
        });
        // The factory's own lines name addresses, which may hold secrets.
        client.RemoveAllLoggers();
        // Redirects are followed by CheckedRedirects. A proxy would connect to what was not; what is unread of an answer is not waited for.
        client.UseSocketsHttpHandler((handler, provider) =>
        {
            (handler.AllowAutoRedirect, handler.UseCookies, handler.UseProxy, handler.AutomaticDecompression) = (false, false, false, DecompressionMethods.None);
            (handler.PooledConnectionLifetime, handler.ConnectTimeout) = (ConnectionLife, ConnectsWithin);
            (handler.MaxResponseDrainSize, handler.ResponseDrainTimeout, handler.MaxResponseHeadersLength) = (1 << 16, TimeSpan.FromMilliseconds(200), 32);
            // Whoever receives needs not know how requests here are traced.
            handler.ActivityHeadersPropagator = null;
            handler.ConnectCallback = provider.GetRequiredService<WebhookConnect>().ConnectAsync;
        });
        client.AddResilienceHandler("attempt", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            // What became of an attempt is in its delivery: the library's own lines would say it again, for each.
            pipeline.ConfigureTelemetry(NullLoggerFactory.Instance);
            pipeline.AddTimeout(settings.Timeout);
            // Many servers close a connection just when it is used again: what broke off before an answer is sent once more at once, on another. All later attempts are the delivery's own.
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                Delay = TimeSpan.Zero,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown, InnerException: IOException }),
            });
        });
        client.AddHttpMessageHandler<ShortAnswers>();
        client.AddHttpMessageHandler<CheckedRedirects>();
    }
}
