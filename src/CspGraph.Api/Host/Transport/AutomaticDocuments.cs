using System.Text;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;

namespace CspGraph.Api.Host.Transport;

/// <summary>The texts that clients registered by their hash: a tenant's own, a bounded number, and shared by replicas where there is a distributed cache.</summary>
/// <remarks>A client whose text was dropped sends it again, so nothing here need last, and a cache that is out of reach costs a client a second request.</remarks>
sealed partial class AutomaticDocuments(IDistributedCache? shared, ILogger<AutomaticDocuments> log, int maxCharacters) : IDisposable
{
    /// <summary>All tenants' texts that a process holds, as characters.</summary>
    public const int MaxCharacters = 4_000_000;

    static readonly DistributedCacheEntryOptions ForDays = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(30) };

    readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = maxCharacters });

    public async ValueTask<string?> FindAsync(Viewer viewer, string hashId, CancellationToken cancellation)
    {
        if (memory.TryGetValue((viewer.TenantId, hashId), out string? text)) return text;
        text = await FindSharedAsync(Key(viewer, hashId), cancellation);
        // What others can write to is believed only as far as the hash says so.
        if (text is null || PersistedDocuments.HashId(text) != hashId) return null;
        Hold(viewer, hashId, text);
        return text;
    }

    public async ValueTask KeepAsync(Viewer viewer, string hashId, string text, CancellationToken cancellation)
    {
        if (memory.TryGetValue((viewer.TenantId, hashId), out _)) return;
        Hold(viewer, hashId, text);
        if (shared is null) return;
        try
        {
            await shared.SetAsync(Key(viewer, hashId), Encoding.UTF8.GetBytes(text), ForDays, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            OutOfReach(failure);
        }
    }

    async ValueTask<string?> FindSharedAsync(string key, CancellationToken cancellation)
    {
        if (shared is null) return null;
        try
        {
            return await shared.GetAsync(key, cancellation) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            OutOfReach(failure);
            return null;
        }
    }

    void Hold(Viewer viewer, string hashId, string text) =>
        memory.Set((viewer.TenantId, hashId), text, new MemoryCacheEntryOptions { Size = text.Length + hashId.Length });

    static string Key(Viewer viewer, string hashId) => $"document:{viewer.TenantId}:{hashId}";

    [LoggerMessage(LogLevel.Warning, "The shared cache of automatically persisted documents is out of reach.")]
    partial void OutOfReach(Exception failure);

    public void Dispose() => memory.Dispose();
}
