using System.Text.Json;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Changes;

/// <summary>Access is given to no more than its giver has, one by one and many at once.</summary>
public sealed class MembershipTests
{
    const string Entra = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    const string Ann = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";
    const string Bob = "3f2504e0-4f89-41d3-9a0c-0305e82c3303";
    const string Set = "mutation($input: SetMembershipInput!) { setMembership(input: $input) { membership { principalId name role rights reseller { id } endedAt version } errors { code field } } }";
    const string SetMany = "mutation($input: SetMembershipsInput!) { setMemberships(input: $input) { memberships { principalId role } errors { code field } } }";

    [Fact]
    public async Task A_membership_is_set_changed_and_ended()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.AskAsync(Set, Input("OBJECT_ID", Bob, "DISTRIBUTOR_ADMIN"));

        var set = await kit.AskAsync(Set, Input("OBJECT_ID", Ann.ToUpperInvariant(), "INTEGRATION", rights: ["READ", "WRITE"], name: "Ann", expectedVersion: 0));
        Assert.Equal($$"""{"principalId":"{{Ann}}","name":"Ann","role":"INTEGRATION","rights":["READ","WRITE"],"reseller":null,"endedAt":null,"version":1}""", Row(set));
        var changed = await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "DISTRIBUTOR_ANALYST", expectedVersion: 1));
        Assert.Equal($$"""{"principalId":"{{Ann}}","name":"Ann","role":"DISTRIBUTOR_ANALYST","rights":["READ","SEE_COSTS"],"reseller":null,"endedAt":null,"version":2}""", Row(changed));
        Assert.Equal(Row(changed), Row(await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "DISTRIBUTOR_ANALYST"))));
        Assert.Contains("\"endedAt\":\"2027-03-01T12:00:00Z\",\"version\":3", Row(await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "DISTRIBUTOR_ANALYST", ended: true))), StringComparison.Ordinal);

        Assert.Equal(4, (await kit.RowsAsync<EventRecord>()).Count(record => record.Kind is EventKind.MembershipChanged));
        var told = (await kit.RowsAsync<AuditEntry>()).Select(entry => entry.Before).ToList();
        Assert.Contains("""{"rightNames":"Read Write","role":"INTEGRATION","version":1}""", told);
    }

    [Fact]
    public async Task A_principal_may_have_access_to_several_subtrees_and_their_managers_do_not_learn_of_each_other()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var (alpha, gamma) = (ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha)), ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Gamma)));
        var alone = await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "RESELLER_ANALYST", expectedVersion: 0), alpha);
        var second = await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "RESELLER_ANALYST", expectedVersion: 0), gamma);
        Assert.Equal(alone.GetRawText().Replace(IdOf(TestNetwork.Alpha), IdOf(TestNetwork.Gamma), StringComparison.Ordinal), second.GetRawText());
        Assert.Equal([TestNetwork.Alpha, TestNetwork.Gamma], (await kit.RowsAsync<Membership>()).Select(row => row.ResellerId!.Value).Order());
        var seen = await kit.AskAsync("{ memberships { totalCount nodes { reseller { id } } } }", caller: gamma);
        Assert.Equal($"{IdOf(TestNetwork.Gamma)} 1", $"{seen.GetProperty("data").GetProperty("memberships").GetProperty("nodes")[0].GetProperty("reseller").GetProperty("id").GetString()} {seen.GetProperty("data").GetProperty("memberships").GetProperty("totalCount").GetInt32()}");
    }

    [Theory]
    [InlineData("OBJECT_ID", "no guid", "RESELLER_ADMIN", "BAD_USER_INPUT principalId")]
    [InlineData("APPLICATION_ID", "", "RESELLER_ADMIN", "BAD_USER_INPUT principalId")]
    [InlineData("APP_ROLE", "two words", "RESELLER_ADMIN", "BAD_USER_INPUT principalId")]
    [InlineData("OBJECT_ID", Ann, "DISTRIBUTOR_ADMIN", "BAD_USER_INPUT role")]
    [InlineData("OBJECT_ID", Ann, "DISTRIBUTOR_ANALYST", "BAD_USER_INPUT role")]
    public async Task What_a_reseller_cannot_give_is_refused(string kind, string principal, string role, string error)
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal(error, Error(await kit.AskAsync(Set, Input(kind, principal, role), ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha)))));
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "DISTRIBUTOR_ADMIN"));
        Assert.Equal("CONFLICT ended", Error(await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "DISTRIBUTOR_ADMIN", ended: true))));
        Assert.Equal("CONFLICT role", Error(await kit.AskAsync(Set, Input("OBJECT_ID", Ann, "DISTRIBUTOR_ANALYST"))));
        await kit.AskAsync(Set, Input("OBJECT_ID", Bob, "DISTRIBUTOR_ADMIN"));
        // Of both at once the first may go.
        var both = await kit.AskAsync(SetMany, Many("SKIP_FAILED", Item("OBJECT_ID", Ann, "DISTRIBUTOR_ANALYST"), Item("OBJECT_ID", Bob, "DISTRIBUTOR_ANALYST")));
        Assert.Equal("CONFLICT memberships[1].role", Error(both));
        Assert.Equal([(Ann, Role.DistributorAnalyst), (Bob, Role.DistributorAdmin)], (await kit.RowsAsync<Membership>()).Select(row => (row.PrincipalId, row.Role)).Order());
    }

    [Fact]
    public async Task Of_many_all_are_set_or_none()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();
        var answer = await kit.AskAsync(SetMany, Many("ALL_OR_NOTHING", Item("OBJECT_ID", Ann, "DISTRIBUTOR_ADMIN"), Item("OBJECT_ID", "x", "DISTRIBUTOR_ADMIN"), Item("APP_ROLE", "Readers", "RESELLER_ADMIN")));
        Assert.Equal("""{"data":{"setMemberships":{"memberships":[],"errors":[{"code":"BAD_USER_INPUT","field":"memberships[1].principalId"},{"code":"BAD_USER_INPUT","field":"memberships[2].role"}]}}}""", answer.GetRawText());
        Assert.Equal(before, await kit.StateAsync());
    }

    [Fact]
    public async Task Of_many_those_that_can_be_set_are_set_where_that_is_asked_for()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var answer = await kit.AskAsync(SetMany, Many("SKIP_FAILED", Item("OBJECT_ID", "x", "DISTRIBUTOR_ADMIN"), Item("OBJECT_ID", Ann, "DISTRIBUTOR_ADMIN"), Item("APP_ROLE", "Readers", "DISTRIBUTOR_ANALYST")));
        Assert.Equal("""{"data":{"setMemberships":{"memberships":[null,{"principalId":"ANN","role":"DISTRIBUTOR_ADMIN"},{"principalId":"Readers","role":"DISTRIBUTOR_ANALYST"}],"errors":[{"code":"BAD_USER_INPUT","field":"memberships[0].principalId"}]}}}""".Replace("ANN", Ann, StringComparison.Ordinal), answer.GetRawText());
        Assert.Equal((2, 2), ((await kit.RowsAsync<Membership>()).Count, (await kit.RowsAsync<EventRecord>()).Count));
        Assert.Equal([AuditOutcome.Succeeded, AuditOutcome.Succeeded, AuditOutcome.Refused], (await kit.RowsAsync<AuditEntry>()).Select(entry => entry.Outcome).Order());
    }

    [Fact]
    public async Task Of_many_nothing_is_set_when_none_can_be()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("BAD_USER_INPUT memberships[0].principalId", Error(await kit.AskAsync(SetMany, Many("SKIP_FAILED", Item("OBJECT_ID", "x", "DISTRIBUTOR_ADMIN")))));
        Assert.Equal("BAD_USER_INPUT memberships", Error(await kit.AskAsync(SetMany, Many("SKIP_FAILED"))));
        Assert.Equal(before, await kit.StateAsync());
    }

    static object Many(string errorPolicy, params object[] memberships) => new { input = new { memberships, errorPolicy } };

    static object Item(string kind, string principal, string role) => new { entraTenantId = Entra, principalKind = kind, principalId = principal, role };

    static object Input(string kind, string principal, string role, string[]? rights = null, string? name = null, bool ended = false, int? expectedVersion = null) =>
        new { input = new { entraTenantId = Entra, principalKind = kind, principalId = principal, role, rights, name, ended, expectedVersion } };

    static string IdOf(Guid reseller) => new NodeId('R', reseller).ToString();

    static string Row(JsonElement answer) => answer.GetProperty("data").GetProperty("setMembership").GetProperty("membership").GetRawText();

    static string? Error(JsonElement answer)
    {
        var errors = answer.GetProperty("data").EnumerateObject().Single().Value.GetProperty("errors");
        return errors.GetArrayLength() == 0 ? null : $"{errors[0].GetProperty("code").GetString()} {errors[0].GetProperty("field").GetString()}";
    }
}
