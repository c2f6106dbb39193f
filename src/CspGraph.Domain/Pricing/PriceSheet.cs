using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Pricing;

/// <summary>A price sheet that was read, with all its lines.</summary>
/// <remarks>
/// Sheets restate prices. Of two sheets that state the same offer with the same first day, the newer one holds, whichever
/// was imported first. A sheet does not tell its own date, so it is as new as the newest first day in it
/// (<see cref="StatedOn"/>): who knows of a later price wrote later. Where that is equal, as in a corrected sheet of the
/// same month, the one issued later holds (<see cref="IssuedAt"/>), and then the one imported later. A sheet that leaves
/// a price out says nothing about it.
/// </remarks>
public sealed class PriceSheet : ITenantOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>That of the import which read it.</summary>
    public required Guid Id { get; init; }
    /// <summary>The newest first day of its prices; counted up while it is read.</summary>
    public DateOnly StatedOn { get; set; }
    /// <summary>When it was made, as told by who sent it; else when its import began (UTC).</summary>
    public required DateTime IssuedAt { get; init; }
    /// <summary>False while its lines are still being written: nobody sees them.</summary>
    public bool IsComplete { get; set; }
}
