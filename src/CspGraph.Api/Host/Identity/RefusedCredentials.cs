using System.Net;
using System.Net.Sockets;
using CspGraph.Api.Host.Budgets;
using Microsoft.Extensions.Caching.Memory;

namespace CspGraph.Api.Host.Identity;

/// <summary>Counts tokens and keys that were refused, by the address they came from: who has none to guess with is not let guess on.</summary>
/// <remarks>In this process alone: it bounds work, and what is guessed at is too long to be found by as many replicas as there are.</remarks>
sealed class RefusedCredentials(FailureSettings settings, RememberedTokens tokens, TimeProvider clock) : IDisposable
{
    /// <summary>So many keys that held not long ago are known at most, by their hashes.</summary>
    const int MaxKeys = 10_000;

    static readonly TimeSpan NotLongAgo = TimeSpan.FromMinutes(5);

    /// <summary>So many addresses are known at most.</summary>
    public const int MaxAddresses = 20_000;

    /// <summary>A bucket refills by the second: counted in sixtieths, what comes back in a minute is a whole number of them.</summary>
    const int Sixtieths = 60;

    const long One = Sixtieths * Bucket.Millionths;

    readonly Lock gate = new();
    readonly Dictionary<IPAddress, Bucket> buckets = [];
    readonly MemoryCache keys = new(new MemoryCacheOptions { SizeLimit = MaxKeys });
    readonly long start = clock.GetTimestamp();

    /// <summary>How many addresses are known now.</summary>
    public int Count
    {
        get
        {
            lock (gate) return buckets.Count;
        }
    }

    /// <summary>Whole seconds until a request's credential is looked at; null when it is at once, as it is remembered, or there is none.</summary>
    public int? SecondsToWait(HttpContext http)
    {
        if (http.Request.Headers.Authorization is not { Count: > 0 } headers || headers is [{ } header] && (tokens.Know(header) || IsKnownKey(http))) return null;
        lock (gate)
        {
            if (!buckets.TryGetValue(Place(http), out var bucket)) return null;
            bucket.Refill(Now());
            var wait = bucket.MicrosecondsUntil(One);
            return wait == 0 ? null : (int)((wait + 999_999) / 1_000_000);
        }
    }

    /// <summary>Notes that an API key holds: its client is not hurt by others behind its address.</summary>
    public void Took(ApiKeyIdentity key) => keys.Set(key.SecretHash, true, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = NotLongAgo });

    /// <summary>Counts a request's credential as refused, whoever refused it. What was under way when a bucket ran out is owed.</summary>
    public void Add(HttpContext http)
    {
        if (http.Request.Headers.Authorization is [{ } header]) tokens.Forget(header);
        if (http.User.Identity is ApiKeyIdentity key) keys.Remove(key.SecretHash);
        if (settings.IsOff) return;
        lock (gate)
        {
            var (now, place) = (Now(), Place(http));
            if (!buckets.TryGetValue(place, out var bucket))
            {
                if (buckets.Count >= MaxAddresses) MakeRoom(now);
                buckets[place] = bucket = new(new(settings.Capacity * Sixtieths, settings.RefillPerMinute), now);
            }
            bucket.Refill(now);
            bucket.Take(One);
        }
    }

    public void Dispose() => keys.Dispose();

    bool IsKnownKey(HttpContext http) => keys.Count > 0 && BearerToken.Of(http.Request) is { } secret && ApiKeySecret.HashOf(secret) is { } hash && keys.TryGetValue(hash, out _);

    /// <summary>Forgets the half that has the fewest failures: whose bucket is full loses nothing by it.</summary>
    void MakeRoom(long now)
    {
        foreach (var bucket in buckets.Values) bucket.Refill(now);
        foreach (var (place, _) in buckets.OrderByDescending(kept => kept.Value.Level).Take(MaxAddresses / 2).ToList()) buckets.Remove(place);
    }

    long Now() => clock.GetElapsedTime(start).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that a customer gets at least: the others are its own to choose.</summary>
    static IPAddress Place(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }
}

/// <summary>How many credentials of an address may be refused.</summary>
/// <param name="Capacity">At once; 0 for any number.</param>
/// <param name="RefillPerMinute">Over time.</param>
sealed record FailureSettings(long Capacity, long RefillPerMinute)
{
    const long Most = 1_000_000;

    public bool IsOff => Capacity == 0;

    public static FailureSettings Read(IConfiguration configuration) => new(
        ServerSettings.Number(configuration, "Authentication:Failures:Capacity", otherwise: 30, least: 0, Most),
        ServerSettings.Number(configuration, "Authentication:Failures:RefillPerMinute", otherwise: 30, least: 1, Most));
}
