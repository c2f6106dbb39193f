using System.Text.Json.Nodes;
using CspGraph.Api.Tests.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;
using static CspGraph.Api.Tests.Orders.OrderKit;

namespace CspGraph.Api.Tests.Orders;

/// <summary>What was ordered is the subscription that a source tells of.</summary>
public sealed class ConfirmationTests
{
    static readonly Guid First = new("aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f");
    static readonly Guid Second = new("bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f");

    internal static NetworkJson Network(Guid subscription, params (string, JsonNode?)[] properties) => Add(new("2027-03-02T06:00:00Z"), subscription, properties);

    static NetworkJson Add(NetworkJson file, Guid subscription, params (string, JsonNode?)[] properties) => file.Subscriptions(subscription.ToString(),
        [("productId", E3.Product), ("billingCycle", "ANNUAL"), ("termDuration", "P1Y"), ("startDate", "2027-03-02"), .. properties]);

    static string Invoice() => new ReconciliationFile().Line(("CustomerCountry", "PT"), ("MpnId", "1111111"), ("Tier2MpnId", ""), ("ProductId", E3.Product), ("SkuName", E3.Title), ("ProductName", E3.Title), ("Quantity", "25"), ("BillableQuantity", "25"),
        ("UnitPrice", "290"), ("EffectiveUnitPrice", "290"), ("Subtotal", "7250"), ("Total", "7250"), ("Currency", "EUR"), ("PricingCurrency", "EUR"), ("SubscriptionId", First.ToString()), ("OrderDate", "2027-03-01T12:00:05Z"), ("ChargeStartDate", "2027-03-01"),
        ("ChargeEndDate", "2028-02-29"), ("TermAndBillingCycle", "One-Year commitment for yearly billing"), ("BillingFrequency", "Annual"), ("SubscriptionStartDate", "2027-03-01"), ("SubscriptionEndDate", "2028-02-29"), ("PCToBCExchangeRateDate", "2027-03-01")).Text();

    static async Task<OrderKit> OrderedAsync(params int[] quantities)
    {
        var kit = await OrderKit.CreateAsync();
        foreach (var quantity in quantities)
        {
            Assert.Empty(Errors(await kit.PlaceAsync(Order(Line(E3, quantity)))));
            kit.Changes.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        return kit;
    }

    [Fact]
    public async Task A_subscription_that_fits_takes_the_order_over()
    {
        await using var kit = await OrderedAsync(25);
        var ordered = (await kit.SubscriptionsAsync()).Single();

        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(Network(First, ("name", "Sales")).ToString())).Status);

        var row = (await kit.SubscriptionsAsync()).Single();
        Assert.Equal((ordered.Id, First, false, ordered.OrderedAt), (row.Id, row.SubscriptionId, row.AwaitsConfirmation, row.OrderedAt));
        Assert.Equal((SubscriptionStatus.Active, "Sales", new DateOnly(2027, 3, 1)), (row.Status, row.Name, row.StartDate));
        // What the source leaves open holds as it was ordered.
        Assert.Equal((ordered.CommitmentEndDate, ordered.CancellationAllowedUntil, ordered.UnitPrice), (row.CommitmentEndDate, row.CancellationAllowedUntil, row.UnitPrice));
        Assert.Equal(ordered.PartnerOfRecordId, row.PartnerOfRecordId);
        Assert.Equal(ordered.ResellerId, row.ResellerId);
    }

    public static TheoryData<string, JsonNode> Misfits => new()
    {
        { "quantity", 26 }, { "billingCycle", "MONTHLY" }, { "termDuration", "P3Y" }, { "productId", Copilot.Product }, { "partnerOfRecord", "7777777" }, { "startDate", "2027-02-25" }, { "startDate", "2027-03-12" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task What_does_not_fit_is_another_subscription(string property, JsonNode value)
    {
        await using var kit = await OrderedAsync(25);
        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(Network(First, (property, value)).ToString())).Status);
        Assert.Equal([false, true], (await kit.SubscriptionsAsync()).Select(row => row.AwaitsConfirmation).Order());
    }

    [Fact]
    public async Task Another_customer_s_subscription_does_not_fit()
    {
        await using var kit = await OrderedAsync(25);
        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(Network(First, ("customer", new Guid(9, 9, 9, new byte[8]).ToString())).ToString())).Status);
        Assert.Equal([false, true], (await kit.SubscriptionsAsync()).Select(row => row.AwaitsConfirmation).Order());
    }

    [Fact]
    public async Task One_subscription_confirms_one_order_the_oldest_first()
    {
        await using var kit = await OrderedAsync(25, 25);
        await kit.ImportAsync(Network(Second).ToString());
        Assert.Equal([(Second, false), (null, true)], (await kit.SubscriptionsAsync()).OrderBy(row => row.OrderedAt).Select(row => (row.AwaitsConfirmation ? (Guid?)null : row.SubscriptionId, row.AwaitsConfirmation)));

        await kit.ImportAsync(Network(First).ToString());

        Assert.Equal([Second, First], (await kit.SubscriptionsAsync()).OrderBy(row => row.OrderedAt).Select(row => row.SubscriptionId));
    }

    [Fact]
    public async Task Two_of_one_file_take_the_orders_by_their_start_whatever_their_order_in_it()
    {
        foreach (var turned in new[] { false, true })
        {
            await using var kit = await OrderedAsync(25, 25);
            var file = turned ? Add(Network(Second, ("startDate", "2027-03-01")), First) : Add(Network(First), Second, ("startDate", "2027-03-01"));
            Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(file.ToString())).Status);
            Assert.Equal([Second, First], (await kit.SubscriptionsAsync()).OrderBy(row => row.OrderedAt).Select(row => row.SubscriptionId));
        }
    }

    [Fact]
    public async Task Sources_in_any_order_leave_the_same()
    {
        var ends = new List<string>();
        foreach (var invoiceFirst in new[] { true, false })
        {
            await using var kit = await OrderedAsync(25);
            var network = Network(First).ToString();
            foreach (var isInvoice in new[] { invoiceFirst, !invoiceFirst })
                Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(isInvoice ? Invoice() : network, isInvoice ? ImportKind.LicenseReconciliation : ImportKind.Network)).Status);
            var row = (await kit.SubscriptionsAsync()).Single();
            Assert.Equal((First, false, SubscriptionStatus.Active, 290m), (row.SubscriptionId, row.AwaitsConfirmation, row.Status, row.UnitPrice));
            ends.Add($"{row.Name} {row.Quantity} {row.UnitPrice} {row.Currency} {row.TermDuration} {row.BillingCycle} {row.StartDate:O} {row.CommitmentEndDate:O} {row.CancellationAllowedUntil:O} {row.AutoRenew} {row.PartnerOfRecordId} {row.ResellerId} {row.FactDates} {row.OrderedAt:O}");
        }
        Assert.Equal(ends[0], ends[1]);
    }
}
