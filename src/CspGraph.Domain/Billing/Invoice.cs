using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Billing;

/// <summary>An invoice of Microsoft to the tenant, known from its reconciliation lines.</summary>
public sealed class Invoice : IWholeTenantOnly
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    /// <summary>G… for new commerce.</summary>
    public required string Number { get; init; }
    /// <summary>Billing currency, ISO 4217.</summary>
    public required string Currency { get; set; }
    public required Guid ImportRunId { get; init; }
    /// <summary>False while its lines are still being written: nobody sees it.</summary>
    public bool IsComplete { get; set; }
    public long LineCount { get; set; }
    public decimal Subtotal { get; set; }
    public decimal TaxTotal { get; set; }
    public decimal Total { get; set; }
    /// <summary>When its lines were imported (UTC).</summary>
    public required DateTime ImportedAt { get; set; }
}
