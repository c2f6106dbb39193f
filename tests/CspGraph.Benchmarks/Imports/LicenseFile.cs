using System.Globalization;

namespace CspGraph.Benchmarks.Imports;

/// <summary>A licence reconciliation file as Microsoft writes them: 47 columns, a customer's lines together, some 750 bytes a line.</summary>
/// <remarks>A subscription has five lines: its monthly fee, and two changes of seats, each a refund of the old and a charge of the new quantity.</remarks>
static class LicenseFile
{
    const int LinesPerSubscription = 5;
    const int SubscriptionsPerCustomer = 10;
    const decimal EurosPerDollar = 0.9234m;

    public const string Header = "PartnerId,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,InvoiceNumber,MpnId,Tier2MpnId,OrderId,OrderDate,ProductId,SkuId,"
        + "AvailabilityId,SkuName,ProductName,ChargeType,UnitPrice,Quantity,Subtotal,TaxTotal,Total,Currency,PriceAdjustmentDescription,PublisherName,PublisherId,"
        + "SubscriptionDescription,SubscriptionId,ChargeStartDate,ChargeEndDate,TermAndBillingCycle,EffectiveUnitPrice,UnitType,AlternateId,BillableQuantity,BillingFrequency,"
        + "PricingCurrency,PCToBCExchangeRate,PCToBCExchangeRateDate,MeterDescription,ReservationOrderId,CreditReasonCode,SubscriptionStartDate,SubscriptionEndDate,ReferenceId,"
        + "ProductQualifiers,PromotionId,ProductCategory";

    static readonly string[] Products = ["Microsoft 365 E3", "Microsoft 365 E5", "Microsoft 365 Business Premium", "Microsoft 365 Business Standard", "Office 365 E1",
        "Exchange Online (Plan 1)", "Exchange Online (Plan 2)", "Power BI Premium Per User", "Visio Plan 2", "Planner and Project Plan 3",
        "Microsoft Defender for Office 365 (Plan 2)", "Dynamics 365 Sales Enterprise Edition", "Dynamics 365 Customer Service Enterprise", "Microsoft 365 Copilot"];

    public static IEnumerable<string> Lines(DateOnly month, long count)
    {
        yield return Header;
        for (var line = 0L; line < count; line++) yield return Line(month, line);
    }

    static string Line(DateOnly month, long number)
    {
        var (subscription, part) = Math.DivRem(number, LinesPerSubscription);
        var customer = DrawnCustomer.Of(subscription / SubscriptionsPerCustomer);
        var product = Drawn.Number("product", subscription, Products.Length);
        var price = 4 + Drawn.Number("price", product, 4000) / 100m;
        var bought = month.AddYears(-1).AddDays(1 + Drawn.Number("bought", subscription, 300));

        // The first change comes in the first half of the month, the second in the other; each is two lines.
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        var change = (int)(part + 1) / 2;
        var first = change == 0 ? month : month.AddDays((change - 1) * 15 + 1 + Drawn.Number("day", subscription + change, 12));
        var isRefund = part is 1 or 3;
        var seats = 1 + Drawn.Number("seats", subscription * 3 + (isRefund ? change - 1 : change), 250);
        var quantity = isRefund ? -seats : seats;
        var effective = decimal.Round(price * 0.9m * (days - first.Day + 1) / days, 10);
        var subtotal = decimal.Truncate(effective * EurosPerDollar * 100) / 100 * quantity;
        var tax = decimal.Round(subtotal * 0.19m, 2);
        var ordered = change == 0 ? bought : first;
        var order = Drawn.Id("order", subscription).ToString("N")[..12];
        var chargeType = change == 0 ? "cycleFee" : "addQuantity";
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Drawn.Partner},{customer.Id},{customer.Name},{customer.Domain},{customer.Country},G{month:yyyyMM}01,6030001,{customer.ResellerMpnId},{order},{ordered:yyyy-MM-dd}T09:{number % 60:00}:30.6168285Z,CFQ7TTC0{product:X4},{product % 3 + 1:0000},CFQ7TTC0K{product:X3},{Products[product]},{Products[product]},{chargeType},{price},{quantity},{subtotal},{tax},{subtotal + tax},EUR,"[""Price for given billing period"",""You are getting a discount for being a partner."",""Price for given term""]",Microsoft Corporation,,,{Drawn.Id("subscription", subscription)},{first:yyyy-MM-dd},{month.AddDays(days - 1):yyyy-MM-dd},One-Year commitment for monthly/yearly billing,{effective},,{order},{quantity},Monthly,USD,{EurosPerDollar},{month:yyyy-MM-dd},,{Drawn.Id("reservation", subscription)},,{bought:yyyy-MM-dd},{bought.AddYears(1).AddDays(-1):yyyy-MM-dd},{Drawn.Id("reference", number)},[],39NFJQT1X27N:{product:0000}:39NFJQT1Q5KL,
            """);
    }
}
