using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Domain.Tests.Billing;

public sealed class LineFactsTests
{
    static readonly DateTime May20 = new(2021, 5, 20, 0, 0, 0, DateTimeKind.Utc);
    static readonly DateTime Ordered = May20.AddHours(18);
    static readonly Guid Customer = Guid.Parse("835a59a7-3172-47b5-bdef-d9cc65f4d0e4");
    static readonly SkuKey Sku = new("CFQ7TTC0HL8W", "0001");

    static InvoiceLine Line(string chargeType = "new", decimal subtotal = 720, decimal quantity = 50, DateTime? from = null, DateTime? to = null, decimal price = 14.4m,
        decimal rate = 1, string? frequency = "Monthly", string? reseller = "6034453", string? description = null) => new()
        {
            Id = default,
            InvoiceId = default,
            LineNumber = 2,
            MicrosoftCustomerId = Customer,
            CustomerName = "Contoso",
            ChargeType = chargeType,
            Subtotal = subtotal,
            TaxTotal = 0,
            Total = subtotal,
            Currency = "USD",
            Quantity = quantity,
            BillableQuantity = quantity,
            EffectiveUnitPrice = price,
            PCToBCExchangeRate = rate,
            BillingFrequency = frequency,
            TermAndBillingCycle = "One-Year commitment for monthly/yearly billing",
            OrderDate = Ordered,
            ChargeStartDate = from ?? May20,
            ChargeEndDate = to ?? new DateTime(2021, 6, 19, 0, 0, 0, DateTimeKind.Utc),
            SubscriptionStartDate = May20,
            SubscriptionEndDate = new DateTime(2022, 5, 19, 0, 0, 0, DateTimeKind.Utc),
            ResellerMpnId = reseller,
            SkuName = "Per User",
            SubscriptionDescription = description,
        };

    static SubscriptionFacts Of(InvoiceLine line) => LineFacts.OfSubscription(line, Sku);

    [Fact]
    public void A_statement_is_of_the_later_of_order_and_start_of_the_charge()
    {
        Assert.Equal(Ordered, LineFacts.StatedAt(Line()));
        Assert.Equal(May20.AddMonths(1), LineFacts.StatedAt(Line(from: May20.AddMonths(1))));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("Renew")]
    [InlineData("cycleCharge")]
    [InlineData("Cycle fee")]
    [InlineData("ADDQUANTITY")]
    [InlineData("convert")]
    public void A_charge_states_seats_price_and_that_it_is_active(string chargeType)
    {
        var facts = Of(Line(chargeType));

        Assert.Equal(new Fact<int>(50, Ordered), facts.Quantity);
        Assert.Equal(new Fact<SubscriptionPrice>(new("USD", 14.4m), Ordered), facts.Price);
        Assert.Equal(new Fact<SubscriptionStatus>(SubscriptionStatus.Active, Ordered), facts.Status);
        Assert.Equal(new Fact<DateOnly>(new(2022, 5, 19), Ordered), facts.CommitmentEnd);
        Assert.Equal(new DateOnly(2021, 5, 20), facts.StartDate);
    }

    [Theory]
    [InlineData("removeQuantity", -720, 50)]
    [InlineData("convert", -720, 50)]
    [InlineData("removeQuantity", 0, -50)]
    [InlineData("customerCredit", 720, 50)]
    [InlineData("somethingNew", 720, 50)]
    public void A_refund_or_an_unknown_charge_states_neither_price_nor_status_and_seats_that_yield_to_any(string chargeType, int subtotal, int quantity)
    {
        var facts = Of(Line(chargeType, subtotal, quantity));

        Assert.Equal(new Fact<int>(50, Ordered, IsWeak: true), facts.Quantity);
        Assert.Null(facts.Status);
        Assert.Equal(new Fact<SubscriptionPrice>(new("USD", null), Ordered, IsWeak: true), facts.Price);
        Assert.Equal(new Fact<SkuKey>(Sku, Ordered, IsWeak: true), facts.Sku);
    }

    [Theory]
    [InlineData("cancel", -720)]
    [InlineData("Cancel", 0)]
    public void A_cancellation_states_that_it_is_deleted(string chargeType, int subtotal) =>
        Assert.Equal(new Fact<SubscriptionStatus>(SubscriptionStatus.Deleted, Ordered), Of(Line(chargeType, subtotal)).Status);

    [Theory]
    [InlineData(2021, 1, 31, 2021, 2, 27, "Monthly", true)]
    [InlineData(2021, 2, 28, 2021, 3, 30, "Monthly", true)]
    [InlineData(2021, 8, 31, 2021, 9, 29, "Monthly", true)]
    [InlineData(2021, 5, 20, 2021, 6, 18, "Monthly", false)]
    [InlineData(2021, 5, 20, 2022, 5, 19, "Annual", true)]
    [InlineData(2021, 5, 20, 2022, 5, 18, "Annual", false)]
    [InlineData(2021, 5, 20, 2024, 5, 19, "Triennial", true)]
    [InlineData(2021, 5, 20, 2024, 5, 19, "OneTime", false)]
    [InlineData(2021, 5, 20, 2024, 5, 19, null, false)]
    public void Only_a_full_cycle_states_a_price(int y1, int m1, int d1, int y2, int m2, int d2, string? frequency, bool states)
    {
        var price = Of(Line(from: new(y1, m1, d1, 0, 0, 0, DateTimeKind.Utc), to: new(y2, m2, d2, 0, 0, 0, DateTimeKind.Utc), frequency: frequency)).Price!.Value;

        Assert.Equal((states ? 14.4m : null, !states), (price.Value.Amount, price.IsWeak));
    }

    [Fact]
    public void A_price_is_in_the_currency_of_the_bill_cut_to_two_places() => Assert.Equal(13.24m, Of(Line(price: 14.4m, rate: 0.91999m)).Price!.Value.Value.Amount);

    [Theory]
    [InlineData("6034453", "6034453")]
    [InlineData("0", "")]
    [InlineData("-1", "")]
    [InlineData(null, null)]
    public void The_partner_of_record_is_a_fact_even_when_there_is_none(string? reseller, string? stated) =>
        Assert.Equal(stated, Of(Line(reseller: reseller)).PartnerOfRecord?.Value);

    [Fact]
    public void A_line_without_a_reseller_does_not_make_the_customer_direct() => Assert.Null(LineFacts.OfCustomer(Line(reseller: "0")).ResellerPlaId);

    [Fact]
    public void What_is_bought_names_a_subscription_only_until_its_owner_does()
    {
        Assert.Equal(new Fact<string>("Per User", Ordered, IsWeak: true), Of(Line()).Name);
        Assert.Equal(new Fact<string>("Ours", Ordered), Of(Line(description: "Ours")).Name);
    }
}
