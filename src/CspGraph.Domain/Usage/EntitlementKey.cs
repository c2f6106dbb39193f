namespace CspGraph.Domain.Usage;

/// <summary>An Azure subscription in the hands of a customer.</summary>
/// <param name="MicrosoftCustomerId">CustomerId: the customer's Entra tenant.</param>
/// <param name="EntitlementId">The Azure subscription.</param>
public readonly record struct EntitlementKey(Guid MicrosoftCustomerId, Guid EntitlementId);
