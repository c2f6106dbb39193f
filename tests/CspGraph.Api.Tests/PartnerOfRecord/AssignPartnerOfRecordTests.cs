using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using static CspGraph.Api.Tests.PartnerOfRecord.AssignmentKit;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>A Partner of Record is assigned when it may be that of every subscription, and otherwise all reasons are told and nothing moves.</summary>
public sealed class AssignPartnerOfRecordTests
{
    [Fact]
    public async Task A_subscription_gets_a_Partner_of_Record_who_sells_it_and_its_minimum_follows()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("1002", await kit.AssignAsync("1002", NetworkJson.Subscription));
        Assert.Equal(("1002 1002", "1001 1001"), (await kit.SoldAsync(NetworkJson.Subscription), await kit.SoldAsync(Second)));
        Assert.Equal(kit.Reseller("1002"), new NodeId('R', (await kit.Changes.RowsAsync<ContractedMinimum>()).Single().ResellerId!.Value).ToString());
        var told = Assert.Single(await kit.EventsAsync());
        Assert.Equal((kit.Subscription(NetworkJson.Subscription), """{"from":"1001","to":"1002","on":"2027-03-01"}"""), (told.SubjectId, told.Details));
        Assert.Equal((kit.Reseller("1002"), kit.Customer(), kit.Subscription(NetworkJson.Subscription)),
            (new NodeId('R', told.ResellerId!.Value).ToString(), new NodeId('C', told.CustomerId!.Value).ToString(), new NodeId('S', told.SubscriptionId!.Value).ToString()));
        Assert.Contains(await kit.Changes.RowsAsync<AuditEntry>(), entry => entry.Outcome is AuditOutcome.Succeeded && entry.SubjectId == kit.Subscription(NetworkJson.Subscription));
    }

    [Fact]
    public async Task All_of_a_customer_s_that_are_not_over_are_assigned_at_once()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("1002 1002", await kit.AskAsync(new { customer = kit.Customer(), reseller = kit.Reseller("1002") }));
        Assert.Equal(("1002 1002", "1002 1002", "1001 1001"), (await kit.SoldAsync(NetworkJson.Subscription), await kit.SoldAsync(Second), await kit.SoldAsync(Ended)));
        Assert.Equal(2, (await kit.EventsAsync()).Count);
    }

    [Fact]
    public async Task One_that_is_assigned_again_and_one_that_is_named_twice_are_told_once()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("1002 1002", await kit.AssignAsync("1002", NetworkJson.Subscription, NetworkJson.Subscription));
        Assert.Equal("1002", await kit.AssignAsync("1002", NetworkJson.Subscription));
        Assert.Single(await kit.EventsAsync());
    }

    [Theory]
    [InlineData("1003", "POR_MAICPP_INACTIVE@subscriptions[0] POR_RELATIONSHIP_INACTIVE@subscriptions[0]")]
    [InlineData("1004", "POR_LOCATION_ACCOUNT_UNKNOWN@subscriptions[0] POR_RESELLER_TENANT_UNKNOWN@subscriptions[0] POR_MPA_UNKNOWN@subscriptions[0] POR_MAICPP_UNKNOWN@subscriptions[0] POR_RELATIONSHIP_UNKNOWN@subscriptions[0] POR_REGION_UNKNOWN@subscriptions[0]")]
    public async Task Every_condition_that_does_not_hold_or_is_not_known_is_told_and_nothing_moves(string reseller, string errors)
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal(errors, await kit.AssignAsync(reseller, NetworkJson.Subscription));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task What_all_of_a_customer_s_have_in_common_is_told_once()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("POR_MAICPP_INACTIVE@customer POR_RELATIONSHIP_INACTIVE@customer", await kit.AskAsync(new { customer = kit.Customer(), reseller = kit.Reseller("1003") }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task On_a_day_before_it_was_asked_the_verdict_allows_what_it_refuses_today()
    {
        await using var kit = await CreateAsync();
        await kit.ImportAsync(new NetworkJson("2025-01-01T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions("bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f63"));
        Assert.Equal("1003", await kit.AskAsync(new { subscriptions = new[] { kit.Subscription("bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f63") }, reseller = kit.Reseller("1003"), on = "2025-05-31" }));
    }

    [Fact]
    public async Task Of_many_all_move_or_none()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("POR_REGION_MISMATCH@subscriptions[1] BAD_USER_INPUT@subscriptions[2]", await kit.AssignAsync("1002", NetworkJson.Subscription, OfAbroad, Ended));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task Of_many_those_that_may_move_do_where_that_is_asked_for()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("- 1002 POR_REGION_MISMATCH@subscriptions[0]", await kit.AskAsync(new
        {
            subscriptions = new[] { kit.Subscription(OfAbroad), kit.Subscription(Second) },
            reseller = kit.Reseller("1002"),
            errorPolicy = "SKIP_FAILED",
        }));
        Assert.Equal(("1001 1001", "1002 1002"), (await kit.SoldAsync(OfAbroad), await kit.SoldAsync(Second)));
        Assert.Equal(kit.Subscription(Second), Assert.Single(await kit.EventsAsync()).SubjectId);
    }

    [Fact]
    public async Task Of_many_nothing_moves_when_none_may()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("POR_REGION_MISMATCH@customer", await kit.AskAsync(new { customer = kit.Customer(Abroad), reseller = kit.Reseller("1002"), errorPolicy = "SKIP_FAILED" }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task An_input_that_names_too_little_too_much_or_a_day_to_come_is_refused()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        var (one, reseller) = (kit.Subscription(Second), kit.Reseller("1002"));
        Assert.Equal("BAD_USER_INPUT@subscriptions", await kit.AskAsync(new { reseller }));
        Assert.Equal("BAD_USER_INPUT@customer", await kit.AskAsync(new { subscriptions = new[] { one }, customer = kit.Customer(), reseller }));
        Assert.Equal("BAD_USER_INPUT@subscriptions BAD_USER_INPUT@on", await kit.AskAsync(new { subscriptions = Array.Empty<string>(), reseller, on = "2027-03-02" }));
        Assert.Equal("BAD_USER_INPUT@subscriptions", await kit.AskAsync(new { subscriptions = Enumerable.Repeat(one, 101), reseller }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task A_customer_without_a_subscription_or_with_too_many_is_refused()
    {
        await using var kit = await CreateAsync();
        const string Idle = "a35a59a7-3172-47b5-bdef-d9cc65f4d0e4", Busy = "b35a59a7-3172-47b5-bdef-d9cc65f4d0e4";
        var file = new NetworkJson().Customers(Idle).Customers(Busy);
        for (var i = 0; i <= 1_000; i++) file.Subscriptions($"cbbb1b1b-cc2c-dd3d-ee4e-{i:x12}", ("customer", Busy));
        await kit.ImportAsync(file);
        var before = await kit.StateAsync();
        Assert.Equal("BAD_USER_INPUT@customer", await kit.AskAsync(new { customer = kit.Customer(Idle), reseller = kit.Reseller("1002") }));
        Assert.Equal("BAD_USER_INPUT@customer", await kit.AskAsync(new { customer = kit.Customer(Busy), reseller = kit.Reseller("1002") }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task What_is_out_of_sight_is_nowhere_at_either_end()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        var (one, reseller) = (kit.Subscription(Second), kit.Reseller("1002"));
        Assert.Equal("NOT_FOUND@reseller NOT_FOUND@subscriptions[1]", await kit.AskAsync(new { subscriptions = new[] { one, new NodeId('S', Guid.NewGuid()).ToString() }, reseller = new NodeId('R', TestNetwork.Omega).ToString() }));
        Assert.Equal("NOT_FOUND@subscriptions[0]", await kit.AskAsync(new { subscriptions = new[] { kit.Customer() }, reseller }));
        Assert.Equal("NOT_FOUND@reseller NOT_FOUND@customer", await kit.AskAsync(new { customer = one, reseller = kit.Customer() }));
        Assert.Equal("NOT_FOUND@reseller", await kit.AskAsync(new { subscriptions = new[] { one }, reseller }, kit.Of("1001")));
        Assert.Equal("NOT_FOUND@subscriptions[0]", await kit.AskAsync(new { subscriptions = new[] { one }, reseller }, kit.Of("1002")));
        Assert.Equal("NOT_FOUND@customer", await kit.AskAsync(new { customer = kit.Customer(), reseller }, kit.Of("1002")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await kit.AskAsync(new { subscriptions = new[] { one }, reseller = kit.Reseller("1001") }, kit.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal(before, await kit.StateAsync());
    }

    /// <summary>The verdict would tell where the customer is.</summary>
    [Fact]
    public async Task A_subscription_of_a_customer_out_of_sight_is_not_assigned()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("1002", await kit.AssignAsync("1002", Second));
        var before = await kit.StateAsync();
        Assert.Equal("CONFLICT@subscriptions[0]", await kit.AskAsync(new { subscriptions = new[] { kit.Subscription(Second) }, reseller = kit.Reseller("1002") }, kit.Of("1002")));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task A_reseller_assigns_within_its_own_subtree()
    {
        await using var kit = await CreateAsync();
        await kit.ImportAsync(new NetworkJson("2026-11-02T00:00:00Z").Reseller("1002", ("parent", "1001")));
        Assert.Equal("1002", await kit.AskAsync(new { subscriptions = new[] { kit.Subscription(Second) }, reseller = kit.Reseller("1002") }, kit.Of("1001")));
        Assert.Equal("1002 1002", await kit.SoldAsync(Second));
    }

    [Fact]
    public async Task A_direct_bill_partner_has_none_to_assign()
    {
        await using var kit = await CreateAsync();
        await using (var db = kit.Changes.Database.Open(ChangeKit.Admin.Viewer))
            await db.Tenants.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.Kind, TenantKind.DirectBill));
        var before = await kit.StateAsync();
        Assert.Equal("BAD_USER_INPUT@", await kit.AssignAsync("1002", Second));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task Where_the_policy_lets_the_unknown_pass_it_passes()
    {
        await using var kit = await CreateAsync();
        await using (var db = kit.Changes.Database.Open(ChangeKit.Admin.Viewer))
        {
            db.Add(new PartnerOfRecordPolicy { Id = Guid.NewGuid(), UnknownPasses = true });
            await db.SaveChangesAsync();
        }
        Assert.Equal("1004", await kit.AssignAsync("1004", Second));
    }

    [Fact]
    public async Task One_of_which_no_source_states_anything_any_more_is_left_as_it_is()
    {
        await using var kit = await CreateAsync();
        await using (var db = kit.Changes.Database.Open(ChangeKit.Admin.Viewer))
            await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ExecuteUpdateAsync(set => set.SetProperty(row => row.FactDates, ""));
        var before = await kit.StateAsync();
        Assert.Equal("CONFLICT@subscriptions[0]", await kit.AssignAsync("1002", Second));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task A_reseller_under_whom_nobody_has_a_PLA_ID_cannot_be_assigned()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("POR_PLA_ID_MISSING@reseller", await kit.AskAsync(new { subscriptions = new[] { kit.Subscription(Second) }, reseller = new NodeId('R', TestNetwork.Alpha).ToString() }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_and_leaves_all_as_it_is()
    {
        await using var kit = await CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("1002", await kit.AskAsync(new { subscriptions = new[] { kit.Subscription(Second) }, reseller = kit.Reseller("1002"), dryRun = true }));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task Sent_again_under_its_key_it_is_made_once()
    {
        await using var kit = await CreateAsync();
        var input = new { subscriptions = new[] { kit.Subscription(Second) }, reseller = kit.Reseller("1002"), idempotencyKey = "k" };
        Assert.Equal("1002", await kit.AskAsync(input));
        var before = await kit.StateAsync();
        Assert.Equal("1002", await kit.AskAsync(input));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED@idempotencyKey", await kit.AskAsync(new { subscriptions = new[] { kit.Subscription(NetworkJson.Subscription) }, reseller = kit.Reseller("1002"), idempotencyKey = "k" }));
        Assert.Equal(before, await kit.StateAsync());
    }
}
