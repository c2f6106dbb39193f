using System.Text.RegularExpressions;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What texts carry to tell where they are from: tenant, part, and whether it is the true world's.</summary>
static partial class Marks
{
    public const int Length = 8;

    /// <summary>One for each <see cref="Zone"/>.</summary>
    const string Letters = "MWUTPCS";

    public static string Of(Place place, bool isOther) => $"QZX{(char)('A' + place.Tenant - 1)}{Letters[(int)place.Zone]}{(isOther ? 1 : 0)}XZ";

    /// <summary>Every mark in a text, in whichever case.</summary>
    public static IEnumerable<string> In(string text) => Any().Matches(text).Select(match => match.Value.ToUpperInvariant());

    /// <summary>The first mark in a text but some; null for none.</summary>
    public static string? FirstIn(ReadOnlySpan<char> text, IReadOnlySet<string> but)
    {
        foreach (var match in Any().EnumerateMatches(text))
            if (text.Slice(match.Index, match.Length).ToString().ToUpperInvariant() is var mark && !but.Contains(mark)) return mark;
        return null;
    }

    [GeneratedRegex("QZX[AB][MWUTPCS][01]XZ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Any();
}
