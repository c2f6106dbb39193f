using CsCheck;
using CspGraph.Api.Imports;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Imports;

/// <summary>How facts are stored beside a row: databases hold such texts for good.</summary>
public sealed class ElsewhereTests
{
    static readonly DateTime At = new(2026, 11, 1, 0, 0, 0, 1, DateTimeKind.Utc);

    static readonly CustomerFacts Customer = new(new("Zoë \"&\" <Co>", At), null, new("PT", At, IsWeak: true), new("6034453", FactDates.Oldest)) { Holder = new("", At) };

    static readonly SubscriptionFacts Subscription = new()
    {
        Customer = new(Guid.Parse(NetworkJson.Customer), At),
        PartnerOfRecord = new("", At),
        Sku = new(new("CFQ7TTC0LF8S", "0001"), At),
        Name = new("Office", At, IsWeak: true),
        Quantity = new(25, At),
        Price = new(new("EUR", 11.50m), At),
        Term = new(TermDuration.P1Y, At),
        Cycle = new(BillingCycle.Monthly, At),
        Status = new(SubscriptionStatus.Suspended, At),
        CommitmentEnd = new(new(2027, 1, 14), At),
        CancellationAllowed = new(At.AddDays(7), At),
        AutoRenew = new(false, At),
        ScheduledActions = new("TermEnd Cancel", At),
        StartDate = new(2026, 1, 15),
    };

    const string CustomerText = """{"Name":["Zoë \"&\" <Co>",1793491200001],"Country":["PT",1793491200001,true],"ResellerPlaId":["6034453",-62135596800000],"Holder":["",1793491200001]}""";

    const string SubscriptionText = """
        {"Customer":["835a59a7-3172-47b5-bdef-d9cc65f4d0e4",1793491200001],"PartnerOfRecord":["",1793491200001],"Sku":[{"ProductId":"CFQ7TTC0LF8S","SkuId":"0001"},1793491200001],
        "Name":["Office",1793491200001,true],"Quantity":[25,1793491200001],"Price":[{"Currency":"EUR","Amount":11.5},1793491200001],"Term":["P1Y",1793491200001],"Cycle":["Monthly",1793491200001],
        "Status":["Suspended",1793491200001],"CommitmentEnd":["2027-01-14",1793491200001],"CancellationAllowed":["2026-11-08T00:00:00.001Z",1793491200001],"AutoRenew":[false,1793491200001],"ScheduledActions":["TermEnd Cancel",1793491200001],"StartDate":"2026-01-15"}
        """;

    [Fact]
    public void The_text_of_a_customer() => Assert.Equal(CustomerText, Elsewhere<CustomerFacts>.Write(Customer));

    [Fact]
    public void The_text_of_a_subscription() => Assert.Equal(SubscriptionText.ReplaceLineEndings(""), Elsewhere<SubscriptionFacts>.Write(Subscription));

    [Fact]
    public void A_text_is_read_as_what_was_written() =>
        Assert.Equal((Customer, Subscription), (Elsewhere<CustomerFacts>.Read(CustomerText), Elsewhere<SubscriptionFacts>.Read(SubscriptionText)));

    [Fact]
    public void Nothing_but_that_it_is_there() => Assert.Equal(("{}", CustomerFacts.None), (Elsewhere<CustomerFacts>.Write(CustomerFacts.None), Elsewhere<CustomerFacts>.Read("{}")));

    [Fact]
    public void Any_text_and_any_amount() => Gen.Select(Gen.String.Where(text => !text.Any(char.IsSurrogate)), Gen.Decimal, Gen.Bool).Sample((text, amount, isKnown) =>
    {
        var facts = new SubscriptionFacts { Name = new(text, At), Price = new(new("EUR", isKnown ? amount : null), At, !isKnown) };
        Assert.Equal(facts, Elsewhere<SubscriptionFacts>.Read(Elsewhere<SubscriptionFacts>.Write(facts)));
    }, iter: 1_000, threads: 1);
}
