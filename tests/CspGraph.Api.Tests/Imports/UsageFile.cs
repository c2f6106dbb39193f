using System.Text;

namespace CspGraph.Api.Tests.Imports;

/// <summary>A daily rated usage file under construction, by the 55 documented columns.</summary>
sealed class UsageFile
{
    public static readonly string[] Columns = ("PartnerId,PartnerName,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,MpnId,Tier2MpnId,InvoiceNumber,ProductId,SkuId,AvailabilityId,SkuName,"
        + "ProductName,PublisherName,PublisherId,SubscriptionDescription,SubscriptionId,ChargeStartDate,ChargeEndDate,UsageDate,MeterType,MeterCategory,MeterId,MeterSubCategory,MeterName,"
        + "MeterRegion,Unit,ResourceLocation,ConsumedService,ResourceGroup,ResourceURI,ChargeType,UnitPrice,Quantity,UnitType,BillingPreTaxTotal,BillingCurrency,PricingPreTaxTotal,"
        + "PricingCurrency,ServiceInfo1,ServiceInfo2,Tags,AdditionalInfo,EffectiveUnitPrice,PCToBCExchangeRate,PCToBCExchangeRateDate,EntitlementId,EntitlementDescription,"
        + "PartnerEarnedCreditPercentage,CreditPercentage,CreditType,BenefitOrderId,BenefitId,BenefitType").Split(',');

    public static readonly Guid Customer = Guid.Parse("196e2273-9651-43a3-ba7e-7cbcd918fc40");

    readonly List<Dictionary<string, string>> lines = [];

    /// <summary>Adds a plausible line of January 2026, billed, with some cells as given.</summary>
    public UsageFile Line(params (string Column, string Value)[] cells)
    {
        var line = new Dictionary<string, string>
        {
            ["PartnerId"] = ImportKit.Partner.ToString(),
            ["PartnerName"] = "Fabrikam",
            ["CustomerId"] = Customer.ToString(),
            ["CustomerName"] = "Contoso",
            ["CustomerDomainName"] = "testcustomerdomain.onmicrosoft.com",
            ["CustomerCountry"] = "US",
            ["MpnId"] = "12345",
            ["Tier2MpnId"] = "67890",
            ["InvoiceNumber"] = "G002297372",
            ["ProductId"] = "DZH318Z0BNZ5",
            ["SkuId"] = "006G",
            ["AvailabilityId"] = "DZH318Z08B80",
            ["SkuName"] = "Tables",
            ["ProductName"] = "Tables",
            ["PublisherName"] = "Microsoft",
            ["SubscriptionDescription"] = "Azure plan",
            ["SubscriptionId"] = "e6b1c8a4-7c0a-4c54-9f0d-6a1b0f1d2c3e",
            ["ChargeStartDate"] = "2026-01-01T00:00:00Z",
            ["ChargeEndDate"] = "2026-02-01T00:00:00Z",
            ["UsageDate"] = "2026-01-05T00:00:00Z",
            ["MeterCategory"] = "Storage",
            ["MeterId"] = "9cc63cf8-6593-410a-b0e7-26a4ef71e8b3",
            ["MeterSubCategory"] = "Tables",
            ["MeterName"] = "LRS Data Stored",
            ["MeterRegion"] = "EU West",
            ["Unit"] = "1 GB/Month",
            ["ResourceLocation"] = "WESTEUROPE",
            ["ConsumedService"] = "Microsoft.Storage",
            ["ResourceGroup"] = "production",
            ["ResourceURI"] = "/subscriptions/66bada28-271e-4b7a-aaf5-c0ead6312345/resourceGroups/production/providers/Microsoft.Storage/storageAccounts/data",
            ["ChargeType"] = "new",
            ["UnitPrice"] = "0.045",
            ["Quantity"] = "10",
            ["UnitType"] = "1 GB/Month",
            ["BillingPreTaxTotal"] = "0.35",
            ["BillingCurrency"] = "EUR",
            ["PricingPreTaxTotal"] = "0.38",
            ["PricingCurrency"] = "USD",
            ["Tags"] = "{\"team\":\"data\"}",
            ["EffectiveUnitPrice"] = "0.03825",
            ["PCToBCExchangeRate"] = "0.92",
            ["PCToBCExchangeRateDate"] = "2026-01-01",
            ["EntitlementId"] = "66bada28-271e-4b7a-aaf5-c0ead6312345",
            ["EntitlementDescription"] = "Partner Subscription",
            ["PartnerEarnedCreditPercentage"] = "15",
            ["CreditPercentage"] = "0",
            ["CreditType"] = "Credit Not Applied",
        };
        foreach (var (column, value) in cells) line[column] = value;
        lines.Add(line);
        return this;
    }

    /// <summary>The text, with the columns as documented or in an order, and under names, of one's own.</summary>
    public string Text(IEnumerable<string>? columns = null, Func<string, string>? header = null)
    {
        var order = (columns ?? Columns).ToArray();
        var text = new StringBuilder().AppendJoin(',', order.Select(column => header?.Invoke(column) ?? column)).Append("\r\n");
        foreach (var line in lines)
            text.AppendJoin(',', order.Select(column => Quoted(line.GetValueOrDefault(column, "")))).Append("\r\n");
        return text.ToString();
    }

    public MemoryStream Stream() => ReconciliationFile.Stream(Text());

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
