namespace CspGraph.Domain.Resellers;

/// <summary>How sources name a reseller: by its PLA ID when it has one, else by a reference of the distributor's own.</summary>
/// <remarks>One name for each reseller, for good: so that files in any order speak of the same one. A reference has a character that is no digit, so it is never taken for a PLA ID.</remarks>
public static class ResellerKeys
{
    /// <summary>The most characters of a reference; a PLA ID has at most 20.</summary>
    public const int Longest = 64;

    /// <summary>The key as it is stored, upper case; null when the text cannot name a reseller.</summary>
    /// <param name="text">Letters, digits and any of . _ : - in ASCII.</param>
    public static string? Read(string text)
    {
        if (text.Length is 0 or > Longest || !text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ':' or '-')) return null;
        // "0" and "-1" are how invoices write that there is none.
        if (text is "-1" || IsPlaId(text) && (text.Length > 20 || text.All(digit => digit is '0'))) return null;
        return text.ToUpperInvariant();
    }

    /// <summary>Whether a key is a PLA ID: digits only.</summary>
    public static bool IsPlaId(string key) => key.All(char.IsAsciiDigit);

    /// <summary>The key of a row; its own id when it has neither a PLA ID nor a reference, so that no source can name it.</summary>
    public static string Of(Reseller row) => row.PlaId ?? row.Reference ?? row.Id.ToString();
}
