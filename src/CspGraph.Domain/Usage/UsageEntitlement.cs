using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Usage;

/// <summary>An Azure subscription as the lines of one customer name it. One that changes hands is named anew by its new customer's lines.</summary>
public sealed class UsageEntitlement : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CustomerId: the customer's Entra tenant.</summary>
    public required Guid MicrosoftCustomerId { get; init; }
    /// <summary>EntitlementId: the Azure subscription.</summary>
    public required Guid EntitlementId { get; init; }
    /// <summary>EntitlementDescription as last stated.</summary>
    public required string Name { get; set; }
    /// <summary>When the name was stated (UTC).</summary>
    public required DateTime NameStatedAt { get; set; }

    /// <summary>The name as a fact.</summary>
    public Fact<string> NameFact => new(Name, NameStatedAt);

    /// <summary>Takes a statement into account.</summary>
    public void Join(Fact<string> name)
    {
        if (Fact.Join<string>(NameFact, name) is { } held) (Name, NameStatedAt) = (held.Value, held.StatedAt);
    }
}
