namespace CspGraph.Domain.Tenancy;

/// <summary>A row that belongs to exactly one tenant. Its key starts with <see cref="TenantId"/>.</summary>
public interface ITenantOwned
{
    /// <summary>The owning tenant; set by the context when the row is added, and never changed.</summary>
    int TenantId { get; set; }
}
