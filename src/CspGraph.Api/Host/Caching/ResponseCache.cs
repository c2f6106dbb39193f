using CspGraph.Api.Host.Redis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;

namespace CspGraph.Api.Host.Caching;

/// <summary>Answers that are used again: of this process's memory first, then of Redis. Of those who ask for the same at the same time one reads it.</summary>
/// <remarks>A key names the state of the data, so no answer is ever too old, and nothing is taken out.</remarks>
sealed class ResponseCache : IAsyncDisposable
{
    readonly ServiceProvider services;
    readonly HybridCache cache;

    public ResponseCache(CacheSettings settings, RedisLink redis, ILoggerFactory logs)
    {
        // Services of its own: the memory's bound is only for answers, and no other cache of the process gets Redis by it.
        var own = new ServiceCollection().AddSingleton(logs).AddLogging().AddMemoryCache(memory => memory.SizeLimit = settings.MemoryBytes);
        if (redis.IsConfigured) own.AddSingleton<IDistributedCache>(new RedisAnswers(redis));
        own.AddHybridCache(hybrid =>
        {
            hybrid.MaximumPayloadBytes = settings.MaxPayloadBytes;
            hybrid.DefaultEntryOptions = new() { Expiration = settings.Expiration, LocalCacheExpiration = settings.Expiration };
        }).AddSerializer<CachedAnswer, CachedAnswer.Serializer>();
        services = own.BuildServiceProvider();
        cache = services.GetRequiredService<HybridCache>();
    }

    /// <summary>The answer of a key, read if there is none yet.</summary>
    /// <param name="key">All that decides what is in the answer.</param>
    /// <param name="read">Reads it, and says whether it may be kept. It has ended when this has, even if it is another who waits for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<CachedAnswer> GetAsync(string key, Func<CancellationToken, Task<(CachedAnswer Answer, bool MayBeKept)>> read, CancellationToken cancellation)
    {
        var reading = new Reading(read);
        try
        {
            return await cache.GetOrCreateAsync(key, reading, static (reading, token) => reading.RunAsync(token), cancellationToken: cancellation);
        }
        catch (NotKeptException)
        {
            // Another's answer with errors is not this one's.
            return reading.Answer ?? (await read(cancellation)).Answer;
        }
        finally
        {
            await reading.EndAsync();
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
