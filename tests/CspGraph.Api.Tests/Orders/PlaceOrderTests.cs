using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Orders;

/// <summary>What an order leaves behind.</summary>
public sealed class PlaceOrderTests
{
    static readonly Viewer Beta = new(1, Role.ResellerAdmin, TestNetwork.Beta);

    [Fact]
    public async Task An_accepted_order_becomes_pending_subscriptions()
    {
        await using var kit = await OrderKit.CreateAsync();
        var placed = await kit.Changes.AskAsync("""
            mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { errors { code } subscriptions {
              name subscriptionId quantity status termDuration billingCycle startDate commitmentEndDate cancellationAllowedUntil autoRenew partnerOfRecordId promotionId orderedAt awaitsConfirmation asOf
              customer { name } reseller { id } product { productId } sku { skuId } unitPrice { value { amount currency } } monthlyCost { value { amount } } } } }
            """, new { input = OrderKit.Order(OrderKit.Line(OrderKit.E3).With("promotionId", $"{OrderKit.E3.CatalogId}:39NFJQT1Q5L7"), OrderKit.Line(OrderKit.AzurePlan, 1)) });

        var rows = (await kit.SubscriptionsAsync()).OrderBy(row => row.Name).ToList();
        var beta = OrderKit.Id('R', TestNetwork.Beta);
        Assert.Equal($$$$"""
            {"errors":[],"subscriptions":[{"name":"Microsoft 365 E3","subscriptionId":"{{{{rows[1].Id}}}}","quantity":25,"status":"PENDING","termDuration":"P1Y","billingCycle":"ANNUAL","startDate":"2027-03-01","commitmentEndDate":"2028-02-29","cancellationAllowedUntil":"2027-03-08T12:00:00Z","autoRenew":true,"partnerOfRecordId":"1111111","promotionId":"CFQ7TTC0LFLX:0001:39NFJQT1Q5L7","orderedAt":"2027-03-01T12:00:00Z","awaitsConfirmation":true,"asOf":"2027-03-01T12:00:00Z","customer":{"name":"Quinta"},"reseller":{"id":"{{{{beta}}}}"},"product":{"productId":"CFQ7TTC0LFLX"},"sku":{"skuId":"0001"},"unitPrice":{"value":{"amount":"300.00","currency":"EUR"}},"monthlyCost":{"value":{"amount":"625.00"}}},{"name":"Azure plan","subscriptionId":"{{{{rows[0].Id}}}}","quantity":1,"status":"PENDING","termDuration":null,"billingCycle":"NONE","startDate":"2027-03-01","commitmentEndDate":null,"cancellationAllowedUntil":null,"autoRenew":null,"partnerOfRecordId":"1111111","promotionId":null,"orderedAt":"2027-03-01T12:00:00Z","awaitsConfirmation":true,"asOf":"2027-03-01T12:00:00Z","customer":{"name":"Quinta"},"reseller":{"id":"{{{{beta}}}}"},"product":{"productId":"DZH318Z0BPS6"},"sku":{"skuId":"0001"},"unitPrice":{"value":{"amount":"0.00","currency":"EUR"}},"monthlyCost":{"value":null}}]}
            """, placed.GetProperty("data").GetProperty("placeOrder").GetRawText());
        Assert.Equal(["placeOrder Succeeded", "placeOrder Succeeded"], await kit.AuditAsync());
        var told = await kit.OrderedAsync();
        Assert.Equal([(rows[1].Id, OrderKit.Quinta, TestNetwork.Beta), (rows[0].Id, OrderKit.Quinta, TestNetwork.Beta)], told.Select(one => (one.SubscriptionId!.Value, one.CustomerId!.Value, one.ResellerId!.Value)));
        Assert.Equal($$"""{"customer":"{{OrderKit.Id('C', OrderKit.Quinta)}}","sku":"CFQ7TTC0LFLX:0001","quantity":25,"termDuration":"P1Y","billingCycle":"ANNUAL","partnerOfRecordId":"1111111","promotionId":"CFQ7TTC0LFLX:0001:39NFJQT1Q5L7"}""", told[0].Details);
    }

    [Fact]
    public async Task A_check_says_what_the_order_says_and_writes_nothing()
    {
        await using var kit = await OrderKit.CreateAsync();
        foreach (var order in new[] { OrderKit.Order(OrderKit.Line(OrderKit.E3)), OrderKit.Order(OrderKit.Line(OrderKit.Copilot), OrderKit.Line(OrderKit.E3, 301)) })
        {
            var before = await kit.StateAsync();
            var check = await kit.ValidateAsync(order);
            Assert.Equal(before, await kit.StateAsync());

            var placed = await kit.PlaceAsync(order);

            Assert.Equal(check.GetProperty("gates").GetRawText(), placed.GetProperty("gates").GetRawText());
            Assert.Equal(check.GetProperty("accepted").GetBoolean(), OrderKit.Errors(placed).Length == 0);
        }
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_and_leaves_nothing()
    {
        await using var kit = await OrderKit.CreateAsync();
        var before = await kit.StateAsync();
        var placed = await kit.PlaceAsync(OrderKit.Order(OrderKit.Line(OrderKit.E3)).With("dryRun", true));
        Assert.Equal(1, placed.GetProperty("subscriptions").GetArrayLength());
        Assert.Equal(before, await kit.StateAsync());
        Assert.Equal(["placeOrder Succeeded dry"], await kit.AuditAsync());
    }

    [Fact]
    public async Task An_order_that_is_sent_twice_under_one_key_is_placed_once()
    {
        await using var kit = await OrderKit.CreateAsync();
        var order = OrderKit.Order(OrderKit.Line(OrderKit.E3)).With("idempotencyKey", "order-1");
        var first = await kit.PlaceAsync(order);
        Assert.Equal(first.GetRawText(), (await kit.PlaceAsync(order)).GetRawText());
        Assert.Single(await kit.SubscriptionsAsync());
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED idempotencyKey"], OrderKit.Errors(await kit.PlaceAsync(OrderKit.Order(OrderKit.Line(OrderKit.E3, 26)).With("idempotencyKey", "order-1"))));
    }

    [Fact]
    public async Task A_reseller_orders_within_its_subtree_only()
    {
        await using var kit = await OrderKit.CreateAsync();
        var others = OrderKit.Order(OrderKit.Line(OrderKit.E3)).With("customer", OrderKit.Id('C', OrderKit.Vale));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await kit.ValidateAsync(others, Beta)).ValueKind);
        Assert.Equal(["NOT_FOUND customer"], OrderKit.Errors(await kit.PlaceAsync(others, Beta)));
        var foreign = OrderKit.Order(OrderKit.Line(OrderKit.E3).With("partnerOfRecord", OrderKit.Id('R', TestNetwork.Alpha)));
        Assert.Equal(["NOT_FOUND lines[0].partnerOfRecord"], OrderKit.Errors(await kit.PlaceAsync(foreign, Beta)));
        Assert.Empty(await kit.SubscriptionsAsync());

        Assert.Empty(OrderKit.Errors(await kit.PlaceAsync(OrderKit.Order(OrderKit.Line(OrderKit.E3)), Beta)));
        Assert.Empty(OrderKit.Errors(await kit.PlaceAsync(others)));
        Assert.Equal([TestNetwork.Beta, TestNetwork.Gamma], (await kit.SubscriptionsAsync()).Select(row => row.ResellerId!.Value).Order());
    }

    [Fact]
    public async Task Who_only_reads_may_check_and_not_place()
    {
        await using var kit = await OrderKit.CreateAsync();
        var reader = new Viewer(1, Role.ResellerAnalyst, TestNetwork.Beta);
        Assert.True((await kit.ValidateAsync(OrderKit.Order(OrderKit.Line(OrderKit.E3)), reader)).GetProperty("accepted").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await kit.PlaceAsync(OrderKit.Order(OrderKit.Line(OrderKit.E3)), reader)).ValueKind);
        Assert.Empty(await kit.SubscriptionsAsync());
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_input_is_told()
    {
        await using var kit = await OrderKit.CreateAsync();
        Assert.Equal(["BAD_USER_INPUT lines"], OrderKit.Errors(await kit.PlaceAsync(OrderKit.Order())));
        Assert.Equal(["BAD_USER_INPUT lines"], OrderKit.Errors(await kit.PlaceAsync(OrderKit.Order([.. Enumerable.Range(0, 51).Select(_ => OrderKit.Line(OrderKit.E3))]))));
        var order = OrderKit.Order(
            OrderKit.Line(OrderKit.E3).With("product", OrderKit.Id('P', OrderKit.Copilot.ProductId)), OrderKit.Line(OrderKit.E3).With("sku", OrderKit.Id('K', Guid.Empty)),
            OrderKit.Line(OrderKit.E3).With("promotionId", new string('A', 121)), OrderKit.Line(OrderKit.E3).With("partnerOfRecord", OrderKit.Id('R', TestNetwork.Omega)));
        Assert.Equal(["BAD_USER_INPUT lines[0].product", "NOT_FOUND lines[1].sku", "BAD_USER_INPUT lines[2].promotionId", "NOT_FOUND lines[3].partnerOfRecord"], OrderKit.Errors(await kit.PlaceAsync(order)));
        var refused = await kit.Changes.AskAsync(OrderKit.Validate, new { input = order });
        Assert.Equal("BAD_USER_INPUT", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
