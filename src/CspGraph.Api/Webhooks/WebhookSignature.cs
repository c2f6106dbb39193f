using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CspGraph.Api.Webhooks;

/// <summary>The headers by which a back end knows what it is sent, from whom and when: those of the Standard Webhooks specification.</summary>
static class WebhookSignature
{
    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Signature = "webhook-signature";

    /// <summary>Of one message. Each secret signs it, so that a back end can take either.</summary>
    /// <param name="id">The same in every attempt.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="secrets">The newest first.</param>
    public static IReadOnlyList<WebhookHeader> Headers(string id, DateTimeOffset at, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> secrets)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{seconds}."), .. body];
        return [new(Id, id), new(Timestamp, seconds), new(Signature, string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)))))];
    }
}

/// <summary>A header that is sent.</summary>
sealed record WebhookHeader(string Name, string Value);
