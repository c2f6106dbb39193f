using CspGraph.Api.PartnerOfRecord;

namespace CspGraph.Api.PartnerCenter;

/// <summary>Who asks Partner Center, where the settings name a tenant for which it may be asked.</summary>
static class PartnerCenterServices
{
    static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>Reads the settings, and adds <see cref="PartnerCenterClient"/> and an <see cref="IPartnerOfRecordSource"/>, or nothing.</summary>
    public static void AddPartnerCenter(this WebApplicationBuilder builder)
    {
        var settings = PartnerCenterSettings.Read(builder.Configuration, builder.Environment);
        if (settings.Tenants.Count == 0) return;
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<PartnerCenterHttp>();
        builder.Services.AddSingleton<PartnerCenterTokens>();
        builder.Services.AddSingleton<PartnerCenterClient>();
        builder.Services.AddSingleton<IPartnerOfRecordSource, PartnerCenterSource>();
        builder.Services.AddTransient<WholeBodies>();
        // The pipeline has its own timeouts; HttpClient's would count the waits as well, by another clock.
        var client = builder.Services.AddHttpClient(PartnerCenterHttp.Client, client => client.Timeout = Timeout.InfiniteTimeSpan);
        // The factory's own lines name headers and addresses.
        client.RemoveAllLoggers();
        // A redirect would carry the token, or a secret, to wherever it points.
        client.UseSocketsHttpHandler((handler, _) => (handler.AllowAutoRedirect, handler.UseCookies, handler.PooledConnectionLifetime) = (false, false, ConnectionLife));
        client.AddResilienceHandler("retries", (pipeline, context) => PartnerCenterRetries.Configure(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        client.AddHttpMessageHandler<WholeBodies>();
    }
}
