using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using static CspGraph.Api.Tests.Host.TestNetwork;
using static CspGraph.Api.Tests.Resellers.Moves;

namespace CspGraph.Api.Tests.Resellers;

/// <summary>A reseller without a PLA ID of its own transacts under that of another, once it is moved.</summary>
public sealed class MovedPlaIdTests
{
    const string Old = "6034453";
    const string New = "4649221";
    static readonly Viewer Everything = new(1, Role.DistributorAdmin, null);

    [Theory]
    [InlineData("2027-02-27", "SUB")]
    [InlineData("2027-03-02", Old)]
    public async Task Its_customers_stay_whatever_older_invoices_say_and_newer_ones_may_say_otherwise(string invoiced, string holder)
    {
        await using var kit = await ChangeKit.CreateAsync();
        var network = new NetworkJson("2027-02-01T00:00:00Z").Reseller(Old).Reseller(New).Reseller("sub", ("parent", Old)).Customers(NetworkJson.Customer, ("reseller", "sub"));
        await ImportAsync(kit, ImportKind.Network, network.ToString());
        await ImportAsync(kit, ImportKind.LicenseReconciliation, Invoice("G1", "2027-02-26"));
        var ids = (await kit.RowsAsync<Reseller>()).ToDictionary(ResellerKeys.Of, row => row.Id);

        await kit.MoveAsync(ids["SUB"], ids[New]);

        Assert.Equal(ids["SUB"], (await kit.RowsAsync<Customer>()).Single().ResellerId);
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await ImportAsync(kit, ImportKind.LicenseReconciliation, Invoice("G2", invoiced));
        Assert.Equal(ids[holder], (await kit.RowsAsync<Customer>()).Single().ResellerId);
        await kit.AssertTreeAsync();
    }

    [Fact]
    public async Task Customers_that_no_dated_source_has_stated_stay_too()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await SetPlaIdsAsync(kit, (Alpha, Old), (Gamma, New));
        await using (var db = kit.Database.Open(Everything))
        {
            db.Add(new Customer { Id = kit.Database.Ids.Next(), Name = "Seeded", EntraTenantId = Guid.Parse(NetworkJson.Customer), ResellerId = Beta });
            await db.SaveChangesAsync();
        }

        await kit.MoveAsync(Beta, Gamma);

        await ImportAsync(kit, ImportKind.LicenseReconciliation, Invoice("G1", "2027-02-26"));
        var customer = (await kit.RowsAsync<Customer>()).Single();
        Assert.Equal((Beta, "Contoso Sample"), (customer.ResellerId, customer.Name));
    }

    [Fact]
    public async Task A_customer_that_left_it_does_not_come_back_by_what_was_stated_before()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await ImportAsync(kit, ImportKind.Network, new NetworkJson("2027-02-01T00:00:00Z").Reseller(Old).Reseller(New).Reseller("sub", ("parent", Old)).Customers(NetworkJson.Customer, ("reseller", "sub")).ToString());
        await ImportAsync(kit, ImportKind.LicenseReconciliation, Invoice("G1", "2027-02-26", New));
        var ids = (await kit.RowsAsync<Reseller>()).ToDictionary(ResellerKeys.Of, row => row.Id);
        Assert.Equal(ids[New], (await kit.RowsAsync<Customer>()).Single().ResellerId);

        await kit.MoveAsync(ids["SUB"], ids[New]);

        await ImportAsync(kit, ImportKind.LicenseReconciliation, Invoice("G2", "2027-02-25", New));
        Assert.Equal(ids[New], (await kit.RowsAsync<Customer>()).Single().ResellerId);
    }

    [Fact]
    public async Task The_verdicts_that_change_are_shown_and_those_that_turn_are_told()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await SetPlaIdsAsync(kit, (Alpha, Old));

        var moved = await kit.MoveAsync(Beta, Gamma);

        Assert.Equal($$"""[{"reseller":"{{Id(Beta)}}","name":"Reseller {{Beta}}","before":"UNKNOWN","after":"BLOCKED","plaIdBefore":"6034453","plaIdAfter":null}]""", moved.GetProperty("verdictChanges").GetRawText());
        Assert.Equal((1, VerdictOutcome.Blocked), (moved.GetProperty("verdictChangeCount").GetInt32(), (await kit.RowsAsync<PartnerOfRecordStanding>()).Single(row => row.Id == Beta).Outcome));
        await kit.MoveAsync(Beta, Alpha);
        Assert.Equal([(EventKind.ResellerMoved, Id(Beta)), (EventKind.ResellerMoved, Id(Beta)), (EventKind.PartnerOfRecordTurned, Id(Beta))],
            (await kit.RowsAsync<EventRecord>()).OrderBy(told => told.Number).Select(told => (told.Kind, told.SubjectId)));
    }

    [Fact]
    public async Task Who_has_a_PLA_ID_of_its_own_and_all_under_it_keep_their_verdicts()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await SetPlaIdsAsync(kit, (Alpha, Old), (Gamma, New));
        await kit.MoveAsync(Beta, Gamma);

        var moved = await kit.MoveAsync(Gamma, Alpha);

        Assert.Equal((2, 0), (moved.GetProperty("moved").GetProperty("resellers").GetInt32(), moved.GetProperty("verdictChangeCount").GetInt32()));
        Assert.Equal(New, (await kit.RowsAsync<PartnerOfRecordStanding>()).Single(row => row.Id == Beta).PlaId);
    }

    static string Invoice(string number, string day, string plaId = Old) =>
        new ReconciliationFile().Line(("InvoiceNumber", number), ("Tier2MpnId", plaId), ("OrderDate", day), ("ChargeStartDate", day), ("SubscriptionId", "")).Text();

    static async Task ImportAsync(ChangeKit kit, ImportKind kind, string text)
    {
        var outcome = await FileImport.RunAsync(kit.Database, Everything, new(kind, "file"), ReconciliationFile.Stream(text), progress: null, kit.Clock, default);
        Assert.True(outcome.Status is ImportStatus.Succeeded, string.Join('\n', outcome.Errors));
    }

    static async Task SetPlaIdsAsync(ChangeKit kit, params (Guid Reseller, string PlaId)[] plaIds)
    {
        await using var db = kit.Database.Open(Everything);
        foreach (var (reseller, plaId) in plaIds)
            (await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).SingleAsync(row => row.Id == reseller)).PlaId = plaId;
        await db.SaveChangesAsync();
    }
}
