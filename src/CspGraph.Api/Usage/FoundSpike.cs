using CspGraph.Domain.Usage;

namespace CspGraph.Api.Usage;

/// <summary>A spike, and whose it is: an Azure subscription's, a customer's, a reseller's with all under it, or the whole tenant's.</summary>
/// <param name="SubjectKey">Our id of the customer, else of the reseller, else of the tenant.</param>
/// <param name="Customer">The customer; null for what is a reseller's or the tenant's.</param>
/// <param name="ResellerId">Under whom it is; null for direct customers, and for the tenant.</param>
/// <param name="EntitlementId">The Azure subscription; all zeros for several.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Spike">What was found.</param>
sealed record FoundSpike(Guid SubjectKey, CustomerUsage? Customer, Guid? ResellerId, Guid EntitlementId, string Currency, SpendSpike Spike);
