using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Orders;

/// <summary>For how much a distributor lets a reseller and all under it have running at once.</summary>
public sealed class CreditLimit : IResellerOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>Whose limit it is: a reseller has one at most.</summary>
    public required Guid? ResellerId { get; set; }
    /// <summary>A month of its subtree's running subscriptions at list price comes to no more than this.</summary>
    public required decimal Amount { get; set; }
    /// <summary>ISO 4217, of the amount.</summary>
    public required string Currency { get; set; }
    /// <summary>When it was set (UTC).</summary>
    public required DateTime SetAt { get; set; }
    /// <inheritdoc/>
    public int Version { get; set; }
}
