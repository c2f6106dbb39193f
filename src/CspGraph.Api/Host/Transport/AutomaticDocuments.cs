using CspGraph.Api.Host.Redis;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Caching.Memory;

namespace CspGraph.Api.Host.Transport;

/// <summary>The texts that clients registered by their hash: a tenant's own, a bounded number, and shared by replicas where there is a Redis.</summary>
/// <remarks>A client whose text was dropped sends it again, so nothing here need last, and a Redis that is silent costs a client a second request.</remarks>
sealed class AutomaticDocuments(RedisLink redis, ViewerKeys keys, int maxCharacters) : IDisposable
{
    /// <summary>All tenants' texts that a process holds, as characters.</summary>
    public const int MaxCharacters = 4_000_000;

    /// <summary>How long Redis keeps a text after it was registered.</summary>
    static readonly TimeSpan Expiration = TimeSpan.FromDays(30);

    readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = maxCharacters });

    public async ValueTask<string?> FindAsync(Viewer viewer, string hashId)
    {
        var key = keys.Document(viewer, hashId);
        if (memory.TryGetValue(key, out string? text)) return text;
        var (_, kept) = await redis.TryAsync(database => database.StringGetAsync(key));
        text = kept;
        // What others can write to is believed only as far as the hash says so.
        if (text is null || PersistedDocuments.HashId(text) != hashId) return null;
        Hold(key, text);
        return text;
    }

    public async ValueTask KeepAsync(Viewer viewer, string hashId, string text)
    {
        var key = keys.Document(viewer, hashId);
        if (memory.TryGetValue(key, out _)) return;
        Hold(key, text);
        await redis.TryAsync(database => database.StringSetAsync(key, text, Expiration));
    }

    void Hold(string key, string text) => memory.Set(key, text, new MemoryCacheEntryOptions { Size = key.Length + text.Length });

    public void Dispose() => memory.Dispose();
}
