using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Imports;

/// <summary>What a running import has read of one thing and set aside, because a file can name more than memory holds. Gone when the import ends.</summary>
public sealed class StagedFact : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The <see cref="ImportRun"/> that reads.</summary>
    public required Guid ImportRunId { get; init; }
    /// <summary>What the key is one of.</summary>
    public required StatedNoun Noun { get; init; }
    /// <summary>Microsoft's id of the thing, as hexadecimal bytes; the import reads back in its order.</summary>
    public required string Key { get; init; }
    /// <summary>One thing can be set aside many times: counts up from 1 within a run.</summary>
    public required int Sequence { get; init; }
    /// <summary>The facts, in a form that only the process which wrote them reads.</summary>
    public required byte[] Value { get; init; }
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
    /// <summary>By Microsoft's SubscriptionId.</summary>
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
