using Sylvan.Data.Csv;

namespace CspGraph.Api.Imports;

/// <summary>The header of a licence reconciliation file: which of the 47 documented columns are where.</summary>
/// <remarks>
/// Any order, any letter case, unknown columns ignored. Required are the nine without which a line cannot be placed or
/// added up; every other column may be absent. The reseller's column is Tier2MpnId in files, ResellerMpnId in the API.
/// </remarks>
static class LicenseReconciliationColumns
{
    public static readonly string[] Required =
        ["PartnerId", "CustomerId", "CustomerName", "InvoiceNumber", "ChargeType", "Subtotal", "TaxTotal", "Total", "Currency"];

    public static readonly string[] ResellerNames = ["Tier2MpnId", "ResellerMpnId"];

    static readonly HashSet<string> Known = new(
    [
        .. Required, .. ResellerNames, "CustomerDomainName", "CustomerCountry", "MpnId", "OrderId", "OrderDate", "ProductId", "SkuId", "AvailabilityId",
        "SkuName", "ProductName", "UnitPrice", "Quantity", "PriceAdjustmentDescription", "PublisherName", "PublisherId", "SubscriptionDescription",
        "SubscriptionId", "ChargeStartDate", "ChargeEndDate", "TermAndBillingCycle", "EffectiveUnitPrice", "UnitType", "AlternateId",
        "BillableQuantity", "BillingFrequency", "PricingCurrency", "PCToBCExchangeRate", "PCToBCExchangeRateDate", "MeterDescription",
        "ReservationOrderId", "CreditReasonCode", "SubscriptionStartDate", "SubscriptionEndDate", "ReferenceId", "ProductQualifiers", "PromotionId",
        "ProductCategory",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Where each known column is. What is wrong with the header is an offence of line 1.</summary>
    public static Dictionary<string, int> Read(CsvDataReader csv, ImportErrors errors)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var ordinal = 0; ordinal < csv.FieldCount; ordinal++)
        {
            var name = csv.GetName(ordinal).Trim();
            if (Known.TryGetValue(name, out var known) && !columns.TryAdd(known, ordinal))
                errors.Add(new(1, known, "The column is there twice."));
        }
        if (ResellerNames.All(columns.ContainsKey))
            errors.Add(new(1, ResellerNames[1], "The reseller is there twice: as Tier2MpnId and as ResellerMpnId."));
        foreach (var name in Required.Where(name => !columns.ContainsKey(name)))
            errors.Add(new(1, name, "The column is required and not in the header."));
        return columns;
    }
}
