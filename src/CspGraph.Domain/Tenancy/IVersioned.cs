namespace CspGraph.Domain.Tenancy;

/// <summary>A row whose changes are counted, so that who changes it can say which of them it has seen.</summary>
public interface IVersioned : ITenantOwned
{
    /// <summary>1 for a new row, and one more with each change; counted when it is saved.</summary>
    int Version { get; set; }
}
