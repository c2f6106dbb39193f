using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Imports;

/// <summary>One reading of one file.</summary>
public sealed class ImportRun : IWholeTenantOnly
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>Decides which columns are read.</summary>
    public required ImportKind Kind { get; init; }
    /// <summary>Without its folder, at most 80 characters; only a label, the content is told by <see cref="ContentHash"/>.</summary>
    public required string FileName { get; init; }
    /// <summary>SHA-256 of the decompressed content, upper-case hexadecimal; null until the end of the file was reached.</summary>
    public string? ContentHash { get; set; }
    /// <summary>Running from the first line on; the others are final.</summary>
    public required ImportStatus Status { get; set; }
    /// <summary>When reading began (UTC).</summary>
    public required DateTime StartedAt { get; init; }
    /// <summary>When it succeeded, failed or was cancelled (UTC); null while it is running.</summary>
    public DateTime? FinishedAt { get; set; }
    /// <summary>When the file was made (UTC), as told by who sent it; else when reading began.</summary>
    public DateTime IssuedAt { get; init; }
    /// <summary>When it last gave a sign of life (UTC).</summary>
    public DateTime ProgressAt { get; set; }
    /// <summary>Bytes read of the file as it comes, compressed or not.</summary>
    public long BytesRead { get; set; }
    /// <summary>Bytes of the file as it comes; null when its source does not tell.</summary>
    public long? TotalBytes { get; init; }
    /// <summary>Which process reads it (host, process id, start); null for a record that no process has made.</summary>
    public string? Owner { get; init; }
    /// <summary>True from its start until what it wrote hidden is shown or deleted.</summary>
    public bool HidesRows { get; set; }
    /// <summary>Data lines read, the header not counted.</summary>
    public long LineCount { get; set; }
    /// <summary>True when the same content had been imported before: it succeeded by changing nothing.</summary>
    public bool AlreadyImported { get; set; }
    /// <summary>Resellers, customers, agreements, products, SKUs, subscriptions, contracted minimums and prices that are new; 0 unless it succeeded.</summary>
    public int Created { get; set; }
    /// <summary>Those that a newer fact has changed, the merely confirmed not counted; 0 unless it succeeded.</summary>
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
    /// <summary>A licence-based price sheet.</summary>
    PriceSheet,
    /// <summary>Daily rated usage of Azure plans.</summary>
    DailyUsage,
    /// <summary>Resellers, customers, agreements, subscriptions and contracted minimums, in our own JSON format.</summary>
    Network,
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
    /// <summary>Stopped by who sent it, or by an end of the server: nothing of it was imported.</summary>
    Cancelled,
}
