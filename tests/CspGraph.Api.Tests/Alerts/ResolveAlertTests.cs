using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Alerts;

/// <summary>Somebody says that an alert is settled.</summary>
public sealed class ResolveAlertTests
{
    const string Shown = "alert { status owner acknowledgedAt resolvedAt notes { text } version }";

    static Task<string> AskAsync(AlertKit kit, object input, Caller? caller = null) => kit.AskAsync("resolveAlert", Shown, input, caller);

    [Fact]
    public async Task An_alert_is_settled_whether_somebody_saw_to_it_before_or_not()
    {
        await using var kit = await AlertKit.CreateAsync();
        Assert.Equal("""{"status":"RESOLVED","owner":null,"acknowledgedAt":null,"resolvedAt":"2027-03-01T12:00:01Z","notes":[{"text":"Renewed."}],"version":2}""", await AskAsync(kit, new { alert = kit.Renewal, note = "Renewed.", expectedVersion = 1 }));
        await kit.AskAsync("acknowledgeAlert", "alert { id }", new { alert = kit.Budget, owner = "Bob" });
        Assert.Equal("""{"status":"RESOLVED","owner":"Bob","acknowledgedAt":"2027-03-01T12:00:01Z","resolvedAt":"2027-03-01T12:00:01Z","notes":[],"version":3}""", await AskAsync(kit, new { alert = kit.Budget }));
        Assert.Equal(["""{"kind":"RENEWAL","status":"RESOLVED","owner":null}""", """{"kind":"BUDGET","status":"ACKNOWLEDGED","owner":"Bob"}""", """{"kind":"BUDGET","status":"RESOLVED","owner":"Bob"}"""],
            (await kit.EventsAsync(EventKind.AlertChanged)).Select(told => told.Details));
        Assert.Equal(new[] { kit.Renewal, kit.Budget }.Order(), (await kit.AuditAsync("resolveAlert")).Where(entry => entry.Outcome is AuditOutcome.Succeeded).Select(entry => entry.SubjectId!).Order());
    }

    [Fact]
    public async Task What_the_rules_do_not_allow_is_refused_and_nothing_changes()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { alert = kit.Budget });
        var before = await kit.StateAsync();
        Assert.Equal("ALERT_RESOLVED@", await AskAsync(kit, new { alert = kit.Budget }));
        Assert.Equal("ALERT_RESOLVED@", await AskAsync(kit, new { alert = kit.Budget, note = "Too late." }));
        Assert.Equal("NOT_FOUND@alert", await AskAsync(kit, new { alert = kit.Network.Reseller("1001") }));
        Assert.Equal("NOT_FOUND@alert", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("1002")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal("VERSION_MISMATCH@expectedVersion", await AskAsync(kit, new { alert = kit.Renewal, expectedVersion = 2 }));
        Assert.Equal("BAD_USER_INPUT@note", await AskAsync(kit, new { alert = kit.Renewal, note = " " }));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Contains("RESOLVED", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("1001")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_lasts_no_longer_than_its_answer_and_a_key_makes_it_once()
    {
        await using var kit = await AlertKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Contains("RESOLVED", await AskAsync(kit, new { alert = kit.Renewal, dryRun = true }), StringComparison.Ordinal);
        Assert.Equal(before, await kit.StateAsync());
        var first = await AskAsync(kit, new { alert = kit.Renewal, idempotencyKey = "k" });
        Assert.Equal(first, await AskAsync(kit, new { alert = kit.Renewal, idempotencyKey = "k" }));
        Assert.Equal(AlertStatus.Resolved, (await kit.Changes.RowsAsync<Alert>()).Single(row => row.Kind is AlertKind.Renewal).Status);
        Assert.Single(await kit.EventsAsync(EventKind.AlertChanged));
    }
}
