using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Domain.Tenancy;
using StackExchange.Redis;

namespace CspGraph.Api.Host.Budgets;

/// <summary>The budgets of all replicas, in Redis. One script takes from both or from none, by Redis's own clock.</summary>
sealed class SharedBuckets(BudgetSettings settings, ViewerKeys keys, RedisLink redis)
{
    /// <remarks>
    /// The same arithmetic as <see cref="Bucket"/>: whole numbers below 2^53, exact as Lua's doubles. A key that has expired is a full
    /// budget. Numbers are written by a format, as Lua's own has 14 digits.
    /// </remarks>
    const string Script = """
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
        local need = tonumber(ARGV[1])
        local levels, wait, least = {}, 0, nil
        for i, key in ipairs(KEYS) do
          local capacity, refill = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
          local level = capacity
          local kept = redis.call('GET', key)
          if kept then
            local left, at = string.match(kept, '^(%d+) (%d+)$')
            local elapsed = math.max(0, now - tonumber(at))
            left = math.min(capacity, tonumber(left))
            if elapsed < math.ceil((capacity - left) / refill) then level = left + elapsed * refill end
          end
          levels[i] = level
          if level < need then wait = math.max(wait, math.ceil((need - level) / refill)) end
        end
        local full = 0
        for i, key in ipairs(KEYS) do
          local capacity, refill = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
          if wait == 0 then levels[i] = levels[i] - need end
          local missing = math.ceil((capacity - levels[i]) / refill)
          if wait == 0 then
            redis.call('SET', key, string.format('%.0f %.0f', levels[i], now), 'PX', string.format('%.0f', math.ceil(missing / 1000) + 1000))
          end
          full = math.max(full, missing)
          if least == nil or levels[i] < least then least = levels[i] end
        end
        return { wait, least, full }
        """;

    /// <summary>Null when Redis does not answer.</summary>
    public async ValueTask<Charge?> TryChargeAsync(Viewer viewer, ClientId client, long cost)
    {
        var (names, numbers) = (new List<RedisKey>(2), new List<RedisValue>(5) { cost * Bucket.Millionths });
        Add(keys.ClientBudget(viewer, client), settings.Client);
        Add(keys.TenantBudget(viewer), settings.Tenant);
        var (answered, answer) = await redis.TryAsync(database => database.ScriptEvaluateAsync(Script, [.. names], [.. numbers]));
        if (!answered) return null;
        var (wait, least, full) = ((long)answer![0], (long)answer[1], (long)answer[2]);
        return Charge.Of(granted: wait == 0, least / Bucket.Millionths, wait, full);

        void Add(string name, BucketSize size)
        {
            if (size.IsOff) return;
            names.Add(name);
            numbers.AddRange([size.Capacity * Bucket.Millionths, size.RefillPerSecond]);
        }
    }
}
