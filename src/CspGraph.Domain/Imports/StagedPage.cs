using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Imports;

/// <summary>Some of what a running import has read and set aside, because a file can name more than memory holds. Gone when the import ends.</summary>
/// <remarks>What is set aside at once is a pile: pages in the order of the keys, so that piles are written one behind the other and read side by side.</remarks>
public sealed class StagedPage : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The <see cref="ImportRun"/> that reads.</summary>
    public required Guid ImportRunId { get; init; }
    /// <summary>What the facts are about.</summary>
    public required StatedNoun Noun { get; init; }
    /// <summary>Counts up from 1 within a run and noun.</summary>
    public required int Pile { get; init; }
    /// <summary>Counts up from 1 within a pile.</summary>
    public required int Page { get; init; }
    /// <summary>Keys and facts, in a form that only the process which wrote them reads.</summary>
    public required byte[] Facts { get; init; }
}

/// <summary>What files state facts of.</summary>
public enum StatedNoun
{
    /// <summary>By PLA ID, or by the distributor's own reference.</summary>
    Resellers,
    /// <summary>By Microsoft's ProductId.</summary>
    Products,
    /// <summary>By ProductId and SkuId.</summary>
    Skus,
    /// <summary>By Entra tenant.</summary>
    Customers,
    /// <summary>By the customer's Entra tenant and Microsoft's SubscriptionId.</summary>
    Subscriptions,
    /// <summary>By Entra tenant and Azure subscription.</summary>
    Entitlements,
    /// <summary>By the customer's Entra tenant.</summary>
    Agreements,
    /// <summary>By Microsoft's SubscriptionId and first day.</summary>
    Minimums,
    /// <summary>By a digest of what an item is about or names.</summary>
    Mentions,
}
