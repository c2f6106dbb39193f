using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Imports;

/// <summary>One reading of one file.</summary>
public sealed class ImportRun : IWholeTenantOnly
{
    public int TenantId { get; set; }
    public required Guid Id { get; init; }
    public required ImportKind Kind { get; init; }
    public required string FileName { get; init; }
    /// <summary>SHA-256 of the decompressed content, upper-case hexadecimal; null until the end of the file was reached.</summary>
    public string? ContentHash { get; set; }
    public required ImportStatus Status { get; set; }
    public required DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; set; }
    /// <summary>Data lines read, the header not counted.</summary>
    public long LineCount { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    /// <summary>Offending lines found; the first 100 are in <see cref="Errors"/>.</summary>
    public int ErrorCount { get; set; }
    /// <summary>JSON array of <see cref="ImportError"/>.</summary>
    public string? Errors { get; set; }
}

/// <summary>Why one line of a file cannot be taken.</summary>
/// <param name="Line">Position in the file, the header being line 1.</param>
/// <param name="Column">The column's name, or null when the line as a whole offends.</param>
/// <param name="Reason">What is wrong, in one sentence.</param>
public sealed record ImportError(long Line, string? Column, string Reason);

/// <summary>What a file holds.</summary>
public enum ImportKind
{
    /// <summary>A new-commerce invoice reconciliation file.</summary>
    LicenseReconciliation,
}

/// <summary>How far a file has come.</summary>
public enum ImportStatus
{
    /// <summary>Being read: nothing of it is visible.</summary>
    Running,
    /// <summary>Imported whole.</summary>
    Succeeded,
    /// <summary>Refused: nothing of it was imported.</summary>
    Failed,
}
