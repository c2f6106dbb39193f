using System.Globalization;
using System.Text;

namespace CspGraph.Domain.Imports;

/// <summary>When each fact of a row was stated, kept beside the row as one short text.</summary>
/// <remarks>
/// Written as "1621536510616NC;1621468800000d": milliseconds since 1970 (UTC), then a letter for each fact of that date,
/// in lower case for a weak one. What a letter means is the row's own matter. A row without a text (null) was not
/// written from dated sources: each value it has is a fact of one common date.
/// </remarks>
public sealed class FactDates
{
    /// <summary>The date of what is stated without one: older than any other.</summary>
    public static readonly DateTime Oldest = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    readonly List<(char Letter, DateTime StatedAt, bool IsWeak)> dates = [];
    readonly DateTime? common;

    /// <summary>No dates yet, to be written with <see cref="Add"/>.</summary>
    public FactDates()
    {
    }

    FactDates(DateTime common) => this.common = common;

    /// <summary>Reads a row's text.</summary>
    /// <param name="text">The text, or null for a row not written from dated sources.</param>
    /// <param name="otherwise">The date of all facts of a row without a text.</param>
    public static FactDates Parse(string? text, DateTime otherwise)
    {
        if (text is null) return new(otherwise);
        var read = new FactDates();
        foreach (var group in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = group.Length;
            while (char.IsAsciiLetter(group[letters - 1])) letters--;
            var milliseconds = long.Parse(group.AsSpan(0, letters), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            var statedAt = new DateTime(DateTime.UnixEpoch.Ticks + milliseconds * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
            foreach (var letter in group.AsSpan(letters))
                read.dates.Add((char.ToUpperInvariant(letter), statedAt, char.IsAsciiLetterLower(letter)));
        }
        return read;
    }

    /// <summary>The row's value as a fact: none without a value, and none when no source has stated it (it is then provisional).</summary>
    public Fact<string>? Of(char letter, string? value) =>
        value is not null && Find(letter) is { } date ? new(value, date.StatedAt, date.IsWeak) : null;

    /// <inheritdoc cref="Of(char, string?)"/>
    public Fact<T>? Of<T>(char letter, T? value) where T : struct =>
        value is { } stated && Find(letter) is { } date ? new(stated, date.StatedAt, date.IsWeak) : null;

    /// <summary>Notes the date of a fact, if there is one.</summary>
    public FactDates Add<T>(char letter, Fact<T>? fact) where T : notnull
    {
        if (fact is { } stated) dates.Add((letter, stated.StatedAt, stated.IsWeak));
        return this;
    }

    /// <summary>The newest date of all.</summary>
    public DateTime Newest() => dates.Count == 0 ? common ?? Oldest : dates.Max(date => date.StatedAt);

    /// <summary>The text to keep.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var group in dates.GroupBy(date => date.StatedAt))
        {
            if (text.Length > 0) text.Append(';');
            text.Append(CultureInfo.InvariantCulture, $"{(group.Key.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond}");
            foreach (var (letter, _, isWeak) in group) text.Append(isWeak ? char.ToLowerInvariant(letter) : letter);
        }
        return text.ToString();
    }

    (DateTime StatedAt, bool IsWeak)? Find(char letter)
    {
        if (common is { } date) return (date, false);
        foreach (var entry in dates)
            if (entry.Letter == letter) return (entry.StatedAt, entry.IsWeak);
        return null;
    }
}
