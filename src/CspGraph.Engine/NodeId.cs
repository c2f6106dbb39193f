using System.Buffers.Text;

namespace CspGraph.Engine;

/// <summary>A global object id: which type, which row. Opaque to clients: base64url of the type's tag and the key's 16 bytes.</summary>
/// <param name="Tag">The letter of an entity type, unique in the schema.</param>
/// <param name="Key">The row's key.</param>
public readonly record struct NodeId(char Tag, Guid Key)
{
    const int Bytes = 17;

    /// <summary>How long an id is.</summary>
    public const int Characters = 23;

    /// <summary>The id as a client sees it: 23 characters.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = (byte)Tag;
        Key.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Writes the id as a client sees it, in ASCII.</summary>
    /// <param name="text">At least <see cref="Characters"/> bytes.</param>
    public void Write(Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = (byte)Tag;
        Key.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        Base64Url.EncodeToUtf8(bytes, text);
    }

    /// <summary>Reads an id; false for a text that is none.</summary>
    public static bool TryParse(string text, out NodeId id)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        id = default;
        if (text.Length != Characters || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Bytes)
            return false;
        id = new NodeId((char)bytes[0], new Guid(bytes[1..], bigEndian: true));
        return true;
    }
}
