using System.IO.Compression;
using System.Text;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A licence reconciliation file under construction, by the 47 documented columns.</summary>
sealed class ReconciliationFile
{
    public static readonly string[] Columns = ("PartnerId,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,InvoiceNumber,MpnId,Tier2MpnId,OrderId,OrderDate,ProductId,SkuId,"
        + "AvailabilityId,SkuName,ProductName,ChargeType,UnitPrice,Quantity,Subtotal,TaxTotal,Total,Currency,PriceAdjustmentDescription,PublisherName,PublisherId,"
        + "SubscriptionDescription,SubscriptionId,ChargeStartDate,ChargeEndDate,TermAndBillingCycle,EffectiveUnitPrice,UnitType,AlternateId,BillableQuantity,BillingFrequency,"
        + "PricingCurrency,PCToBCExchangeRate,PCToBCExchangeRateDate,MeterDescription,ReservationOrderId,CreditReasonCode,SubscriptionStartDate,SubscriptionEndDate,ReferenceId,"
        + "ProductQualifiers,PromotionId,ProductCategory").Split(',');

    readonly List<Dictionary<string, string>> lines = [];

    /// <summary>Adds a plausible line (the documented sample's, billed), with some cells as given.</summary>
    public ReconciliationFile Line(params (string Column, string Value)[] cells)
    {
        var line = new Dictionary<string, string>
        {
            ["PartnerId"] = ImportKit.Partner.ToString(),
            ["CustomerId"] = "835a59a7-3172-47b5-bdef-d9cc65f4d0e4",
            ["CustomerName"] = "Contoso Sample",
            ["CustomerDomainName"] = "contososample.onmicrosoft.com",
            ["CustomerCountry"] = "US",
            ["InvoiceNumber"] = "G000000001",
            ["MpnId"] = "5357564",
            ["Tier2MpnId"] = "6034453",
            ["OrderId"] = "5f9d52bb1408",
            ["OrderDate"] = "2021-05-20T18:48:30.6168285Z",
            ["ProductId"] = "CFQ7TTC0HL8W",
            ["SkuId"] = "0001",
            ["AvailabilityId"] = "CFQ7TTC0K59S",
            ["SkuName"] = "Power BI Premium Per User",
            ["ProductName"] = "Power BI Premium Per User",
            ["ChargeType"] = "new",
            ["UnitPrice"] = "16",
            ["Quantity"] = "50",
            ["Subtotal"] = "720",
            ["TaxTotal"] = "0",
            ["Total"] = "720",
            ["Currency"] = "USD",
            ["PriceAdjustmentDescription"] = "[\"Price for given billing period\",\"You are getting a discount for being a partner.\"]",
            ["PublisherName"] = "Microsoft Corporation",
            ["SubscriptionId"] = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f",
            ["ChargeStartDate"] = "2021-05-20",
            ["ChargeEndDate"] = "2021-06-19",
            ["TermAndBillingCycle"] = "One-Year commitment for monthly/yearly billing",
            ["EffectiveUnitPrice"] = "14.4",
            ["AlternateId"] = "5f9d52bb1408",
            ["BillableQuantity"] = "50",
            ["BillingFrequency"] = "Monthly",
            ["PricingCurrency"] = "USD",
            ["PCToBCExchangeRate"] = "1",
            ["PCToBCExchangeRateDate"] = "2021-05-01",
            ["ReservationOrderId"] = "8fdebb4a-7110-496e-9570-623e4c992797",
            ["SubscriptionStartDate"] = "2021-05-20",
            ["SubscriptionEndDate"] = "2022-05-19",
            ["ReferenceId"] = "28b535e0-68f4-40b5-84f7-8ed9241eb149",
            ["ProductQualifiers"] = "[]",
            ["PromotionId"] = "39NFJQT1X27N:0002:39NFJQT1Q5KL",
        };
        foreach (var (column, value) in cells) line[column] = value;
        lines.Add(line);
        return this;
    }

    /// <summary>The text, with the columns as documented or in an order, and under names, of one's own.</summary>
    public string Text(IEnumerable<string>? columns = null, string lineEnd = "\r\n", Func<string, string>? header = null)
    {
        var order = (columns ?? Columns).ToArray();
        var text = new StringBuilder().AppendJoin(',', order.Select(column => header?.Invoke(column) ?? column)).Append(lineEnd);
        foreach (var line in lines)
            text.AppendJoin(',', order.Select(column => Quoted(line.GetValueOrDefault(column, "")))).Append(lineEnd);
        return text.ToString();
    }

    public static MemoryStream Stream(string text, bool withMark = false) => new([.. withMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)]);

    public static MemoryStream Compressed(string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, level, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        bytes.Position = 0;
        return bytes;
    }

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
