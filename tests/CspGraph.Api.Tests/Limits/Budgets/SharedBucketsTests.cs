using System.Globalization;
using System.Security.Claims;
using CsCheck;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Tests.Redis;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Role = CspGraph.Domain.Tenancy.Role;

namespace CspGraph.Api.Tests.Limits.Budgets;

/// <summary>The script in Redis counts as the process itself does.</summary>
public sealed class SharedBucketsTests
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);
    static readonly ClientId Client = ClientId.Of(new ClaimsPrincipal(new ClaimsIdentity([new("oid", "1")])));

    static readonly Gen<BucketSize> Size = Gen.Select(
        Gen.OneOf(Gen.Long[1, 60], Gen.Long[1, BucketSize.Most]), Gen.OneOf(Gen.Long[1, 40], Gen.Long[1, BucketSize.Most]),
        (capacity, refill) => new BucketSize(capacity, refill));

    /// <summary>A budget as it was kept: how much of its capacity was left (in 1,000ths), how long ago. Beyond one: it held more once.</summary>
    static readonly Gen<(int Left, long Ago)?> Kept = Gen.Select(Gen.Bool, Gen.Int[0, 1_100], Gen.OneOf(Gen.Long[0, 3_000_000], Gen.Long[0, 100_000_000_000]),
        (isThere, left, ago) => isThere ? (left, ago) : ((int, long)?)null);

    [SkippableTheory]
    [InlineData(RedisKind.Garnet)]
    [InlineData(RedisKind.Server)]
    public async Task What_Redis_keeps_and_tells_is_exact(RedisKind kind)
    {
        await using var redis = await TestRedis.StartAsync(kind);
        await using var connection = await redis.ConnectAsync();
        await Gen.Select(Size, Size, Kept, Kept, Gen.Double[0, 1]).SampleAsync(async (client, tenant, keptClient, keptTenant, share) =>
        {
            var settings = new BudgetSettings(client, tenant);
            var cost = (long)(settings.MostOfOne!.Value * share);
            await using var link = await LinkAsync(redis);
            var keys = new ViewerKeys(link.Settings);
            var database = connection.GetDatabase();
            var before = await NowAsync(database);
            var own = await WriteAsync(database, keys.ClientBudget(Admin, Client), client, keptClient, before);
            var shared = await WriteAsync(database, keys.TenantBudget(Admin), tenant, keptTenant, before);

            var charge = (await new SharedBuckets(settings, keys, link.Redis).TryChargeAsync(Admin, Client, cost))!.Value;

            // The instant of the charge is Redis's own: known exactly when it was granted, else between two.
            var after = await NowAsync(database);
            if (!charge.Granted)
            {
                Assert.InRange(charge.UntilPayable.Ticks / 10, Wait(after), Wait(before));
                Assert.Equal((own.Text, shared.Text), (await database.StringGetAsync(own.Key), await database.StringGetAsync(shared.Key)));
                return;
            }
            var at = 0L;
            foreach (var budget in new[] { own, shared })
            {
                var text = ((string)(await database.StringGetAsync(budget.Key))!).Split(' ');
                at = long.Parse(text[1], CultureInfo.InvariantCulture);
                Assert.InRange(at, before, after);
                Assert.Equal(budget.LevelAt(at) - cost * 1_000_000m, decimal.Parse(text[0], CultureInfo.InvariantCulture));
                // It is forgotten by itself, not before it is full.
                Assert.InRange((await database.KeyTimeToLiveAsync(budget.Key))!.Value.TotalMicroseconds, budget.UntilFull(at, cost), budget.UntilFull(at, cost) + 2_000_000);
            }
            Assert.Equal(
                Charge.Of(true, (long)Math.Floor(Math.Min(own.LevelAt(at), shared.LevelAt(at)) / 1_000_000m - cost), 0, Math.Max(own.UntilFull(at, cost), shared.UntilFull(at, cost))), charge);

            long Wait(long now) => Math.Max(own.Until(now, cost), shared.Until(now, cost));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task A_budget_that_is_off_is_not_kept()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        await using var link = await LinkAsync(redis);
        var keys = new ViewerKeys(link.Settings);

        var charge = await new SharedBuckets(new(new(0, 1), new(10, 1)), keys, link.Redis).TryChargeAsync(Admin, Client, 4);

        Assert.Equal(6, charge!.Value.Remaining);
        var kept = connection.GetServers().Single().Keys().Select(key => (string)key!);
        Assert.Equal([keys.TenantBudget(Admin)], kept);
    }

    static async Task<Link> LinkAsync(TestRedis redis)
    {
        var settings = new RedisSettings(ConfigurationOptions.Parse(redis.ConnectionString), $"{Guid.NewGuid():N}:");
        var link = new RedisLink(settings, new FakeTimeProvider(), NullLogger<RedisLink>.Instance);
        await link.StartAsync(CancellationToken.None);
        return new(link, settings);
    }

    static async Task<long> NowAsync(IDatabase database)
    {
        var time = (string[])(await database.ExecuteAsync("TIME"))!;
        return long.Parse(time[0], CultureInfo.InvariantCulture) * 1_000_000 + long.Parse(time[1], CultureInfo.InvariantCulture);
    }

    static async Task<KeptBudget> WriteAsync(IDatabase database, string key, BucketSize size, (int Left, long Ago)? kept, long now)
    {
        if (kept is not { } state) return new(key, RedisValue.Null, size, size.Capacity * 1_000_000m, now);
        var (left, at) = (size.Capacity * 1_000 * state.Left, now - state.Ago);
        var text = string.Create(CultureInfo.InvariantCulture, $"{left} {at}");
        await database.StringSetAsync(key, text);
        return new(key, text, size, left, at);
    }

    sealed record Link(RedisLink Redis, RedisSettings Settings) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Redis.DisposeAsync();
    }

    /// <summary>What a test put into Redis, and what that means.</summary>
    sealed record KeptBudget(string Key, RedisValue Text, BucketSize Size, decimal Left, long At)
    {
        decimal Capacity => Size.Capacity * 1_000_000m;

        /// <summary>In millionths.</summary>
        public decimal LevelAt(long now) => Math.Min(Capacity, Math.Min(Capacity, Left) + (decimal)(now - At) * Size.RefillPerSecond);

        public long Until(long now, long cost) => (long)Math.Max(0, Math.Ceiling((cost * 1_000_000m - LevelAt(now)) / Size.RefillPerSecond));

        public long UntilFull(long now, long cost) => (long)Math.Ceiling((Capacity - LevelAt(now) + cost * 1_000_000m) / Size.RefillPerSecond);
    }
}
