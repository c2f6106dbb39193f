using System.Globalization;

namespace CspGraph.Domain;

/// <summary>An e-mail address, as far as its form tells: whether anybody reads it is not asked.</summary>
/// <param name="Local">What is before the @, as written.</param>
/// <param name="Domain">What is after it: lower case, in ASCII (Punycode).</param>
/// <remarks>
/// Source: RFC 5321 and 5322, of which the unusual is left out: no quoted local part, no comment, no address literal, no
/// name of the person, no letters beyond ASCII before the @. A domain has two labels at least.
/// </remarks>
public readonly record struct EmailAddress(string Local, string Domain)
{
    /// <summary>Characters of an address at most.</summary>
    public const int Longest = 254;

    const int LongestLocal = 64;

    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address that a text is; null when it is none. Blanks around it are not taken off.</summary>
    public static EmailAddress? Parse(string text) =>
        text.Length <= Longest && text.LastIndexOf('@') is > 0 and <= LongestLocal and var at
        && IsLocal(text[..at]) && DomainOf(text[(at + 1)..]) is { } domain ? new EmailAddress(text[..at], domain) : null;

    static bool IsLocal(string text) =>
        text.Split('.').All(atom => atom.Length > 0 && atom.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~".Contains(letter)));

    static string? DomainOf(string text)
    {
        try
        {
            var labels = Idn.GetAscii(text).ToLowerInvariant().Split('.');
            return labels.Length > 1 && labels.All(label => label.Length > 0) && !char.IsAsciiDigit(labels[^1][0]) ? string.Join('.', labels) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
