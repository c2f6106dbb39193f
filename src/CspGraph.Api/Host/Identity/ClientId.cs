using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;

namespace CspGraph.Api.Host.Identity;

/// <summary>Who spends: the program and the person behind a token, as 22 characters from which nothing of the token can be read.</summary>
readonly record struct ClientId
{
    const int Bytes = 16;

    // A remembered token's principal asks many times.
    static readonly ConditionalWeakTable<ClaimsPrincipal, string> Known = [];

    ClientId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Who runs the installation.</summary>
    public static ClientId OfOperator { get; } = new("operator");

    /// <summary>The same for every token of a program and a person, however often it is renewed or narrowed.</summary>
    public static ClientId Of(ClaimsPrincipal principal) => new(Known.GetValue(principal, Name));

    /// <summary>An API key is a client of its own.</summary>
    public static ClientId OfKey(Guid key) => new(Hash([$"{key}"]));

    static string Name(ClaimsPrincipal principal)
    {
        // Entra's names: azp (appid in older tokens) is the program, oid (sub elsewhere) the person or the program itself, tid the directory whose they are.
        var (program, person) = (principal.FindFirstValue("azp") ?? principal.FindFirstValue("appid"), principal.FindFirstValue("oid") ?? principal.FindFirstValue("sub"));
        return Hash(program is null && person is null
            ? ["development", principal.FindFirstValue(ViewerClaims.Tenant), principal.FindFirstValue(ViewerClaims.Role), principal.FindFirstValue(ViewerClaims.Reseller)]
            : [program, person, principal.FindFirstValue("tid")]);
    }

    static string Hash(string?[] names)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        // As JSON, no two lists of names are the same text.
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(names), hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
