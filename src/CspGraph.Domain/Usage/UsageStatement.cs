using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Usage;

/// <summary>What one file says about one month in one currency: the lines of one invoice, or what is not billed yet.</summary>
/// <remarks>
/// Microsoft states the same usage again and again: unbilled usage grows every day, then an invoice states it for good, and
/// the invoice can be issued anew. So lines never stand alone: a statement counts as a whole, or not at all
/// (see <see cref="UsageStatements"/>). One that no longer counts is kept.
/// </remarks>
public sealed class UsageStatement : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>First day of the month in which the charge period of its lines starts.</summary>
    public required DateOnly Month { get; init; }
    /// <summary>Billing currency, ISO 4217.</summary>
    public required string Currency { get; init; }
    /// <summary>The invoice, in upper case; null for usage that is not billed yet.</summary>
    public string? InvoiceNumber { get; init; }
    /// <summary>The import that brought it and all its lines.</summary>
    public required Guid ImportRunId { get; init; }
    /// <summary>When that import started (UTC).</summary>
    public required DateTime ImportedAt { get; init; }
    /// <summary>When the file was made (UTC), as told by who sent it; else when its import started.</summary>
    public required DateTime IssuedAt { get; init; }
    /// <summary>False while its lines are still being written: nobody sees it.</summary>
    public bool IsComplete { get; set; }
    /// <summary>Whether its lines count: false once another statement stands for the same usage.</summary>
    public bool Holds { get; set; }
    /// <summary>The earliest UsageDate of its lines.</summary>
    public DateOnly FirstUsageOn { get; set; }
    /// <summary>The latest UsageDate of its lines: how far it reaches.</summary>
    public DateOnly LastUsageOn { get; set; }
    /// <summary>Lines of the file that belong to it.</summary>
    public long LineCount { get; set; }
    /// <summary>Sum of what its lines charge before tax, in <see cref="Currency"/>, to <see cref="UsageAmounts.Places"/> places.</summary>
    public decimal Cost { get; set; }
}
