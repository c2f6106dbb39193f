using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Usage;

/// <summary>What one statement's lines come to for a day, a customer, an Azure entitlement and a service: so that spend is read without the lines.</summary>
/// <remarks>
/// It names the customer as Microsoft does, and no reseller: a customer that moves takes its usage along. Amounts are in the
/// statement's currency, each line rounded to <see cref="UsageAmounts.Places"/> places, then added without error.
/// </remarks>
public sealed class UsageDay : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CustomerId: the customer's Entra tenant.</summary>
    public required Guid MicrosoftCustomerId { get; init; }
    /// <summary>The calendar day of UsageDate (UTC).</summary>
    public required DateOnly Day { get; init; }
    /// <summary>The <see cref="UsageStatement"/>, which says whether it counts, and its currency.</summary>
    public required Guid StatementId { get; init; }
    /// <summary>EntitlementId: the Azure subscription; all zeros where lines name none.</summary>
    public required Guid EntitlementId { get; init; }
    /// <summary>MeterCategory; empty where lines name none.</summary>
    public required string Service { get; init; }
    /// <summary>Sum of BillingPreTaxTotal: what Microsoft charges the tenant, before tax.</summary>
    public decimal Cost { get; set; }
    /// <summary>Sum of <see cref="UsageAmounts.ListPrice"/>: the same usage at list price.</summary>
    public decimal ListPrice { get; set; }
    /// <summary>Lines that are counted.</summary>
    public long Lines { get; set; }
    /// <summary>Lines without BillingPreTaxTotal: not in <see cref="Cost"/>.</summary>
    public long CostMissing { get; set; }
    /// <summary>Lines without a list price: not in <see cref="ListPrice"/>.</summary>
    public long ListPriceMissing { get; set; }
}
