using System.Globalization;

namespace CspGraph.Benchmarks.Imports;

/// <summary>A daily rated usage file as Microsoft writes them: 55 columns, by customer, Azure subscription and resource the days of the month, some 900 bytes a line.</summary>
static class UsageFile
{
    const int ResourcesPerEntitlement = 16;
    const int EntitlementsPerCustomer = 2;
    const decimal EurosPerDollar = 0.9234m;

    public const string Header = "PartnerId,PartnerName,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,MpnId,Tier2MpnId,InvoiceNumber,ProductId,SkuId,AvailabilityId,SkuName,"
        + "ProductName,PublisherName,PublisherId,SubscriptionDescription,SubscriptionId,ChargeStartDate,ChargeEndDate,UsageDate,MeterType,MeterCategory,MeterId,MeterSubCategory,MeterName,"
        + "MeterRegion,Unit,ResourceLocation,ConsumedService,ResourceGroup,ResourceURI,ChargeType,UnitPrice,Quantity,UnitType,BillingPreTaxTotal,BillingCurrency,PricingPreTaxTotal,"
        + "PricingCurrency,ServiceInfo1,ServiceInfo2,Tags,AdditionalInfo,EffectiveUnitPrice,PCToBCExchangeRate,PCToBCExchangeRateDate,EntitlementId,EntitlementDescription,"
        + "PartnerEarnedCreditPercentage,CreditPercentage,CreditType,BenefitOrderId,BenefitId,BenefitType";

    static readonly (string Category, string Sub, string Meter, string Provider, string Unit)[] Services =
    [
        ("Virtual Machines", "Dv3/DSv3 Series", "D2 v3/D2s v3", "Microsoft.Compute/virtualMachines", "1 Hour"),
        ("Virtual Machines Licenses", "Windows Server", "2 vCPU VM License", "Microsoft.Compute/virtualMachines", "1 Hour"),
        ("Storage", "Premium SSD Managed Disks", "P10 LRS Disk", "Microsoft.Compute/disks", "1/Month"),
        ("Storage", "Blob Storage", "Hot LRS Data Stored", "Microsoft.Storage/storageAccounts", "1 GB/Month"),
        ("Bandwidth", "Inter-Region", "Standard Data Transfer Out", "Microsoft.Network/publicIPAddresses", "1 GB"),
        ("SQL Database", "Single Standard", "S2 DTUs", "Microsoft.Sql/servers", "1/Day"),
        ("Azure App Service", "Premium v3 Plan", "P1 v3 App", "Microsoft.Web/serverfarms", "1 Hour"),
        ("Log Analytics", "Log Analytics", "Analytics Logs Data Ingestion", "Microsoft.OperationalInsights/workspaces", "1 GB"),
    ];

    static readonly string[] Regions = ["EU West", "EU North", "DE West Central", "FR Central"];

    public static IEnumerable<string> Lines(DateOnly month, long count)
    {
        yield return Header;
        for (var line = 0L; line < count; line++) yield return Line(month, line);
    }

    static string Line(DateOnly month, long number)
    {
        var (resource, day) = Math.DivRem(number, DateTime.DaysInMonth(month.Year, month.Month));
        var (entitlement, order) = Math.DivRem(resource, ResourcesPerEntitlement);
        var customer = DrawnCustomer.Of(entitlement / EntitlementsPerCustomer);
        var service = Drawn.Number("service", resource, Services.Length);
        var (category, sub, meter, provider, unit) = Services[service];
        var region = Drawn.Of("region", entitlement, Regions);
        var entitlementId = Drawn.Id("entitlement", entitlement);
        var price = (1 + Drawn.Number("price", service, 5_000_000)) / 100_000_000m;
        var effective = price * 0.85m;
        var quantity = (1 + Drawn.Number("quantity", number, 24_000_000)) / 1_000_000m;
        var cost = decimal.Round(effective * quantity, 15);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {{Drawn.Partner}},Contoso Distribution,{{customer.Id}},{{customer.Name}},{{customer.Domain}},{{customer.Country}},6030001,{{customer.ResellerMpnId}},G{{month:yyyyMM}}02,DZH318Z0BPS6,00{{service:00}},DZH318Z0BP8B,Azure plan,Azure plan,Microsoft,,Azure plan,{{Drawn.Id("plan", entitlement / EntitlementsPerCustomer)}},{{month:yyyy-MM-dd}},{{month.AddMonths(1).AddDays(-1):yyyy-MM-dd}},{{month.AddDays((int)day):yyyy-MM-dd}},{{unit}} - {{meter}},{{category}},{{Drawn.Id("meter", service)}},{{sub}},{{meter}},{{region}},{{unit}},{{region.Replace(" ", "")}},{{provider[..provider.IndexOf('/')]}},rg-production-{{order % 4}},/subscriptions/{{entitlementId}}/resourceGroups/rg-production-{{order % 4}}/providers/{{provider}}/resource-{{order:00}},new,{{price}},{{quantity}},{{unit}},{{decimal.Round(cost * EurosPerDollar, 15)}},EUR,{{cost}},USD,,,"{""env"":""prod"",""costCenter"":""{{order * 100}}""}","{  ""ImageType"": null,  ""ServiceType"": ""Standard_B1s"",  ""VMName"": null,  ""UsageType"": ""ComputeHR""}",{{effective}},{{EurosPerDollar}},{{month:yyyy-MM-dd}},{{entitlementId}},Production {{entitlement % EntitlementsPerCustomer + 1}},15,100,Azure Credit Applied,,,
            """);
    }
}
