using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Usage;

/// <summary>What a customer's Azure usage of a month is to come to at most, at list price: nothing stops when it does, but it is told.</summary>
/// <remarks>At list price, which resellers see: held against costs, it would tell them what Microsoft charges. Source: learn.microsoft.com, set-an-azure-spending-budget-for-your-customers (per customer and month; usage goes on).</remarks>
public sealed class CustomerBudget : IResellerOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>The <see cref="Customers.Customer"/>: one budget each.</summary>
    public required Guid CustomerId { get; init; }
    /// <summary>Who sees it: the customer's reseller.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>Of a month, more than 0, to four places.</summary>
    public required decimal Amount { get; set; }
    /// <summary>Of the amount, ISO 4217: usage in other currencies is not held against it.</summary>
    public required string Currency { get; set; }
    /// <summary>Parts of it that are told, in percent, the smallest first, divided by blanks.</summary>
    public required string Thresholds { get; set; }
    /// <summary>When it was set (UTC).</summary>
    public required DateTime SetAt { get; set; }
    /// <inheritdoc/>
    public int Version { get; set; }
}
