namespace CspGraph.Domain.Tenancy;

/// <summary>Who of Microsoft Entra is let into a tenant, as what, and how far.</summary>
public sealed class Membership : IResellerOwned, IVersioned
{
    /// <summary>Characters of <see cref="PrincipalId"/> at most.</summary>
    public const int LongestPrincipalId = 100;

    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>The Entra tenant that signs the principal's tokens: their <c>tid</c>.</summary>
    public required Guid EntraTenantId { get; init; }
    /// <summary>Which claim names the principal.</summary>
    public required PrincipalKind PrincipalKind { get; init; }
    /// <summary>A GUID in lower case, or the value of an app role as it is written.</summary>
    public required string PrincipalId { get; init { field = value; PrincipalIdFolded = Folded.Of(value); } }
    /// <summary><see cref="PrincipalId"/> as it is searched (see <see cref="Folded"/>); set with it.</summary>
    [Untold]
    public string PrincipalIdFolded { get; private set; } = "";
    /// <summary>What people call it.</summary>
    public required string Name { get; set { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched (see <see cref="Folded"/>); set with it.</summary>
    [Untold]
    public string NameFolded { get; private set; } = "";
    /// <summary>What it may do.</summary>
    public required Role Role { get; set; }
    /// <summary>The root of what it sees; null for the whole tenant.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>For <see cref="Role.Integration"/>: the rights it was given, as <see cref="RightSet"/> writes them; null for any other role.</summary>
    public string? RightNames { get; set; }
    /// <summary>When it was first set (UTC).</summary>
    public required DateTime CreatedAt { get; init; }
    /// <summary>When it was ended (UTC): nobody is let in by it any more. Null while it holds.</summary>
    public DateTime? EndedAt { get; set; }
    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>Which claim of a token names who brings it.</summary>
public enum PrincipalKind
{
    /// <summary>A person or a service principal, by <c>oid</c>.</summary>
    ObjectId,
    /// <summary>An application by its client id (<c>azp</c>, <c>appid</c>), when it comes for itself and for nobody else.</summary>
    ApplicationId,
    /// <summary>Whoever was assigned an app role, by <c>roles</c>.</summary>
    AppRole,
}
