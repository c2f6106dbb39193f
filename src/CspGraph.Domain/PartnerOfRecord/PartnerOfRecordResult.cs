using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What a source has answered to one condition of one reseller's PLA ID, at one time. All answers are kept.</summary>
public sealed class PartnerOfRecordResult : IResellerOwned
{
    /// <summary>Characters of a code of Microsoft's at most.</summary>
    public const int LongestCode = 100;

    /// <summary>Characters of a text of Microsoft's at most.</summary>
    public const int LongestText = 1_024;

    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant; it sorts by when the row was made.</summary>
    public required Guid Id { get; init; }
    /// <summary>Whose PLA ID it is about.</summary>
    public required Guid? ResellerId { get; set; }
    /// <summary>The condition.</summary>
    public required PartnerOfRecordRule Rule { get; init; }
    /// <summary>The answer.</summary>
    public required CheckOutcome Outcome { get; init; }
    /// <summary>Microsoft's own code, verbatim; null when there is none.</summary>
    public string? UpstreamCode { get; init; }
    /// <summary>Microsoft's own text, verbatim; null when there is none.</summary>
    public string? UpstreamText { get; init; }
    /// <summary>Who has answered.</summary>
    public required PartnerOfRecordSourceKind Source { get; init; }
    /// <summary>When it was answered (UTC).</summary>
    public required DateTime CheckedAt { get; init; }
    /// <summary>When a newer answer to the same condition was given (UTC); null while this is the newest.</summary>
    public DateTime? SupersededAt { get; set; }
}
