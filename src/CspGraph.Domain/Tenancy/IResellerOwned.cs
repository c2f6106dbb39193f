namespace CspGraph.Domain.Tenancy;

/// <summary>A row that is seen from the subtree of one reseller. Without a reseller it is seen only by who sees the whole tenant.</summary>
public interface IResellerOwned : ITenantOwned
{
    /// <summary>The reseller that holds the row, or null for a row that the tenant holds directly.</summary>
    Guid? ResellerId { get; set; }
}
