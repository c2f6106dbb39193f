namespace CspGraph.Domain.Tenancy;

/// <summary>What the first request with an idempotency key got: whoever sends the same again gets it again.</summary>
public sealed class IdempotencyRecord : ITenantOwned
{
    /// <summary>Characters of a key at most.</summary>
    public const int LongestKey = 200;

    /// <summary>True for a text that may be a key: visible ASCII characters, so that every database compares it alike.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= LongestKey && text.All(letter => letter is > ' ' and <= '~');

    /// <inheritdoc/>
    public int TenantId { get; set; }
    /// <summary>Whose key it is: each client has its own.</summary>
    public required string Client { get; init; }
    /// <summary>As the client chose it.</summary>
    public required string Key { get; init; }
    /// <summary>SHA-256 of what was asked for, upper-case hexadecimal.</summary>
    public required string InputHash { get; init; }
    /// <summary>SHA-256 of the fields that were asked of the payload.</summary>
    public required string SelectionHash { get; init; }
    /// <summary>The payload as it was answered, without secrets, as JSON.</summary>
    public required string Payload { get; set; }
    /// <summary>What the change came to, as JSON, from which a payload with other fields is made.</summary>
    public required string Result { get; set; }
    /// <summary>When (UTC).</summary>
    public required DateTime CreatedAt { get; init; }
}
