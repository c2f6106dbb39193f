using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using static CspGraph.Api.Tests.Orders.OrderKit;

namespace CspGraph.Api.Tests.Orders;

/// <summary>Each gate refuses by itself, and all of them at once.</summary>
public sealed class OrderGateTests
{
    /// <summary>What is done to the network, what is then ordered, and the errors with Microsoft's code.</summary>
    static readonly Dictionary<string, (Func<OrderKit, Task> Spoil, Dictionary<string, object?> Order, string Errors)> Cases = new()
    {
        ["agreement not accepted"] = (kit => kit.WriteAsync<CustomerAgreement>(row => row.Status = AgreementStatus.Required), Order(Line(E3)), "CUSTOMER_AGREEMENT_REQUIRED  13605"),
        ["agreement of 2022"] = (kit => kit.WriteAsync<CustomerAgreement>(row => (row.Status, row.AcceptedOn) = (AgreementStatus.AcceptedByAttestation, new(2022, 1, 1))), Order(Line(E3)), "CUSTOMER_AGREEMENT_REACCEPTANCE_REQUIRED  "),
        ["agreement not known"] = (kit => kit.WriteAsync(db => db.RemoveRange(db.CustomerAgreements.Whole())), Order(Line(E3)), "CUSTOMER_AGREEMENT_UNKNOWN  "),
        ["membership lapsed"] = (kit => kit.WriteAsync<Reseller>(row => row.MaicppStatus = row.PlaId is null ? row.MaicppStatus : MaicppStatus.Inactive), Order(Line(E3)), "POR_MAICPP_INACTIVE lines[0] "),
        ["region not authorised"] = (kit => kit.WriteAsync<Tenant>(row => row.Region = CspRegion.Brazil), Order(Line(E3)), "SELLER_REGION_NOT_AUTHORIZED  2030"),
        ["tenant restricted"] = (kit => kit.WriteAsync<Tenant>(row => row.ProgrammeStatus = ProgrammeStatus.Restricted), Order(Line(E3)), "SELLER_NOT_ACTIVE  900149"),
        ["reseller suspended"] = (kit => kit.WriteAsync<Reseller>(row => row.Status = row.Id == TestNetwork.Beta ? ResellerStatus.Suspended : row.Status), Order(Line(E3)), "RESELLER_NOT_ACTIVE  800039"),
        ["reseller's status not known"] = (kit => kit.WriteAsync<Reseller>(row => row.Status = row.Id == TestNetwork.Beta ? ResellerStatus.Unknown : row.Status), Order(Line(E3)), "RESELLER_STANDING_UNKNOWN  "),
        ["other terms"] = (Nothing, Order(Line(E3).With("billingCycle", "MONTHLY")), "OFFER_NOT_ON_THESE_TERMS lines[0] "),
        ["other segment"] = (Nothing, Order(Line(E3)).With("segment", "EDUCATION"), "OFFER_NOT_ON_THESE_TERMS lines[0] "),
        ["market without a sheet"] = (kit => kit.WriteAsync<Customer>(row => row.Country = "ES"), Order(Line(E3)), "OFFER_UNKNOWN lines[0] "),
        ["too many seats"] = (Nothing, Order(Line(E3, 301)), "SEATS_OUT_OF_RANGE lines[0].quantity 2002"),
        ["no seats"] = (Nothing, Order(Line(E3, 0)), "SEATS_OUT_OF_RANGE lines[0].quantity 2002"),
        ["no base licence"] = (Nothing, Order(Line(Copilot)), "PREREQUISITE_MISSING lines[0] "),
        ["personal address"] = (Nothing, Order(Line(E3)).With("contactEmail", "ann@gmail.com"), "EMAIL_PERSONAL contactEmail "),
        ["promotion of another SKU"] = (Nothing, Order(Line(E3).With("promotionId", "CFQ7TTC0MM8R:0001:39NFJQT1Q5L7")), "PROMOTION_MISMATCH lines[0].promotionId "),
        ["customer's country not known"] = (kit => kit.WriteAsync<Customer>(row => row.Country = null), Order(Line(E3)), "POR_REGION_UNKNOWN lines[0] ; CUSTOMER_REGION_UNKNOWN  ; OFFER_UNKNOWN lines[0] "),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    static Task Nothing(OrderKit kit) => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_gate_refuses_changes_nothing_and_is_in_the_audit_log(string name)
    {
        var (spoil, order, expected) = Cases[name];
        await using var kit = await OrderKit.CreateAsync();
        await spoil(kit);
        var before = await kit.StateAsync();

        var placed = await kit.PlaceAsync(order);

        var errors = placed.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code")} {error.GetProperty("field")} {error.GetProperty("upstreamCode")}");
        Assert.Equal(expected, string.Join("; ", errors));
        Assert.Equal(0, placed.GetProperty("subscriptions").GetArrayLength());
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(placed.GetProperty("errors").EnumerateArray().Select(error => $"placeOrder Refused {error.GetProperty("code")}").Order(StringComparer.Ordinal), await kit.AuditAsync());
    }

    [Fact]
    public async Task All_that_is_in_the_way_is_told_at_once()
    {
        await using var kit = await OrderKit.CreateAsync();
        await kit.WriteAsync<CustomerAgreement>(row => row.Status = AgreementStatus.Required);
        await kit.WriteAsync<Tenant>(row => (row.Region, row.ProgrammeStatus) = (CspRegion.Brazil, ProgrammeStatus.Suspended));
        await kit.WriteAsync<Reseller>(row => row.Status = row.Id == TestNetwork.Beta ? ResellerStatus.Suspended : row.Status);
        var placed = await kit.PlaceAsync(Order(Line(E3, 301).With("promotionId", "none"), Line(E3).With("termDuration", "P3Y")).With("contactEmail", "info@contoso.example"));
        Assert.Equal(
            ["CUSTOMER_AGREEMENT_REQUIRED", "SELLER_REGION_NOT_AUTHORIZED", "SELLER_NOT_ACTIVE", "RESELLER_NOT_ACTIVE", "OFFER_NOT_ON_THESE_TERMS lines[1]", "SEATS_OUT_OF_RANGE lines[0].quantity",
                "EMAIL_GENERIC contactEmail", "PROMOTION_MISMATCH lines[0].promotionId"], Errors(placed));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task What_is_not_known_passes_where_the_policy_says_so(bool passes, bool isPlaced)
    {
        await using var kit = await OrderKit.CreateAsync();
        await kit.Changes.AskAsync("mutation($passes: Boolean!) { setPartnerOfRecordPolicy(input: { unknownPasses: $passes }) { errors { code } } }", new { passes });
        await kit.WriteAsync(db => db.RemoveRange(db.CustomerAgreements.Whole()));
        Assert.Equal(isPlaced ? 1 : 0, (await kit.PlaceAsync(Order(Line(E3)))).GetProperty("subscriptions").GetArrayLength());
    }

    [Fact]
    public async Task A_base_licence_may_be_held_or_ordered_with_the_add_on()
    {
        await using var kit = await OrderKit.CreateAsync();
        Assert.Empty(Errors(await kit.PlaceAsync(Order(Line(Copilot), Line(E3)))));
        // What only awaits confirmation is not held yet.
        Assert.Equal(["PREREQUISITE_MISSING lines[0]"], Errors(await kit.PlaceAsync(Order(Line(Copilot)))));
        await kit.WriteAsync<CspSubscription>(row => row.Status = SubscriptionStatus.Active);
        Assert.Empty(Errors(await kit.PlaceAsync(Order(Line(Copilot)))));
    }

    [Fact]
    public async Task A_SKU_that_a_known_market_does_not_have_is_refused()
    {
        await using var kit = await OrderKit.CreateAsync();
        await kit.WriteAsync(db => db.RemoveRange(db.Prices.Where(price => price.CatalogId == E3.CatalogId)));
        Assert.Equal(["OFFER_NOT_IN_MARKET lines[0]"], Errors(await kit.PlaceAsync(Order(Line(E3)))));
    }
}
