using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Alerts;

/// <summary>What a tenant has decided of what it is told and when: one row at most; where there is none, the defaults of <see cref="WatchSettings"/> hold.</summary>
public sealed class WatchPolicy : ITenantOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>How many days before the end of a term it is told, the farthest first, divided by blanks.</summary>
    public required string RenewalDays { get; set; }
    /// <summary>When that was decided (UTC): what was past by then is not made up for.</summary>
    public required DateTime RenewalDaysSetAt { get; set; }
    /// <summary>A day's spend at so many percent above the day before is a spike.</summary>
    public required int OvernightPercent { get; set; }
    /// <summary>So many robust deviations above what is usual are a spike.</summary>
    public required decimal Sensitivity { get; set; }
    /// <summary>The smallest excess that is told, in the currency of the usage.</summary>
    public required decimal MinimumAmount { get; set; }
    /// <summary>Days of history before what is usual is known.</summary>
    public required int WarmUpDays { get; set; }
    /// <summary>Usage that is older raises no alert, in days.</summary>
    public required int MaxUsageAgeDays { get; set; }
    /// <inheritdoc/>
    public int Version { get; set; }
}
