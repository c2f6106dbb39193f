using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace CspGraph.Api.Imports;

/// <summary>How long an answer is put off, once the file has come whole, in the hope of telling the end of its import.</summary>
/// <param name="Longest">After that the answer is that it goes on.</param>
/// <param name="Applied">What the client preferred and gets, for its header; null when it has said nothing.</param>
readonly record struct ImportWait(TimeSpan Longest, string? Applied)
{
    const int UsualSeconds = 5;
    const int MostSeconds = 60;

    /// <summary>Reads the Prefer header (RFC 7240): respond-async, wait=N, or both. What is not understood is passed over, as the RFC has it.</summary>
    public static ImportWait Of(StringValues prefer)
    {
        bool isAsync = false;
        int? wait = null;
        foreach (var preference in prefer.SelectMany(line => (line ?? "").Split(',')))
        {
            var text = preference.Split(';')[0];
            var (name, value) = text.IndexOf('=') is >= 0 and var sign ? (text[..sign].Trim(), text[(sign + 1)..].Trim().Trim('"')) : (text.Trim(), "");
            if (name.Equals("respond-async", StringComparison.OrdinalIgnoreCase)) isAsync = true;
            if (wait is null && name.Equals("wait", StringComparison.OrdinalIgnoreCase) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                wait = Math.Min(seconds, MostSeconds);
        }
        string?[] applied = [isAsync ? "respond-async" : null, wait is null ? null : FormattableString.Invariant($"wait={wait}")];
        return new(TimeSpan.FromSeconds(wait ?? (isAsync ? 0 : UsualSeconds)), isAsync || wait is not null ? string.Join(", ", applied.OfType<string>()) : null);
    }
}
