using System.Buffers.Text;
using System.Data.SqlTypes;
using System.Globalization;
using System.Text;
using CspGraph.Api.Tests.Data;
using CspGraph.Domain;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A stored value in the two forms the oracle needs: as it travels, and as it is compared.</summary>
static class OracleValue
{
    /// <summary>Base64url of the type's letter and the key's sixteen bytes, most significant first.</summary>
    public static string Id(char letter, Guid key) => Base64Url.EncodeToString([(byte)letter, .. key.ToByteArray(bigEndian: true)]);

    public static (char Letter, Guid Key)? ReadId(string text)
    {
        var bytes = new byte[32];
        if (text.Length != 23 || !Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromChars(text, bytes) == 17 ? ((char)bytes[0], new Guid(bytes.AsSpan(1, 16), bigEndian: true)) : null;
    }

    public static object? Travelling(object? value) => value switch
    {
        null or string or int or long or bool => value,
        decimal amount => amount.ToString("0.00##########", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString(instant.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Guid id => id.ToString("D"),
        Enum named => Name(named),
        _ => throw new NotSupportedException($"How does a {value.GetType().Name} travel?"),
    };

    /// <summary>ReacceptanceRequired → REACCEPTANCE_REQUIRED, Microsoft365 → MICROSOFT_365, P1Y → P1Y.</summary>
    public static string Name(Enum value)
    {
        var member = value.ToString();
        var name = new StringBuilder(member[..1]);
        foreach (var (before, letter) in member.Zip(member.Skip(1)))
            name.Append(char.IsLower(before) && (char.IsUpper(letter) || char.IsDigit(letter)) ? "_" : "").Append(letter);
        return name.ToString().ToUpperInvariant();
    }

    /// <summary>Texts by the bytes of their folded form, keys by their bytes, the rest by its own order.</summary>
    public static int Compare(object one, object other) => (one, other) switch
    {
        (string a, string b) => Encoding.UTF8.GetBytes(Folded.Of(a)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Folded.Of(b))),
        (Guid a, Guid b) => TestDatabase.IsEmbedded ? a.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(b.ToByteArray(bigEndian: true)) : new SqlGuid(a).CompareTo(new SqlGuid(b)),
        (long a, int b) => a.CompareTo(b),
        (int a, long b) => ((long)a).CompareTo(b),
        _ => Comparer<object>.Default.Compare(one, other),
    };
}
