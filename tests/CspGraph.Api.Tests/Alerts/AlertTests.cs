using CspGraph.Api.Tests.Changes;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Alerts;

/// <summary>Who is shown what of what is to be seen to.</summary>
public sealed class AlertTests
{
    const string All = "{ alerts { nodes { kind amount { value { amount } visibility } baseline { value { amount } visibility } } } }";

    [Fact]
    public async Task The_newest_comes_first_and_what_Microsoft_charges_is_hidden_from_resellers()
    {
        await using var kit = await AlertKit.CreateAsync();
        const string Budget = """{"kind":"BUDGET","amount":{"value":{"amount":"800.00"},"visibility":"VISIBLE"},"baseline":{"value":{"amount":"1000.00"},"visibility":"VISIBLE"}}""";
        Assert.Equal($$$"""{"alerts":{"nodes":[{{{Budget}}},{"kind":"RENEWAL","amount":{"value":{"amount":"800.00"},"visibility":"VISIBLE"},"baseline":null}]}}""", await kit.ReadAsync(All));
        const string Hidden = """{"value":null,"visibility":"HIDDEN"}""";
        Assert.Equal($$$$"""{"alerts":{"nodes":[{{{{Budget}}}},{"kind":"RENEWAL","amount":{{{{Hidden}}}},"baseline":{{{{Hidden}}}}}]}}""", await kit.ReadAsync(All, kit.Network.Of("1001")));
        Assert.Equal("""{"alerts":{"nodes":[]}}""", await kit.ReadAsync(All, kit.Network.Of("1002")));
    }

    [Theory]
    [InlineData(AlertKind.Renewal, false)]
    [InlineData(AlertKind.CancellationWindow, false)]
    [InlineData(AlertKind.SeatsBelowMinimum, false)]
    [InlineData(AlertKind.Budget, true)]
    [InlineData(AlertKind.SpendSpike, true)]
    public async Task Every_kind_is_at_cost_or_at_list_price(AlertKind kind, bool isShown)
    {
        await using var kit = await AlertKit.CreateAsync();
        var reseller = (await kit.Changes.RowsAsync<Alert>())[0].ResellerId;
        var alert = await kit.AddAsync(AlertKit.New(kind, reseller, null, null));
        Assert.Equal($$$$"""{"alert":{"amount":{"visibility":"{{{{(isShown ? "VISIBLE" : "HIDDEN")}}}}"}}}""",
            await kit.ReadAsync("query($id: ID!) { alert(id: $id) { amount { visibility } } }", kit.Network.Of("1001", Role.ResellerAnalyst), new { id = alert }));
    }

    [Fact]
    public async Task Without_a_currency_there_is_no_figure()
    {
        await using var kit = await AlertKit.CreateAsync();
        var alert = AlertKit.New(AlertKind.SpendSpike, null, null, null);
        (alert.Currency, alert.Baseline) = (null, 5);
        var id = await kit.AddAsync(alert);
        Assert.Equal("""{"alert":{"amount":null,"baseline":null,"entitlementId":null,"reseller":null,"customer":null,"subscription":null}}""",
            await kit.ReadAsync("query($id: ID!) { alert(id: $id) { amount { asOf } baseline { asOf } entitlementId reseller { id } customer { id } subscription { id } } }", variables: new { id }));
    }

    [Fact]
    public async Task A_reseller_has_the_alerts_of_its_whole_subtree_and_a_customer_and_a_subscription_their_own()
    {
        await using var kit = await AlertKit.CreateAsync();
        var branch = kit.Network.Of("branch").Viewer.SubtreeRootId;
        await kit.AddAsync(AlertKit.New(AlertKind.SpendSpike, branch, null, null));
        const string Kinds = "query($r: ID!, $b: ID!, $c: ID!, $s: ID!) { top: reseller(id: $r) { alerts(where: { kind: { neq: BUDGET } }) { totalCount nodes { kind } } } below: reseller(id: $b) { alerts { nodes { kind } } } "
            + "customer(id: $c) { alerts(order: [{ day: ASC }, { toldAt: ASC }]) { nodes { kind } } } subscription(id: $s) { alerts { nodes { kind } } } }";
        var ids = new { r = kit.Network.Reseller("1001"), b = kit.Network.Reseller("branch"), c = kit.Network.Customer(), s = kit.Network.Subscription(Imports.NetworkJson.Subscription) };
        const string Spike = """{"kind":"SPEND_SPIKE"}""", Renewal = """{"kind":"RENEWAL"}""";
        Assert.Equal($$$$"""{"top":{"alerts":{"totalCount":2,"nodes":[{{{{Spike}}}},{{{{Renewal}}}}]}},"below":{"alerts":{"nodes":[{{{{Spike}}}}]}},"customer":{"alerts":{"nodes":[{{{{Renewal}}}},{"kind":"BUDGET"}]}},"subscription":{"alerts":{"nodes":[{{{{Renewal}}}}]}}}""",
            await kit.ReadAsync(Kinds, ChangeKit.Admin, ids));
        Assert.Equal($$$"""{"top":null,"below":{"alerts":{"nodes":[{{{Spike}}}]}},"customer":null,"subscription":null}""", await kit.ReadAsync(Kinds, kit.Network.Of("branch"), ids));
    }
}
