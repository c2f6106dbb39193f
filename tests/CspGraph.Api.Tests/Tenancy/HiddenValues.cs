using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What of a world must never be told to a viewer: every value of what is hidden that is not the value of something seen, too.</summary>
sealed partial class HiddenValues
{
    /// <summary>Smaller numbers stand for too much.</summary>
    const long LeastTelling = 100_000;

    readonly Dictionary<string, string> hidden = [];
    readonly HashSet<string> marks;

    public HiddenValues(World world, Onlooker onlooker)
    {
        var seen = new HashSet<string>();
        foreach (var (entity, place, row) in world.All)
            foreach (var property in entity.GetProperties())
            {
                if (property.PropertyInfo!.GetValue(row) is not { } value || Telling(value) is not { } text) continue;
                if (WorldTables.IsTree(entity) ? onlooker.Sees(entity, place) : onlooker.Sees(property, place)) seen.Add(text);
                // A text with a mark is found by that.
                else if (!Marks.In(text).Any()) hidden.TryAdd(text, $"{entity.ClrType.Name}.{property.Name} of {place}");
            }
        marks = [.. seen.SelectMany(Marks.In)];
        foreach (var text in seen) hidden.Remove(text);
    }

    public int Count => hidden.Count;

    /// <summary>The first thing in a text that must not be there, and whose it is; null for none.</summary>
    /// <param name="text">An answer's, or a line of the log.</param>
    /// <param name="said">True of what the request itself said.</param>
    public string? Find(string text, Func<string, bool>? said = null)
    {
        foreach (var match in Word().EnumerateMatches(text))
        {
            var word = text.AsSpan(match.Index, match.Length).Trim(".:-");
            if (Forbidden(word) is { } told && said?.Invoke(word.ToString()) != true) return $"'{word}', {told}";
        }
        return null;
    }

    /// <summary>What a word tells that it must not; null for nothing.</summary>
    string? Forbidden(ReadOnlySpan<char> word)
    {
        if (Marks.FirstIn(word, but: marks) is { } mark) return $"which has the mark {mark}";
        if (word.Length == NodeId.Characters && NodeId.TryParse(word.ToString(), out var id) ? hidden.TryGetValue(id.Key.ToString(), out var whose) : hidden.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out whose)) return $"which is {whose}";
        return word.Length > NodeId.Characters && Decoded(word) is { } within && Marks.FirstIn(within, but: marks) is { } inside ? $"in which is the mark {inside}" : null;
    }

    /// <summary>A value as answers write it; null for one that stands for too much.</summary>
    static string? Telling(object value) => value switch
    {
        string text => text.Length < Marks.Length ? null : text,
        Guid id => id.ToString(),
        decimal amount => amount.ToString(CultureInfo.InvariantCulture),
        int number => number < LeastTelling ? null : number.ToString(CultureInfo.InvariantCulture),
        long number => number < LeastTelling ? null : number.ToString(CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => null,
    };

    static string? Decoded(ReadOnlySpan<char> word) => Base64Url.IsValid(word) ? Encoding.Latin1.GetString(Base64Url.DecodeFromChars(word)) : null;

    [GeneratedRegex(@"[\w\-.:+]+")]
    private static partial Regex Word();
}
