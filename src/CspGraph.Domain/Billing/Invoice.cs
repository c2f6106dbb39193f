using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Billing;

/// <summary>An invoice of Microsoft to the tenant, known from its reconciliation lines.</summary>
public sealed class Invoice : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>G… for new commerce.</summary>
    public required string Number { get; init; }
    /// <summary>Billing currency, ISO 4217.</summary>
    public required string Currency { get; set; }
    /// <summary>The import that brought it and all its lines.</summary>
    public required Guid ImportRunId { get; init; }
    /// <summary>False while its lines are still being written: nobody sees it.</summary>
    public bool IsComplete { get; set; }
    /// <summary>Lines of the file that bear its number.</summary>
    public long LineCount { get; set; }
    /// <summary>Sum of its lines before tax, in <see cref="Currency"/>; negative when credits outweigh charges.</summary>
    public decimal Subtotal { get; set; }
    /// <summary>Sum of its lines' tax, in <see cref="Currency"/>.</summary>
    public decimal TaxTotal { get; set; }
    /// <summary>Sum of its lines' totals, tax included, in <see cref="Currency"/>; not read from Microsoft's invoice document.</summary>
    public decimal Total { get; set; }
    /// <summary>When its file was made (UTC), as told by who sent it; else when it was imported. Of two issues of a number the later one holds.</summary>
    public required DateTime IssuedAt { get; init; }
    /// <summary>The next issue of the same number, which holds instead; null for the one that holds.</summary>
    public Guid? SupersededById { get; set; }
    /// <summary>When its lines were imported (UTC).</summary>
    public required DateTime ImportedAt { get; set; }
}
