using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using static CspGraph.Api.Tests.Orders.OrderKit;

namespace CspGraph.Api.Tests.Orders;

/// <summary>What a distributor lets a reseller's subtree have running. A month of 10 seats of E3 comes to 300 EUR.</summary>
public sealed class CreditLimitTests
{
    const string Set = "mutation($input: SetCreditLimitInput!) { setCreditLimit(input: $input) { reseller { creditLimit { amount currency setAt version } } errors { code field } } }";

    static async Task<string> SetAsync(OrderKit kit, Guid reseller, decimal amount, int? expectedVersion = null, string currency = "EUR", Viewer? viewer = null) =>
        (await kit.Changes.AskAsync(Set, new { input = new { reseller = Id('R', reseller), amount, currency, expectedVersion } }, viewer is null ? null : ChangeKit.Of(viewer)))
            .GetProperty("data").GetProperty("setCreditLimit").GetRawText();

    [Fact]
    public async Task A_limit_is_set_and_changed()
    {
        await using var kit = await OrderKit.CreateAsync();
        Assert.Equal("""{"reseller":{"creditLimit":{"amount":"1000.50","currency":"EUR","setAt":"2027-03-01T12:00:00Z","version":1}},"errors":[]}""", await SetAsync(kit, TestNetwork.Alpha, 1000.5m, 0));
        Assert.Equal("""{"reseller":{"creditLimit":{"amount":"2000.00","currency":"USD","setAt":"2027-03-01T12:00:00Z","version":2}},"errors":[]}""", await SetAsync(kit, TestNetwork.Alpha, 2000, 1, "usd"));
        Assert.Equal("""{"reseller":null,"errors":[{"code":"VERSION_MISMATCH","field":"expectedVersion"}]}""", await SetAsync(kit, TestNetwork.Alpha, 1, 1));
    }

    [Theory]
    [InlineData("-1", "EUR", "BAD_USER_INPUT", "amount")]
    [InlineData("0.00001", "EUR", "BAD_USER_INPUT", "amount")]
    [InlineData("1", "XXX", "BAD_USER_INPUT", "currency")]
    public async Task What_is_no_amount_of_money_is_refused(string amount, string currency, string code, string field)
    {
        await using var kit = await OrderKit.CreateAsync();
        Assert.Equal($$"""{"reseller":null,"errors":[{"code":"{{code}}","field":"{{field}}"}]}""", await SetAsync(kit, TestNetwork.Alpha, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency: currency));
        Assert.Empty(await kit.Changes.RowsAsync<CreditLimit>());
    }

    [Fact]
    public async Task Only_the_whole_tenant_sets_one_and_of_a_reseller_of_its_own()
    {
        await using var kit = await OrderKit.CreateAsync();
        Assert.Equal("""{"reseller":null,"errors":[{"code":"AUTH_NOT_AUTHORIZED","field":null}]}""", await SetAsync(kit, TestNetwork.Beta, 1, viewer: new(1, Role.ResellerAdmin, TestNetwork.Alpha)));
        Assert.Equal("""{"reseller":null,"errors":[{"code":"NOT_FOUND","field":"reseller"}]}""", await SetAsync(kit, TestNetwork.Omega, 1));
        Assert.Empty(await kit.Changes.RowsAsync<CreditLimit>());
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(299, false)]
    public async Task An_order_stays_within_the_limit_of_the_nearest_that_has_one(int amount, bool isPlaced)
    {
        await using var kit = await OrderKit.CreateAsync();
        await SetAsync(kit, TestNetwork.Alpha, amount);
        await SetAsync(kit, TestNetwork.Gamma, 0);
        var before = await kit.StateAsync();

        var placed = await kit.PlaceAsync(Order(Line(E3, 10)));

        Assert.Equal(isPlaced ? [] : ["CREDIT_LIMIT_EXCEEDED"], Errors(placed));
        if (!isPlaced) Assert.Equal(before, await kit.StateAsync());
        await SetAsync(kit, TestNetwork.Beta, 10_000);
        Assert.Empty(Errors(await kit.PlaceAsync(Order(Line(E3, 10)))));
    }

    [Fact]
    public async Task What_runs_in_the_subtree_is_used_and_what_is_over_is_not()
    {
        await using var kit = await OrderKit.CreateAsync();
        await SetAsync(kit, TestNetwork.Alpha, 599);
        Assert.Empty(Errors(await kit.PlaceAsync(Order(Line(E3, 10)))));
        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], Errors(await kit.PlaceAsync(Order(Line(E3, 10).With("partnerOfRecord", Id('R', TestNetwork.Alpha))))));
        Assert.Equal("A month of all that runs would come to 600.00 EUR, and the credit limit is 599.00 EUR. Order less, or ask the distributor for a higher limit.",
            (await kit.PlaceAsync(Order(Line(E3, 10)))).GetProperty("errors")[0].GetProperty("message").GetString());
        await kit.WriteAsync<CspSubscription>(row => row.Status = SubscriptionStatus.Deleted);
        Assert.Empty(Errors(await kit.PlaceAsync(Order(Line(E3, 10)))));
    }

    [Fact]
    public async Task A_limit_in_a_currency_without_prices_leaves_it_open()
    {
        await using var kit = await OrderKit.CreateAsync();
        await SetAsync(kit, TestNetwork.Alpha, 1000, currency: "USD");
        Assert.Equal(["CREDIT_UNKNOWN"], Errors(await kit.PlaceAsync(Order(Line(E3, 10)))));
    }

    [Theory]
    [InlineData(300, "The order stays within the credit limit.")]
    [InlineData(299, "The order is over the credit limit.")]
    public async Task A_reseller_is_told_no_amount(int amount, string message)
    {
        await using var kit = await OrderKit.CreateAsync();
        await SetAsync(kit, TestNetwork.Alpha, amount);
        var check = await kit.ValidateAsync(Order(Line(E3, 10)), new(1, Role.ResellerAdmin, TestNetwork.Beta));
        Assert.Equal([message], check.GetProperty("gates").EnumerateArray().Where(gate => gate.GetProperty("gate").GetString() is "CREDIT_LIMIT").Select(gate => gate.GetProperty("message").GetString()));
    }
}
