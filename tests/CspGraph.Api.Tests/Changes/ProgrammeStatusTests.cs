using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Changes;

/// <summary>How far Microsoft lets the tenant itself transact is recorded by the tenant.</summary>
public sealed class ProgrammeStatusTests
{
    const string Record = "mutation { recordProgrammeStatus(input: { status: RESTRICTED }) { distributor { programmeStatus authorizedRegions } errors { code } } }";

    [Fact]
    public async Task It_is_recorded_and_shown()
    {
        await using var kit = await ChangeKit.CreateAsync();
        Assert.Equal("""{"data":{"recordProgrammeStatus":{"distributor":{"programmeStatus":"RESTRICTED","authorizedRegions":["EUROPE"]},"errors":[]}}}""", (await kit.AskAsync(Record)).GetRawText());
        Assert.Equal(ProgrammeStatus.Restricted, (await kit.RowsAsync<Tenant>()).Single().ProgrammeStatus);
        var entry = (await kit.RowsAsync<AuditEntry>()).Single();
        Assert.Equal(("""{"programmeStatus":"ACTIVE"}""", """{"programmeStatus":"RESTRICTED"}"""), (entry.Before, entry.After));
    }

    [Fact]
    public async Task Regions_are_recorded_beside_and_its_own_is_always_one_of_them()
    {
        await using var kit = await ChangeKit.CreateAsync();
        foreach (var (regions, shown) in new[] { ("[JAPAN, AFRICA, EUROPE]", """["EUROPE","AFRICA","JAPAN"]"""), ("[]", """["EUROPE"]""") })
        {
            var recorded = (await kit.AskAsync($$"""mutation { recordProgrammeStatus(input: { status: ACTIVE, authorizedRegions: {{regions}} }) { distributor { authorizedRegions } } }""")).GetProperty("data").GetProperty("recordProgrammeStatus");
            Assert.Equal(shown, recorded.GetProperty("distributor").GetProperty("authorizedRegions").GetRawText());
        }
    }

    [Fact]
    public async Task A_reseller_records_nothing_of_it()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var before = await kit.StateAsync();
        Assert.Equal("""{"data":{"recordProgrammeStatus":{"distributor":null,"errors":[{"code":"AUTH_NOT_AUTHORIZED"}]}}}""", (await kit.AskAsync(Record, caller: ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha)))).GetRawText());
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(ProgrammeStatus.Active, (await kit.RowsAsync<Tenant>()).Single().ProgrammeStatus);
    }
}
