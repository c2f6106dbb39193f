namespace CspGraph.Domain.Tenancy;

/// <summary>A row that no reseller sees: it states what the tenant itself pays or does.</summary>
public interface IWholeTenantOnly : ITenantOwned;
