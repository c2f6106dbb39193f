using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.PartnerOfRecord;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Events;

/// <summary>What changes tell is what their events show, to each as much as is its to know.</summary>
public sealed class EventDetailsTests
{
    [Fact]
    public async Task A_move_shows_its_ends_to_who_sees_them()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.Changes.MoveAsync(TestNetwork.Beta, TestNetwork.Gamma);
        const string Ends = "{ events { nodes { kind subject reseller { id } ... on ResellerMovedEvent { from to } } } }";
        var (alpha, beta, gamma) = (Moves.Id(TestNetwork.Alpha), Moves.Id(TestNetwork.Beta), Moves.Id(TestNetwork.Gamma));
        string Shown(string from, string to) => $$"""[{"kind":"RESELLER_MOVED","subject":"{{beta}}","reseller":{"id":"{{beta}}"},"from":{{from}},"to":{{to}}}]""";
        Assert.Equal(Shown($"\"{alpha}\"", $"\"{gamma}\""), await NodesAsync(kit.Changes, Ends));
        Assert.Equal(Shown("null", $"\"{gamma}\""), await NodesAsync(kit.Changes, Ends, ChangeKit.Of(EventKit.Of(TestNetwork.Gamma))));
        Assert.Equal(Shown("null", "null"), await NodesAsync(kit.Changes, Ends, ChangeKit.Of(EventKit.Of(TestNetwork.Beta))));
        Assert.Equal("[]", await NodesAsync(kit.Changes, Ends, ChangeKit.Of(EventKit.Of(TestNetwork.Alpha))));
    }

    [Fact]
    public async Task A_move_directly_under_the_distributor_has_no_end()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.Changes.MoveAsync(TestNetwork.Beta, null);
        Assert.Equal($$"""[{"from":"{{Moves.Id(TestNetwork.Alpha)}}","to":null}]""", await NodesAsync(kit.Changes, "{ events { nodes { ... on ResellerMovedEvent { from to } } } }"));
    }

    [Fact]
    public async Task An_assignment_shows_who_was_before_only_to_who_sees_all()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        Assert.Equal("1002", await kit.AssignAsync("1002", NetworkJson.Subscription));
        const string Assigned = "{ events(kinds: [PARTNER_OF_RECORD_ASSIGNED]) { nodes { subject subscription { id } ... on PartnerOfRecordAssignedEvent { from to on } } } }";
        string Shown(string from) => $$"""[{"subject":"{{kit.Subscription(NetworkJson.Subscription)}}","subscription":{"id":"{{kit.Subscription(NetworkJson.Subscription)}}"},"from":{{from}},"to":"1002","on":"2027-03-01"}]""";
        Assert.Equal(Shown("\"1001\""), await NodesAsync(kit.Changes, Assigned));
        Assert.Equal(Shown("null"), await NodesAsync(kit.Changes, Assigned, kit.Of("1002")));
        Assert.Equal("[]", await NodesAsync(kit.Changes, Assigned, kit.Of("1001")));
    }

    [Fact]
    public async Task A_recorded_agreement_shows_its_state_and_the_one_before()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        const string Record = "mutation($input: RecordAgreementInput!) { recordAgreement(input: $input) { errors { code } } }";
        foreach (var status in new[] { "PENDING", "REQUIRED" })
        {
            kit.Changes.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("[]", (await kit.Changes.AskAsync(Record, new { input = new { customer = kit.Customer(), status } })).GetProperty("data").GetProperty("recordAgreement").GetProperty("errors").GetRawText());
        }
        const string Recorded = "{ events(kinds: AGREEMENT_RECORDED) { nodes { customer { id } ... on AgreementRecordedEvent { before status } } } }";
        var of = $$"""{"customer":{"id":"{{kit.Customer()}}"},""";
        Assert.Equal($$"""[{{of}}"before":null,"status":"PENDING"},{{of}}"before":"PENDING","status":"REQUIRED"}]""", await NodesAsync(kit.Changes, Recorded, kit.Of("1001", Role.ResellerAnalyst)));
    }

    [Fact]
    public async Task A_key_that_was_made_and_revoked_is_told_to_who_manages_access()
    {
        await using var kit = await EventKit.CreateAsync();
        var made = await kit.Changes.AskAsync("mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } errors { code } } }", new { input = new { name = "BI", rights = new[] { "READ" } } }, ChangeKit.Of(EventKit.Of(TestNetwork.Alpha)));
        var id = made.GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey").GetProperty("id").GetString()!;
        await kit.Changes.AskAsync("mutation($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { errors { code } } }", new { input = new { id } });
        const string Keys = "{ events { nodes { __typename subject reseller { id } } } }";
        string Told(string type) => $$"""{"__typename":"{{type}}","subject":"{{id}}","reseller":{"id":"{{Moves.Id(TestNetwork.Alpha)}}"} }""".Replace(" ", "", StringComparison.Ordinal);
        var shown = $"[{Told("ApiKeyCreatedEvent")},{Told("ApiKeyRevokedEvent")}]";
        Assert.Equal(shown, await NodesAsync(kit.Changes, Keys));
        Assert.Equal(shown, await NodesAsync(kit.Changes, Keys, ChangeKit.Of(EventKit.Of(TestNetwork.Alpha))));
        Assert.Equal("[]", await NodesAsync(kit.Changes, Keys, ChangeKit.Of(EventKit.Of(TestNetwork.Alpha, Role.ResellerAnalyst))));
        Assert.Equal("[]", await NodesAsync(kit.Changes, Keys, ChangeKit.Of(EventKit.Of(TestNetwork.Gamma))));
    }

    static async Task<string> NodesAsync(ChangeKit kit, string query, Caller? caller = null)
    {
        var answer = await kit.AskAsync(query, caller: caller);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
        return answer.GetProperty("data").GetProperty("events").GetProperty("nodes").GetRawText();
    }
}
