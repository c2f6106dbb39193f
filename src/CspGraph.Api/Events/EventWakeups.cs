using CspGraph.Api.Host;
using CspGraph.Api.Host.Redis;
using CspGraph.Data;
using StackExchange.Redis;

namespace CspGraph.Api.Events;

/// <summary>Tells other processes that something was told, and hears of it from them, by Redis. It carries no event: what is not heard is found a moment later by looking.</summary>
sealed class EventWakeups(RedisLink redis, EventStreams streams, Database database, ViewerKeys keys) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!redis.IsConfigured) return Task.CompletedTask;
        database.EventsCommitted += Say;
        streams.Followed += Hear;
        _ = HearAllAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        database.EventsCommitted -= Say;
        streams.Followed -= Hear;
        return Task.CompletedTask;
    }

    void Say(int tenant, long newest)
    {
        if (redis.Connection is not { IsConnected: true } connection) return;
        try
        {
            connection.GetSubscriber().Publish(RedisChannel.Literal(keys.Events(tenant)), newest, CommandFlags.FireAndForget);
        }
        catch (Exception unsaid) when (unsaid is RedisException or RedisCommandException or ObjectDisposedException)
        {
            // What is committed stays so, whoever hears of it when.
        }
    }

    async Task HearAllAsync()
    {
        await redis.Connected;
        foreach (var tenant in streams.Tenants) Hear(tenant);
    }

    /// <summary>The connection subscribes again by itself whenever it is made again. To subscribe twice wakes twice, at most.</summary>
    void Hear(int tenant)
    {
        if (redis.Connection is not { } connection) return;
        try
        {
            connection.GetSubscriber().Subscribe(RedisChannel.Literal(keys.Events(tenant)), (_, _) => streams.Wake(tenant), CommandFlags.FireAndForget);
        }
        catch (Exception unheard) when (unheard is RedisException or RedisCommandException or ObjectDisposedException)
        {
            // Without it the log is looked at from time to time.
        }
    }
}
