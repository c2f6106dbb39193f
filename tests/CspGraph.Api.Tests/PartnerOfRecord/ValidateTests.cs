using System.Text.Json;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using static CspGraph.Api.Tests.PartnerOfRecord.PartnerKit;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>Whether a Partner of Record is valid is answered from what is stored, for whatever is asked.</summary>
public sealed class ValidateTests
{
    const string Later = "operation: SEAT_INCREASE, on: \"2027-03-01\"";
    const string AllUnknown = "POR_LOCATION_ACCOUNT_UNKNOWN POR_RESELLER_TENANT_UNKNOWN POR_MPA_UNKNOWN POR_MAICPP_UNKNOWN POR_RELATIONSHIP_UNKNOWN";

    [Fact]
    public async Task A_reseller_of_whom_all_is_stated_is_valid_by_its_PLA_ID_and_by_its_id()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("ALLOWED 7001", await kit.ValidateAsync($"plaId: \"7001\", country: \"DE\", {Later}"));
        Assert.Equal("ALLOWED 7001", await kit.ValidateAsync($"reseller: \"{Alpha}\", country: \"DE\", {Later}"));
        Assert.Equal("BLOCKED 7001 POR_REGION_MISMATCH", await kit.ValidateAsync($"plaId: \"7001\", country: \"US\", {Later}"));
    }

    [Fact]
    public async Task A_reseller_without_a_PLA_ID_stands_under_that_of_the_nearest_above_which_has_one()
    {
        await using var kit = await CreateAsync();
        Assert.Equal("ALLOWED 7001", await kit.ValidateAsync($"reseller: \"{Beta}\", country: \"PT\", {Later}"));
        await kit.EditAsync(TestNetwork.Alpha, row => row.Status = ResellerStatus.Suspended);
        Assert.Equal("BLOCKED 7001 POR_RESELLER_TENANT_INACTIVE", await kit.ValidateAsync($"reseller: \"{Beta}\", country: \"PT\", {Later}"));
        await kit.EditAsync(TestNetwork.Alpha, row => row.PlaId = null);
        Assert.StartsWith("BLOCKED - POR_PLA_ID_MISSING", await kit.ValidateAsync($"reseller: \"{Beta}\", country: \"PT\", {Later}"));
    }

    /// <summary>It must know what its transactions come to; who is above it, it does not learn.</summary>
    [Fact]
    public async Task Whoever_stands_under_a_PLA_ID_of_somebody_out_of_sight_learns_the_verdict_and_not_who_that_is()
    {
        await using var kit = await CreateAsync();
        var beta = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Beta) { RootDepth = 1 });
        Assert.Equal("ALLOWED 7001", await kit.ValidateAsync($"reseller: \"{Beta}\", country: \"PT\", {Later}", beta));
        var shown = await kit.Changes.AskAsync($$"""{ validatePartnerOfRecord(input: { reseller: "{{Beta}}", country: "PT", {{Later}} }) { reseller } reseller(id: "{{Beta}}") { partnerOfRecord { plaId outcome verdict { reseller } history { totalCount } } } }""", caller: beta);
        Assert.Equal("""{"validatePartnerOfRecord":{"reseller":null},"reseller":{"partnerOfRecord":{"plaId":"7001","outcome":"ALLOWED","verdict":{"reseller":null},"history":{"totalCount":0}}}}""", shown.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task What_is_out_of_sight_is_answered_as_what_is_nowhere()
    {
        await using var kit = await CreateAsync();
        var beta = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Beta) { RootDepth = 1 });
        foreach (var (hidden, nowhere) in new[] { ("plaId: \"7003\"", "plaId: \"7099\""), ($"reseller: \"{Gamma}\"", $"reseller: \"{Alpha[..1]}nothing\"") })
        {
            var (one, other) = (await kit.ValidateAsync($"{hidden}, country: \"PT\", {Later}", beta), await kit.ValidateAsync($"{nowhere}, country: \"PT\", {Later}", beta));
            Assert.Equal(other.Replace("7099", "7003"), one);
            Assert.EndsWith($"{AllUnknown} POR_REGION_UNKNOWN", one);
        }
    }

    [Fact]
    public async Task A_PGA_ID_is_no_location_account()
    {
        await using var kit = await CreateAsync();
        Assert.StartsWith("BLOCKED 9001 POR_PLA_NOT_LOCATION_ACCOUNT POR_RESELLER_TENANT_UNKNOWN", await kit.ValidateAsync($"plaId: \"9001\", country: \"PT\", {Later}"));
    }

    [Theory]
    [InlineData("plaId: \"7001\", reseller: \"x\", country: \"PT\"", "input: give plaId or reseller, and not both.")]
    [InlineData("country: \"PT\"", "input: give plaId or reseller, and not both.")]
    [InlineData("plaId: \"7001\"", "input: give customer or country, and not both.")]
    [InlineData("plaId: \"70x1\", country: \"PT\"", "input: plaId is no PLA ID: it has 1 to 20 digits.")]
    public async Task What_cannot_be_asked_is_refused(string input, string message)
    {
        await using var kit = await CreateAsync();
        var error = (await kit.Changes.AskAsync($$"""{ validatePartnerOfRecord(input: { {{input}}, {{Later}} }) { outcome } }""")).GetProperty("errors")[0];
        Assert.Equal(("BAD_USER_INPUT", message), (error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Ten_thousand_are_answered_in_order_as_each_alone_and_one_more_is_refused()
    {
        await using var kit = await CreateAsync();
        object[] asked = [new { plaId = "7001", country = "DE", operation = "NEW_ORDER" }, new { reseller = Beta, country = "US", operation = "TRANSFER" }, new { plaId = "7099", country = "PT", operation = "AUTO_RENEWAL" }, new { reseller = Gamma, country = "ZZ", operation = "SUSPEND" }];
        var answers = await ManyAsync(kit, [.. Enumerable.Range(0, ValidatePartnerOfRecord.Most).Select(i => asked[i % asked.Length])]);
        Assert.Equal(ValidatePartnerOfRecord.Most, answers.GetArrayLength());
        string[] alone = ["ALLOWED 7001", "BLOCKED 7001 POR_REGION_MISMATCH", "ALLOWED 7099", "WARN 7003 POR_REGION_UNKNOWN"];
        foreach (var (i, answer) in answers.EnumerateArray().Index()) Assert.Equal(alone[i % alone.Length], Text(answer));

        var more = await ChangeKit.PrepareAsync("query($i: [ValidatePartnerOfRecordInput!]!) { validatePartnersOfRecord(inputs: $i) { outcome } }", new { i = Enumerable.Repeat(asked[0], ValidatePartnerOfRecord.Most + 1) });
        Assert.Equal("COST_EXCEEDED", Assert.Single(more.Errors).Code);
    }

    static async Task<JsonElement> ManyAsync(PartnerKit kit, object[] inputs) => (await kit.Changes.AskAsync(
        "query($i: [ValidatePartnerOfRecordInput!]!) { validatePartnersOfRecord(inputs: $i) { outcome plaId checks { outcome code upstreamCode } } }", new { i = inputs })).GetProperty("data").GetProperty("validatePartnersOfRecord");

    [Fact]
    public async Task A_tenant_s_policy_decides_what_sources_leave_open()
    {
        await using var kit = await CreateAsync();
        const string set = "mutation($i: SetPartnerOfRecordPolicyInput!) { setPartnerOfRecordPolicy(input: $i) { policy { regionMatching unknownPasses version treatments { operation treatment } } errors { code field } } }";
        var policy = (await kit.Changes.AskAsync(set, new { i = new { regionMatching = "COUNTRY", treatments = new[] { new { operation = "UPGRADE", treatment = "EXEMPT" } }, expectedVersion = 0 } })).GetProperty("data").GetProperty("setPartnerOfRecordPolicy").GetProperty("policy");
        Assert.Equal(("COUNTRY", 1), (policy.GetProperty("regionMatching").GetString(), policy.GetProperty("version").GetInt32()));
        Assert.StartsWith("BLOCKED 7001 POR_REGION_MISMATCH", await kit.ValidateAsync($"plaId: \"7001\", country: \"DE\", {Later}"));
        Assert.Equal("ALLOWED 7001", await kit.ValidateAsync("plaId: \"7001\", country: \"DE\", operation: UPGRADE, on: \"2027-03-01\""));

        foreach (var (input, code, field) in new (object, string, string?)[]
        {
            (new { treatments = new[] { new { operation = "AUTO_RENEWAL", treatment = "STRICT" } } }, "BAD_USER_INPUT", "treatments[0].operation"),
            (new { unknownPasses = true, expectedVersion = 0 }, "VERSION_MISMATCH", "expectedVersion"),
        })
        {
            var error = (await kit.Changes.AskAsync(set, new { i = input })).GetProperty("data").GetProperty("setPartnerOfRecordPolicy").GetProperty("errors")[0];
            Assert.Equal((code, field), (error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        }
        var reseller = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha));
        Assert.Equal("AUTH_NOT_AUTHORIZED", (await kit.Changes.AskAsync(set, new { i = new { unknownPasses = true } }, reseller)).GetProperty("data").GetProperty("setPartnerOfRecordPolicy").GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.False(Assert.Single(await kit.Changes.RowsAsync<PartnerOfRecordPolicy>()).UnknownPasses);
    }
}
