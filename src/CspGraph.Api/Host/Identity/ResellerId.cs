using System.Buffers.Text;

namespace CspGraph.Api.Host.Identity;

/// <summary>Reads a reseller's id as people have it: a node id of the API, or a plain GUID.</summary>
static class ResellerId
{
    public static Guid? Parse(string text)
    {
        if (Guid.TryParse(text, out var plain)) return plain;
        Span<byte> bytes = stackalloc byte[17];
        return text.Length < 32 && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length)
            && length == bytes.Length && bytes[0] == 'R'
            ? new Guid(bytes[1..], bigEndian: true)
            : null;
    }
}
