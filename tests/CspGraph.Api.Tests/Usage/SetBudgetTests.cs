using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Alerts;
using CspGraph.Api.Tests.PartnerOfRecord;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Usage;

/// <summary>What a customer's Azure usage of a month is to come to at most is set by who has the customer in sight.</summary>
public sealed class SetBudgetTests
{
    const string Shown = "customer { budget { amount currency thresholds setAt version } }";

    static Task<string> AskAsync(AlertKit kit, object input, Caller? caller = null) => kit.AskAsync("setBudget", Shown, input, caller);

    [Fact]
    public async Task A_budget_is_set_changed_and_taken_away()
    {
        await using var kit = await AlertKit.CreateAsync();
        var customer = kit.Network.Customer();
        Assert.Equal("""{"budget":{"amount":"1000.50","currency":"EUR","thresholds":[50,80,100],"setAt":"2027-03-01T12:00:01Z","version":1}}""", await AskAsync(kit, new { customer, amount = 1000.5m, currency = "eur", expectedVersion = 0 }));
        kit.Changes.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("""{"budget":{"amount":"0.0001","currency":"USD","thresholds":[1,1000],"setAt":"2027-03-01T12:01:01Z","version":2}}""", await AskAsync(kit, new { customer, amount = 0.0001m, currency = "USD", thresholds = new[] { 1000, 1 }, expectedVersion = 1 }));
        Assert.Equal("""{"budget":null}""", await AskAsync(kit, new { customer, amount = (decimal?)null, expectedVersion = 2 }));
        Assert.Empty(await kit.Changes.RowsAsync<CustomerBudget>());
        Assert.Equal(["""{"amount":1000.5,"currency":"EUR"}""", """{"amount":0.0001,"currency":"USD"}""", null], (await kit.EventsAsync(EventKind.BudgetSet)).Select(told => told.Details));
        Assert.Equal([AuditOutcome.Succeeded, AuditOutcome.Succeeded, AuditOutcome.Succeeded], (await kit.AuditAsync("setBudget")).Select(entry => entry.SubjectId == customer ? entry.Outcome : default(AuditOutcome?)));
    }

    [Fact]
    public async Task It_is_the_customer_s_reseller_s_and_told_to_it()
    {
        await using var kit = await AlertKit.CreateAsync();
        await AskAsync(kit, new { customer = kit.Network.Customer(), amount = 1, currency = "EUR" }, kit.Network.Of("1001"));
        Assert.Equal(kit.Network.Of("1001").Viewer.SubtreeRootId, Assert.Single(await kit.Changes.RowsAsync<CustomerBudget>()).ResellerId);
        const string Told = "{ events(kinds: [BUDGET_SET]) { nodes { customer { budget { amount } } ... on BudgetSetEvent { budget { amount currency } } } } }";
        Assert.Equal("""{"events":{"nodes":[{"customer":{"budget":{"amount":"1.00"}},"budget":{"amount":"1.00","currency":"EUR"}}]}}""", await kit.ReadAsync(Told, kit.Network.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal("""{"events":{"nodes":[]}}""", await kit.ReadAsync(Told, kit.Network.Of("1002")));
    }

    [Fact]
    public async Task What_is_so_already_and_what_is_not_there_changes_nothing()
    {
        await using var kit = await AlertKit.CreateAsync();
        var customer = kit.Network.Customer();
        Assert.Equal("""{"budget":null}""", await AskAsync(kit, new { customer }));
        await AskAsync(kit, new { customer, amount = 1, currency = "EUR", thresholds = new[] { 80, 100, 50 } });
        kit.Changes.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("\"setAt\":\"2027-03-01T12:00:01Z\",\"version\":1", await AskAsync(kit, new { customer, amount = 1, currency = "EUR" }), StringComparison.Ordinal);
        Assert.Single(await kit.EventsAsync(EventKind.BudgetSet));
    }

    [Fact]
    public async Task What_the_rules_do_not_allow_is_refused_and_nothing_changes()
    {
        await using var kit = await AlertKit.CreateAsync();
        var customer = kit.Network.Customer();
        await AskAsync(kit, new { customer, amount = 1, currency = "EUR" });
        var before = await kit.StateAsync();
        Assert.Equal("NOT_FOUND@customer", await AskAsync(kit, new { customer = kit.Network.Reseller("1001"), amount = 1, currency = "EUR" }));
        Assert.Equal("NOT_FOUND@customer", await AskAsync(kit, new { customer, amount = 1, currency = "EUR" }, kit.Network.Of("1002")));
        Assert.Equal("NOT_FOUND@customer", await AskAsync(kit, new { customer }, kit.Network.Of("branch")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await AskAsync(kit, new { customer, amount = 1, currency = "EUR" }, kit.Network.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal("VERSION_MISMATCH@expectedVersion", await AskAsync(kit, new { customer, amount = 2, currency = "EUR", expectedVersion = 0 }));
        Assert.Equal("VERSION_MISMATCH@expectedVersion", await AskAsync(kit, new { customer = kit.Network.Customer(AssignmentKit.Abroad), amount = 2, currency = "EUR", expectedVersion = 1 }));
        foreach (var amount in new[] { 0, -1, 0.00001m, 922_337_203_685_478m }) Assert.Equal("BAD_USER_INPUT@amount", await AskAsync(kit, new { customer, amount, currency = "EUR" }));
        Assert.Equal("BAD_USER_INPUT@currency", await AskAsync(kit, new { customer, amount = 2 }));
        Assert.Equal("BAD_USER_INPUT@currency", await AskAsync(kit, new { customer, amount = 2, currency = "XXX" }));
        foreach (var thresholds in new int[][] { [], [0], [1_001], [50, 50], [.. Enumerable.Range(1, 11)] }) Assert.Equal("BAD_USER_INPUT@thresholds", await AskAsync(kit, new { customer, amount = 2, currency = "EUR", thresholds }));
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(17, (await kit.AuditAsync("setBudget")).Count(entry => entry.Outcome is AuditOutcome.Refused));
    }

    [Fact]
    public async Task A_dry_run_lasts_no_longer_than_its_answer_and_a_key_makes_it_once()
    {
        await using var kit = await AlertKit.CreateAsync();
        var (before, customer) = (await kit.StateAsync(), kit.Network.Customer());
        Assert.Contains("\"amount\":\"1.00\"", await AskAsync(kit, new { customer, amount = 1, currency = "EUR", dryRun = true }), StringComparison.Ordinal);
        Assert.Equal(before, await kit.StateAsync());
        var first = await AskAsync(kit, new { customer, amount = 1, currency = "EUR", idempotencyKey = "k" });
        await AskAsync(kit, new { customer, amount = 2, currency = "EUR" });
        Assert.Equal(first, await AskAsync(kit, new { customer, amount = 1, currency = "EUR", idempotencyKey = "k" }));
        Assert.Equal(2, Assert.Single(await kit.Changes.RowsAsync<CustomerBudget>()).Amount);
    }
}
