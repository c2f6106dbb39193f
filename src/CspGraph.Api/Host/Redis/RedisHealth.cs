using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CspGraph.Api.Host.Redis;

/// <summary>Without Redis a server is slower and knows less of the others, but it serves.</summary>
sealed class RedisHealth(RedisLink redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!redis.IsConfigured) return HealthCheckResult.Healthy();
        var (answered, _) = await redis.TryAsync(database => database.PingAsync());
        return answered ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Redis does not answer.");
    }
}
