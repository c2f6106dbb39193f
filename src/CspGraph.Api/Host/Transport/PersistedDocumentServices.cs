using CspGraph.Api.Host.Redis;

namespace CspGraph.Api.Host.Transport;

static class PersistedDocumentServices
{
    public static void AddPersistedDocuments(this IServiceCollection services, PersistedDocumentSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<PersistedDocuments>();
        services.AddHostedService(provider => provider.GetRequiredService<PersistedDocuments>());
        services.AddSingleton(provider => new AutomaticDocuments(
            provider.GetRequiredService<RedisLink>(), provider.GetRequiredService<ViewerKeys>(), AutomaticDocuments.MaxCharacters));
        services.AddSingleton<RequestDocuments>();
    }
}
