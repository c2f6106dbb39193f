using CspGraph.Api.Demo;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Demo;

public sealed class DemoNetworkTests
{
    [Theory]
    [InlineData(DemoDatabase.Contoso)]
    [InlineData(DemoDatabase.Northwind)]
    public async Task The_closure_is_what_the_parents_say(int tenantId)
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var resellers = (await demo.ReadAsync<Reseller>(tenantId)).ToDictionary(row => row.Id);
        var expected = new List<(Guid, Guid, int, DateTime, DateTime?)>();
        foreach (var reseller in resellers.Values)
        {
            var steps = 0;
            for (var above = (Guid?)reseller.Id; above is not null; above = resellers[above.Value].ParentId)
                expected.Add((above.Value, reseller.Id, steps++, reseller.OnboardedOn!.Value.ToDateTime(TimeOnly.MinValue), null));
            Assert.Equal(steps - 1, reseller.Depth);
        }
        var closure = await demo.ReadAsync<ResellerClosure>(tenantId);
        Assert.Equal(expected.Order(), closure.Select(row => (row.AncestorId, row.DescendantId, row.Depth, row.ValidFrom, row.ValidTo)).Order());
    }

    [Fact]
    public async Task The_tree_has_one_to_four_levels_within_regions_and_no_child_is_older_than_its_parent()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var resellers = await demo.ReadAsync<Reseller>(DemoDatabase.Contoso);
        Assert.Equal([0, 1, 2, 3], resellers.Select(row => row.Depth).Distinct().Order());
        Assert.Equal(8, resellers.Select(row => row.Country).Distinct().Count());
        Assert.Equal(4, resellers.Select(row => row.Region).Distinct().Count());
        Assert.All(resellers, row => Assert.Equal(CspMarkets.RegionOf(row.Country!), row.Region));
        var byId = resellers.ToDictionary(row => row.Id);
        Assert.All(resellers.Where(row => row.ParentId is not null), row =>
        {
            Assert.Equal(byId[row.ParentId!.Value].Region, row.Region);
            Assert.True(byId[row.ParentId!.Value].OnboardedOn <= row.OnboardedOn);
        });
    }

    [Fact]
    public async Task Partner_ids_are_numbers_and_every_defect_of_a_Partner_of_Record_occurs()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var resellers = await demo.ReadAsync<Reseller>(DemoDatabase.Contoso);
        var plaIds = resellers.Where(row => row.PlaId is not null).Select(row => row.PlaId!).ToList();
        Assert.All(plaIds, id => Assert.All(id, digit => Assert.InRange(digit, '0', '9')));
        Assert.Equal(plaIds.Count, plaIds.Distinct().Count());
        Assert.Contains(resellers, row => row is { PlaId: null, Depth: > 0 });
        Assert.DoesNotContain(resellers, row => row is { PlaId: null, Depth: 0 });
        Assert.Contains(resellers.Where(row => row.PgaId is not null).GroupBy(row => row.PgaId), group => group.Count() > 1);
        Assert.Contains(resellers, row => row.Status is ResellerStatus.Suspended);
        Assert.Contains(resellers, row => row.Status is ResellerStatus.Deauthorized);
        Assert.Contains(resellers, row => row.MaicppStatus is MaicppStatus.Inactive);
        Assert.Contains(resellers, row => row.MpaAcceptedOn is null);
        Assert.Contains(resellers, row => row.RelationshipState is RelationshipState.Terminated);
        Assert.Equal(resellers.Count, resellers.Select(row => row.NameFolded).Distinct().Count());
    }

    [Fact]
    public async Task Customers_are_in_their_resellers_region_and_what_they_hold_is_its_too()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        var resellers = (await demo.ReadAsync<Reseller>(DemoDatabase.Contoso)).ToDictionary(row => row.Id);
        var customers = (await demo.ReadAsync<Customer>(DemoDatabase.Contoso)).ToDictionary(row => row.Id);
        Assert.All(customers.Values.Where(row => row.ResellerId is not null), row => Assert.Equal(resellers[row.ResellerId!.Value].Region, CspMarkets.RegionOf(row.Country!)));
        Assert.Contains(customers.Values, row => row.ResellerId is null);
        Assert.True(customers.Values.Select(row => row.NameFolded).Distinct().Count() > customers.Count * 95 / 100);
        Assert.Contains(customers.Values, row => row.Name.Any(letter => letter > 127));
        Assert.All(customers.Values, row => Assert.Matches("^[a-z0-9]{4,}\\.onmicrosoft\\.com$", row.Domain));
        Assert.All(await demo.ReadAsync<CustomerAgreement>(DemoDatabase.Contoso), row => Assert.Equal(customers[row.CustomerId].ResellerId, row.ResellerId));
        Assert.All(await demo.ReadAsync<CspSubscription>(DemoDatabase.Contoso), row =>
        {
            Assert.Equal(customers[row.CustomerId].ResellerId, row.ResellerId);
            var seller = row.ResellerId is { } id ? resellers[id] : null;
            while (seller is { PlaId: null }) seller = resellers[seller.ParentId!.Value];
            Assert.Equal(seller?.PlaId, row.PartnerOfRecordId);
        });
    }

    [Theory]
    [InlineData("Straßer & Voß Möbelhaus KG", "strasservossmobelhauskg.onmicrosoft.com")]
    [InlineData("Équinoxe Conceição O’Rourke 24", "equinoxeconceicaoorourke24.onmicrosoft.com")]
    public void A_domain_is_the_name_without_accents(string name, string domain) => Assert.Equal(domain, DemoNames.Domain(name));

    [Fact]
    public async Task A_direct_bill_partner_holds_its_customers_itself()
    {
        await using var demo = await DemoDatabase.SeedAsync();
        Assert.All(await demo.ReadAsync<Customer>(DemoDatabase.Fabrikam), row => Assert.Null(row.ResellerId));
        Assert.All(await demo.ReadAsync<CspSubscription>(DemoDatabase.Fabrikam), row => Assert.Equal((null, null), (row.ResellerId, row.PartnerOfRecordId)));
    }
}
