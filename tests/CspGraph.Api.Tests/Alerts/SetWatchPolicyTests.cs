using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Alerts;

/// <summary>A tenant decides what it is told and when.</summary>
public sealed class SetWatchPolicyTests
{
    const string Fields = "{ renewalDays overnightPercent sensitivity minimumAmount warmUpDays maxUsageAgeDays version }";
    const string Defaults = """{"renewalDays":[30,7,1],"overnightPercent":200,"sensitivity":"5.00","minimumAmount":"20.00","warmUpDays":14,"maxUsageAgeDays":7,"version":0}""";

    static Task<string> AskAsync(AlertKit kit, object input, Caller? caller = null) => kit.AskAsync("setWatchPolicy", $"policy {Fields}", input, caller);

    [Fact]
    public async Task Where_nothing_is_decided_the_defaults_hold_and_what_is_left_out_stays()
    {
        await using var kit = await AlertKit.CreateAsync();
        Assert.Equal("{\"watchPolicy\":" + Defaults + "}", await kit.ReadAsync($"{{ watchPolicy {Fields} }}", kit.Network.Of("1002", Role.ResellerAnalyst)));
        Assert.Equal("""{"renewalDays":[30,7,1],"overnightPercent":200,"sensitivity":"2.25","minimumAmount":"20.00","warmUpDays":14,"maxUsageAgeDays":7,"version":1}""", await AskAsync(kit, new { sensitivity = 2.25m, expectedVersion = 0 }));
        const string All = """{"renewalDays":[365,90,1],"overnightPercent":50,"sensitivity":"20.00","minimumAmount":"0.00","warmUpDays":56,"maxUsageAgeDays":60,"version":2}""";
        Assert.Equal(All, await AskAsync(kit, new { renewalDays = new[] { 1, 365, 90 }, overnightPercent = 50, sensitivity = 20, minimumAmount = 0, warmUpDays = 56, maxUsageAgeDays = 60, expectedVersion = 1 }));
        Assert.Equal("{\"watchPolicy\":" + All + "}", await kit.ReadAsync($"{{ watchPolicy {Fields} }}", kit.Network.Of("1002", Role.ResellerAnalyst)));
        Assert.Single(await kit.Changes.RowsAsync<WatchPolicy>());
        Assert.Equal(2, (await kit.EventsAsync(EventKind.WatchPolicySet)).Count);
        Assert.Equal(2, (await kit.AuditAsync("setWatchPolicy")).Count(entry => entry.Outcome is AuditOutcome.Succeeded));
        Assert.Equal("""{"events":{"nodes":[]}}""", await kit.ReadAsync("{ events(kinds: [WATCH_POLICY_SET]) { nodes { kind } } }", kit.Network.Of("1001")));
    }

    [Fact]
    public async Task When_renewals_are_told_is_decided_anew_only_with_other_days()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { warmUpDays = 20, renewalDays = new[] { 1, 30, 7 } });
        Assert.Equal(DateTime.MinValue, Assert.Single(await kit.Changes.RowsAsync<WatchPolicy>()).RenewalDaysSetAt);
        await AskAsync(kit, new { renewalDays = new[] { 60 } });
        var decided = kit.Changes.Clock.GetUtcNow().UtcDateTime;
        kit.Changes.Clock.Advance(TimeSpan.FromDays(1));
        await AskAsync(kit, new { renewalDays = new[] { 60 }, warmUpDays = 21 });
        Assert.Equal(("60", decided, 21), Assert.Single(await kit.Changes.RowsAsync<WatchPolicy>()) is var row ? (row.RenewalDays, row.RenewalDaysSetAt, row.WarmUpDays) : default);
    }

    [Fact]
    public async Task What_is_so_already_is_not_told()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { overnightPercent = 300 });
        Assert.Contains("\"version\":1", await AskAsync(kit, new { overnightPercent = 300, renewalDays = new[] { 30, 7, 1 } }), StringComparison.Ordinal);
        Assert.Single(await kit.EventsAsync(EventKind.WatchPolicySet));
    }

    [Fact]
    public async Task What_the_rules_do_not_allow_is_refused_and_nothing_changes()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { overnightPercent = 300 });
        var before = await kit.StateAsync();
        Assert.Equal("AUTH_NOT_AUTHORIZED@", await AskAsync(kit, new { overnightPercent = 400 }, kit.Network.Of("1001")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await AskAsync(kit, new { overnightPercent = 400 }, ChangeKit.Of(new(1, Role.DistributorAnalyst, null))));
        Assert.Equal("VERSION_MISMATCH@expectedVersion", await AskAsync(kit, new { overnightPercent = 400, expectedVersion = 0 }));
        Assert.Equal("BAD_USER_INPUT@renewalDays BAD_USER_INPUT@overnightPercent BAD_USER_INPUT@sensitivity BAD_USER_INPUT@minimumAmount BAD_USER_INPUT@warmUpDays BAD_USER_INPUT@maxUsageAgeDays",
            await AskAsync(kit, new { renewalDays = new[] { 366 }, overnightPercent = 49, sensitivity = 1.99m, minimumAmount = -1, warmUpDays = 6, maxUsageAgeDays = 0 }));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(9, (await kit.AuditAsync("setWatchPolicy")).Count(entry => entry.Outcome is AuditOutcome.Refused));
    }

    [Fact]
    public async Task A_dry_run_lasts_no_longer_than_its_answer_and_a_key_makes_it_once()
    {
        await using var kit = await AlertKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Contains("\"version\":1", await AskAsync(kit, new { warmUpDays = 21, dryRun = true }), StringComparison.Ordinal);
        Assert.Equal(before, await kit.StateAsync());
        var first = await AskAsync(kit, new { warmUpDays = 21, idempotencyKey = "k" });
        await AskAsync(kit, new { warmUpDays = 28 });
        Assert.Equal(first, await AskAsync(kit, new { warmUpDays = 21, idempotencyKey = "k" }));
        Assert.Equal(28, Assert.Single(await kit.Changes.RowsAsync<WatchPolicy>()).WarmUpDays);
    }
}
