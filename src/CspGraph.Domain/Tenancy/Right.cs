namespace CspGraph.Domain.Tenancy;

/// <summary>Something that a viewer may do with what is in sight.</summary>
public enum Right
{
    /// <summary>Read what is in sight.</summary>
    Read,
    /// <summary>Change what is in sight.</summary>
    Write,
    /// <summary>See what Microsoft charges the tenant. Nobody below the tenant's own level has it.</summary>
    SeeCosts,
    /// <summary>Ask for the schema itself.</summary>
    Introspect,
    /// <summary>Give and take access to what is in sight: memberships and API keys. No integration has it.</summary>
    ManageAccess,
    /// <summary>Read who changed what. Nobody but the tenant's administrators has it.</summary>
    ReadAuditLog,
}
