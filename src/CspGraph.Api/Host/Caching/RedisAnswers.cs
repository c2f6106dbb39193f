using System.Buffers;
using CspGraph.Api.Host.Redis;
using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace CspGraph.Api.Host.Caching;

/// <summary>Keeps answers in Redis for all replicas. While Redis is silent it keeps none, and nobody waits.</summary>
/// <remarks>
/// In place of Microsoft.Extensions.Caching.StackExchangeRedis, which connects by itself and knows no such patience.
/// <see cref="Microsoft.Extensions.Caching.Hybrid.HybridCache"/> calls only what is asynchronous, and removes nothing here: answers expire.
/// </remarks>
sealed class RedisAnswers(RedisLink redis) : IBufferDistributedCache
{
    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        var (_, kept) = await redis.TryAsync(database => database.StringGetLeaseAsync(key));
        using (kept)
        {
            if (kept is null) return false;
            destination.Write(kept.Span);
            return true;
        }
    }

    public async ValueTask SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        // The sequence is its owner's again when this ends, which may be before a slow Redis has taken it.
        RedisValue bytes = value.ToArray();
        await redis.TryAsync(database => database.StringSetAsync(key, bytes, options.AbsoluteExpirationRelativeToNow!.Value));
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var bytes = new ArrayBufferWriter<byte>();
        return await TryGetAsync(key, bytes, token) ? bytes.WrittenSpan.ToArray() : null;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        SetAsync(key, new ReadOnlySequence<byte>(value), options, token).AsTask();

    public bool TryGet(string key, IBufferWriter<byte> destination) => throw Unasked();

    public byte[]? Get(string key) => throw Unasked();

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) => throw Unasked();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw Unasked();

    public void Refresh(string key) => throw Unasked();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw Unasked();

    public void Remove(string key) => throw Unasked();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw Unasked();

    static NotSupportedException Unasked() => new("Answers are read and written asynchronously, and expire.");
}
