using System.Security.Claims;
using CsCheck;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Time.Testing;

namespace CspGraph.Api.Tests.Limits.Budgets;

/// <summary>Budgets within one process, against what a budget is by definition.</summary>
public sealed class LocalBucketsTests
{
    static readonly Gen<BucketSize> Size = Gen.Select(Gen.Long[0, 60], Gen.Long[1, 40], (capacity, refill) => new BucketSize(capacity, refill));
    static readonly Gen<(int Wait, int Tenant, int Client, int Cost)> Step = Gen.Select(Gen.Int[0, 2_500_000], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[0, 60]);

    [Fact]
    public void What_is_granted_and_told_is_what_a_budget_is_by_definition() => Gen.Select(Size, Size, Step.Array[1, 40]).Sample((client, tenant, steps) =>
    {
        var clock = new FakeTimeProvider();
        var settings = new BudgetSettings(client, tenant);
        var buckets = Make(settings, clock);
        var oracles = new Dictionary<string, BucketOracle>();
        long now = 0;
        foreach (var step in steps)
        {
            clock.Advance(TimeSpan.FromMicroseconds(step.Wait));
            now += step.Wait;
            if (step.Cost > (settings.MostOfOne ?? long.MaxValue)) continue;
            var held = Held(oracles, settings, step.Tenant, step.Client);
            var wait = held.Select(budget => budget.Until(now, step.Cost)).DefaultIfEmpty().Max();
            if (wait == 0) foreach (var budget in held) budget.Grant(now, step.Cost);

            var charge = buckets.Charge(Viewer(step.Tenant), Client(step.Client), step.Cost);

            Assert.Equal(
                new Charge(
                    wait == 0,
                    held.Count == 0 ? null : (long)Math.Floor(held.Min(budget => budget.LevelAt(now))),
                    TimeSpan.FromMicroseconds(wait),
                    TimeSpan.FromMicroseconds(held.Select(budget => budget.UntilFull(now)).DefaultIfEmpty().Max())),
                charge);
        }
    });

    [Fact]
    public void The_largest_budgets_do_not_overflow()
    {
        var largest = new BucketSize(BucketSize.Most, RefillPerSecond: 1);
        var clock = new FakeTimeProvider();
        var buckets = Make(new(largest, largest with { RefillPerSecond = BucketSize.Most }), clock);

        Assert.True(buckets.Charge(Viewer(1), Client(0), BucketSize.Most).Granted);
        Assert.Equal(new Charge(false, 0, TimeSpan.FromSeconds(BucketSize.Most), TimeSpan.FromSeconds(BucketSize.Most)), buckets.Charge(Viewer(1), Client(0), BucketSize.Most));
        clock.Advance(TimeSpan.FromDays(10_000));
        Assert.Equal(10_000L * 86_400, buckets.Charge(Viewer(1), Client(0), 0).Remaining);
    }

    [Fact]
    public void Of_many_threads_no_more_are_granted_than_the_budget_holds()
    {
        var buckets = Make(new(new(1_000, 1), new(5_000, 1)), new FakeTimeProvider());
        var granted = new int[8];

        Parallel.For(0, 16_000, i =>
        {
            if (buckets.Charge(Viewer(1), Client(i % granted.Length), 1).Granted) Interlocked.Increment(ref granted[i % granted.Length]);
        });

        Assert.Equal(5_000, granted.Sum());
        Assert.All(granted, client => Assert.InRange(client, 0, 1_000));
    }

    [Fact]
    public void Budgets_that_are_full_again_are_forgotten()
    {
        var clock = new FakeTimeProvider();
        var buckets = Make(new(new(10, 10), new(0, 1)), clock);
        var kept = 0;
        for (var i = 0; i < 20 * LocalBuckets.FewEnough; i++)
        {
            // Each is full again within a second, and 100 come in one.
            clock.Advance(TimeSpan.FromMilliseconds(10));
            buckets.Charge(Viewer(1), Client(i), 10);
            kept = Math.Max(kept, buckets.Count);
        }
        Assert.Equal(LocalBuckets.FewEnough, kept);
    }

    [Fact]
    public void Budgets_that_are_not_full_are_kept_however_many()
    {
        var buckets = Make(new(new(10, 1), new(0, 1)), new FakeTimeProvider());
        for (var i = 0; i < 5 * LocalBuckets.FewEnough; i++) Assert.True(buckets.Charge(Viewer(1), Client(i), 6).Granted);
        for (var i = 0; i < 5 * LocalBuckets.FewEnough; i++) Assert.False(buckets.Charge(Viewer(1), Client(i), 6).Granted);
    }

    static LocalBuckets Make(BudgetSettings settings, TimeProvider clock) => new(settings, new ViewerKeys(new RedisSettings(null, "")), clock);

    static Viewer Viewer(int tenant) => new(tenant, Role.DistributorAdmin, SubtreeRootId: null);

    static ClientId Client(int number) => ClientId.Of(new ClaimsPrincipal(new ClaimsIdentity([new("oid", $"{number}")])));

    static List<BucketOracle> Held(Dictionary<string, BucketOracle> oracles, BudgetSettings settings, int tenant, int client)
    {
        var held = new List<BucketOracle>();
        if (!settings.Client.IsOff) held.Add(Of($"{tenant}/{client}", settings.Client));
        if (!settings.Tenant.IsOff) held.Add(Of($"{tenant}", settings.Tenant));
        return held;

        BucketOracle Of(string name, BucketSize size) => oracles.TryGetValue(name, out var known) ? known : oracles[name] = new BucketOracle(size);
    }
}
