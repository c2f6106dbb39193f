using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CspGraph.Api.Host.Identity;

/// <summary>What a back end sends as its bearer token: <c>cspg_</c>, 256 random bits, and a checksum by which a mistyped one is told without the database.</summary>
/// <param name="Text">The secret itself: shown once, kept by nobody here.</param>
/// <param name="Hash">By which it is found again; nothing of the secret can be read from it.</param>
/// <param name="Hint">Its last characters, by which people tell keys apart. They are of the checksum: of the random bits they give away next to nothing.</param>
sealed record ApiKeySecret(string Text, string Hash, string Hint)
{
    /// <summary>Begins each secret, so that scanners of source code and logs find them.</summary>
    public const string Prefix = "cspg_";

    const int RandomBytes = 32;
    const int RandomCharacters = 43;
    const int ChecksumCharacters = 6;
    const int HintCharacters = 4;
    const int Length = 5 + RandomCharacters + ChecksumCharacters;

    /// <summary>A new secret.</summary>
    public static ApiKeySecret Create()
    {
        var body = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var text = body + Checksum(body);
        return new(text, Sha256(text), text[^HintCharacters..]);
    }

    /// <summary>The hash by which a secret is kept; null for a text that is none.</summary>
    public static string? HashOf(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text.AsSpan(^ChecksumCharacters..).SequenceEqual(Checksum(text[..^ChecksumCharacters]))
            ? Sha256(text)
            : null;

    static string Checksum(string body) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..ChecksumCharacters];

    static string Sha256(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Not the secret: a record would write itself into a log.</summary>
    public override string ToString() => $"API key …{Hint}";
}
