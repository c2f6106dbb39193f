using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What a reseller's Partner of Record came to when it was last looked at: one row for each reseller, by which a turn is noticed.</summary>
public sealed class PartnerOfRecordStanding : IResellerOwned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>The reseller's own id.</summary>
    public required Guid Id { get; init; }
    /// <summary>The same, as the owner of the row.</summary>
    public required Guid? ResellerId { get; set; }
    /// <summary>The PLA ID under which it transacts: its own, else that of the nearest reseller above which has one; null when nobody has.</summary>
    public string? PlaId { get; set; }
    /// <summary>What a new order in its own region came to.</summary>
    public required VerdictOutcome Outcome { get; set; }
    /// <summary>When it became that (UTC); null when it was never looked at.</summary>
    public DateTime? Since { get; set; }
    /// <summary>When it was last looked at (UTC); null for never: then the first look is no turn.</summary>
    public DateTime? CheckedAt { get; set; }
}
