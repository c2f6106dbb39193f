using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Alerts;

/// <summary>Somebody says who sees to an alert.</summary>
public sealed class AcknowledgeAlertTests
{
    const string Shown = "alert { status owner acknowledgedAt notes { at by text } version }";

    static Task<string> AskAsync(AlertKit kit, object input, Caller? caller = null) => kit.AskAsync("acknowledgeAlert", Shown, input, caller);

    [Fact]
    public async Task Who_says_so_sees_to_it_and_it_is_told_and_written_down()
    {
        await using var kit = await AlertKit.CreateAsync();
        Assert.Equal("""{"status":"ACKNOWLEDGED","owner":"Ann","acknowledgedAt":"2027-03-01T12:00:01Z","notes":[{"at":"2027-03-01T12:00:01Z","by":"Ann","text":"Called “them”."}],"version":2}""",
            await AskAsync(kit, new { alert = kit.Renewal, note = " Called “them”. ", expectedVersion = 1 }));
        var told = Assert.Single(await kit.EventsAsync(EventKind.AlertChanged));
        var row = (await kit.Changes.RowsAsync<Alert>()).Single(row => row.Kind is AlertKind.Renewal);
        Assert.Equal((kit.Renewal, row.ResellerId, row.CustomerId, row.SubscriptionId), (told.SubjectId, told.ResellerId, told.CustomerId, told.SubscriptionId));
        Assert.Equal("""{"kind":"RENEWAL","status":"ACKNOWLEDGED","owner":"Ann"}""", told.Details);
        var entry = Assert.Single(await kit.AuditAsync("acknowledgeAlert"));
        Assert.Equal((AuditOutcome.Succeeded, kit.Renewal), (entry.Outcome, entry.SubjectId));
        Assert.Contains("\"status\":\"OPEN\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"owner\":\"Ann\"", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Said_again_it_is_somebody_else_s_and_notes_come_one_after_the_other()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { alert = kit.Budget, owner = "Bob", note = "One." });
        kit.Changes.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("""
            {"status":"ACKNOWLEDGED","owner":"Cleo","acknowledgedAt":"2027-03-01T12:00:01Z","notes":[{"at":"2027-03-01T12:00:01Z","by":"Ann","text":"One."},{"at":"2027-03-01T12:01:01Z","by":"Ann","text":"Two."}],"version":3}
            """, await AskAsync(kit, new { alert = kit.Budget, owner = "Cleo", note = "Two." }));
        Assert.Contains("\"owner\":\"Cleo\"", await AskAsync(kit, new { alert = kit.Budget, note = "Three." }), StringComparison.Ordinal);
        Assert.Equal(3, (await kit.EventsAsync(EventKind.AlertChanged)).Count);
    }

    [Fact]
    public async Task What_changes_nothing_is_not_told()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { alert = kit.Renewal, owner = "Bob" });
        Assert.Contains("\"version\":2", await AskAsync(kit, new { alert = kit.Renewal, owner = "Bob" }), StringComparison.Ordinal);
        Assert.Single(await kit.EventsAsync(EventKind.AlertChanged));
    }

    [Fact]
    public async Task What_the_rules_do_not_allow_is_refused_and_nothing_changes()
    {
        await using var kit = await AlertKit.CreateAsync();
        var settled = AlertKit.New(AlertKind.SpendSpike, null, null, null);
        settled.Status = AlertStatus.Resolved;
        var full = AlertKit.New(AlertKind.CancellationWindow, null, null, null);
        full.Notes = JsonSerializer.Serialize(Enumerable.Repeat(new { at = AlertKit.Told, by = "Bob", text = "No." }, 50));
        var (resolved, noted) = (await kit.AddAsync(settled), await kit.AddAsync(full));
        var before = await kit.StateAsync();
        Assert.Equal("ALERT_RESOLVED@", await AskAsync(kit, new { alert = resolved }));
        Assert.Equal("NOT_FOUND@alert", await AskAsync(kit, new { alert = kit.Network.Customer() }));
        Assert.Equal("NOT_FOUND@alert", await AskAsync(kit, new { alert = "none" }));
        Assert.Equal("VERSION_MISMATCH@expectedVersion", await AskAsync(kit, new { alert = kit.Renewal, expectedVersion = 0 }));
        Assert.Equal("BAD_USER_INPUT@owner", await AskAsync(kit, new { alert = kit.Renewal, owner = " " }));
        Assert.Equal("BAD_USER_INPUT@owner", await AskAsync(kit, new { alert = kit.Renewal, owner = new string('a', 201) }));
        Assert.Equal("BAD_USER_INPUT@note", await AskAsync(kit, new { alert = kit.Renewal, note = "" }));
        Assert.Equal("BAD_USER_INPUT@note", await AskAsync(kit, new { alert = kit.Renewal, note = new string('a', 2_001) }));
        Assert.Equal("CONFLICT@note", await AskAsync(kit, new { alert = noted, note = "Yes." }));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(9, (await kit.AuditAsync("acknowledgeAlert")).Count(entry => entry.Outcome is AuditOutcome.Refused));
        Assert.Contains("\"owner\":\"Bob\"", await AskAsync(kit, new { alert = noted, owner = "Bob" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reseller_s_administrator_sees_to_what_is_in_its_subtree_and_nobody_else_does()
    {
        await using var kit = await AlertKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("NOT_FOUND@alert", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("1002")));
        Assert.Equal("NOT_FOUND@alert", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("branch")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Contains("ACKNOWLEDGED", await AskAsync(kit, new { alert = kit.Renewal }, kit.Network.Of("1001")), StringComparison.Ordinal);
        Assert.Equal("""{"events":{"nodes":[{"kind":"ALERT_CHANGED","alertKind":"RENEWAL","alertStatus":"ACKNOWLEDGED"}]}}""",
            await kit.ReadAsync("{ events(kinds: [ALERT_CHANGED]) { nodes { kind ... on AlertChangedEvent { alertKind alertStatus } } } }", kit.Network.Of("1001")));
        Assert.Equal("""{"events":{"nodes":[]}}""", await kit.ReadAsync("{ events(kinds: [ALERT_CHANGED]) { nodes { kind } } }", kit.Network.Of("1002")));
    }

    [Fact]
    public async Task A_dry_run_lasts_no_longer_than_its_answer_and_a_key_makes_it_once()
    {
        await using var kit = await AlertKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Contains("ACKNOWLEDGED", await AskAsync(kit, new { alert = kit.Renewal, dryRun = true }), StringComparison.Ordinal);
        Assert.Equal(before, await kit.StateAsync());
        Assert.True(Assert.Single(await kit.AuditAsync("acknowledgeAlert")).IsDryRun);
        var first = await AskAsync(kit, new { alert = kit.Renewal, note = "Once.", idempotencyKey = "k" });
        var once = await kit.StateAsync();
        kit.Changes.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first, await AskAsync(kit, new { alert = kit.Renewal, note = "Once.", idempotencyKey = "k" }));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED@idempotencyKey", await AskAsync(kit, new { alert = kit.Renewal, note = "Twice.", idempotencyKey = "k" }));
        Assert.Equal(once, await kit.StateAsync());
    }

    [Fact]
    public async Task What_an_alert_was_about_may_be_there_no_more()
    {
        await using var kit = await AlertKit.CreateAsync();
        var reseller = (await kit.Changes.RowsAsync<Alert>())[0].ResellerId;
        var alert = await kit.AddAsync(AlertKit.New(AlertKind.Renewal, reseller, Guid.NewGuid(), Guid.NewGuid()));
        Assert.Contains("ACKNOWLEDGED", await AskAsync(kit, new { alert }, kit.Network.Of("1001")), StringComparison.Ordinal);
        Assert.Contains(alert, await kit.ReadAsync("{ events(kinds: [ALERT_CHANGED]) { nodes { subject } } }", kit.Network.Of("1001")), StringComparison.Ordinal);
    }
}
