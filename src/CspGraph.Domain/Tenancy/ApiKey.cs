namespace CspGraph.Domain.Tenancy;

/// <summary>A secret by which a back end is let in. Only its hash is kept: the secret is shown once, when it is made.</summary>
public sealed class ApiKey : IResellerOwned, IVersioned
{
    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>CspGraph's own id, unique within the tenant.</summary>
    public required Guid Id { get; init; }
    /// <summary>What people call it.</summary>
    public required string Name { get; init { field = value; NameFolded = Folded.Of(value); } }
    /// <summary><see cref="Name"/> as it is searched (see <see cref="Folded"/>); set with it.</summary>
    [Untold]
    public string NameFolded { get; private set; } = "";
    /// <summary>SHA-256 of the secret, upper-case hexadecimal. A secret has 256 random bits: nothing slower is needed.</summary>
    [Untold]
    public required string SecretHash { get; init; }
    /// <summary>The secret's last characters, by which people tell keys apart.</summary>
    public required string Hint { get; init; }
    /// <summary>The root of what it sees; null for the whole tenant.</summary>
    public Guid? ResellerId { get; set; }
    /// <summary>What it may do, as <see cref="RightSet"/> writes it.</summary>
    public required string RightNames { get; init; }
    /// <summary>When it was made (UTC).</summary>
    public required DateTime CreatedAt { get; init; }
    /// <summary>Who made it, as it was called then.</summary>
    public required string CreatedBy { get; init; }
    /// <summary>The first instant at which it holds no longer (UTC).</summary>
    public required DateTime ExpiresAt { get; init; }
    /// <summary>When it was revoked (UTC); null when it was not.</summary>
    public DateTime? RevokedAt { get; set; }
    /// <inheritdoc/>
    public int Version { get; set; }
}
