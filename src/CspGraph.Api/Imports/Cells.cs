using System.Globalization;
using System.Text;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using Sylvan.Data.Csv;

namespace CspGraph.Api.Imports;

/// <summary>The cells of the current line, read by column name. The first one that offends is remembered; what is read of it is a default.</summary>
/// <remarks>Only invariant forms are taken: a decimal comma or a thousands separator is an offence, not a guess.</remarks>
sealed class Cells(CsvDataReader csv, IReadOnlyDictionary<string, CsvColumn> columns)
{
    /// <summary>The most that a price or a rate is stored with: 16 places before the point.</summary>
    const decimal MostExact = 9_999_999_999_999_999m;

    const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Longer texts hardly ever repeat, and a pool of them would hold much.</summary>
    const int LongestPooled = 256;

    /// <summary>Files repeat few texts many times: one string each spares memory for as long as their facts are held.</summary>
    readonly string?[] pool = new string?[8192];

    /// <summary>The columns in the order in which a line's cells are asked for: it is the same for nearly all lines.</summary>
    readonly List<(string Name, int Ordinal)> asked = [];

    /// <summary>By the same order, the text that was last made of a cell there: neighbouring lines often say the same.</summary>
    readonly List<string> lastTexts = [];
    int next;

    /// <summary>Characters of the texts made since <see cref="Forget"/>: what the lines read since then hold in memory.</summary>
    public int KeptCharacters { get; private set; }

    public void Forget() => KeptCharacters = 0;

    /// <summary>The first offence of the line; null when it has none.</summary>
    public (string Column, string Reason)? Offence { get; private set; }

    public void NextLine()
    {
        Offence = null;
        next = 0;
    }

    public void Offend(string column, string reason) => Offence ??= (columns.TryGetValue(column, out var known) ? known.Name : column, reason);

    /// <summary>The text of a cell, null when it is blank or its column absent.</summary>
    public string? Text(string column, int maxBytes = 500)
    {
        var cell = Cell(column);
        if (cell.IsEmpty) return null;
        if (cell.Length > maxBytes || cell.Length * 3 > maxBytes && Encoding.UTF8.GetByteCount(cell) > maxBytes)
            return Refuse<string>(column, $"is longer than {maxBytes} bytes");
        return cell.Contains('\0') ? Refuse<string>(column, "contains a NUL character") : Pooled(cell);
    }

    /// <summary>A text that is also kept folded, which may be longer than the text.</summary>
    public string? Name(string column, int maxBytes)
    {
        var text = Text(column, maxBytes);
        if (text is null || Ascii.IsValid(text)) return text;
        return Encoding.UTF8.GetByteCount(Domain.Folded.Of(text)) <= 3 * maxBytes ? text : Refuse<string>(column, $"is longer than {maxBytes} bytes");
    }

    /// <summary>A text that is kept in upper case, which may be longer than the text.</summary>
    public string? Code(string column, int maxBytes)
    {
        var text = Text(column, maxBytes);
        return text is null || text.Length * 3 <= maxBytes || Encoding.UTF8.GetByteCount(text.ToUpperInvariant()) <= maxBytes ? text : Refuse<string>(column, $"is longer than {maxBytes} bytes");
    }

    public string RequiredCode(string column, int maxBytes) => Code(column, maxBytes) ?? Refuse<string>(column, "is required") ?? "";

    public string RequiredText(string column, int maxBytes = 500) => Text(column, maxBytes) ?? Refuse<string>(column, "is required") ?? "";

    /// <summary>A GUID; all zeros is Microsoft's way to write none.</summary>
    public Guid? Id(string column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty) return null;
        if (!Guid.TryParse(cell, out var id)) return RefuseValue<Guid>(column, "is not a GUID");
        return id == Guid.Empty ? null : id;
    }

    public Guid RequiredId(string column) => Id(column) ?? RefuseValue<Guid>(column, "is required") ?? Guid.Empty;

    /// <summary>Money: at most four places, so that it is stored as it is.</summary>
    public decimal RequiredMoney(string column) => Decimal(column, places: 4, Money.Most) ?? RefuseValue<decimal>(column, "is required") ?? 0;

    /// <summary>A price, a rate or an amount of units: at most 12 places.</summary>
    public decimal? Exact(string column) => Decimal(column, places: 12, MostExact);

    public decimal? Integer(string column) => Decimal(column, places: 0, int.MaxValue);

    /// <summary>An instant in ISO 8601, in UTC unless it says otherwise; to the millisecond, as it is stored. The year 1 is .NET's way to write none.</summary>
    public DateTime? Instant(string column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty) return null;
        var format = cell.Length == 10 ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
        if (!DateTime.TryParseExact(cell, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            return RefuseValue<DateTime>(column, "is not a date as 2021-05-20 or 2021-05-20T18:48:30Z");
        if (instant.Year == 1) return null;
        return instant.Year >= 1970 ? instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond)) : RefuseValue<DateTime>(column, "is before 1970");
    }

    public string? Currency(string column)
    {
        var code = Text(column)?.ToUpperInvariant();
        return code is null || Currencies.IsKnown(code) ? code : Refuse<string>(column, "is not a current ISO 4217 currency");
    }

    public string? Country(string column)
    {
        var code = Text(column)?.ToUpperInvariant();
        return code is null || CspMarkets.RegionOf(code) is not null ? code : Refuse<string>(column, "is not the ISO 3166 alpha-2 code of a CSP market");
    }

    /// <summary>A location account: digits, or the ways of writing none.</summary>
    public string? PlaId(string column)
    {
        var id = Text(column, 20);
        return id is null or "-1" || id.All(char.IsAsciiDigit) ? id : Refuse<string>(column, "is not a PLA ID: digits only");
    }

    /// <summary>A number of which every digit is kept: what a decimal holds.</summary>
    public decimal? EveryDigit(string column) => Decimal(column, places: 28, MostExact);

    decimal? Decimal(string column, int places, decimal most)
    {
        var cell = Cell(column);
        if (cell.IsEmpty) return null;
        // .NET passes over NULs behind a number.
        if (cell[^1] is '\0' || !decimal.TryParse(cell, Number, CultureInfo.InvariantCulture, out var number))
            return RefuseValue<decimal>(column, "is not a number as 1234.56, or too large");
        if (Math.Abs(number) > most) return RefuseValue<decimal>(column, "is too large");
        // More digits than a decimal holds were rounded away by the parser: such a number is as long as that, or came out as zero.
        if (decimal.Round(number, places) != number || cell.Length > 30 || number == 0 && cell.ContainsAnyInRange('1', '9'))
            return RefuseValue<decimal>(column, places == 0 ? "is not a whole number" : $"has more than {places} decimal places");
        return number == 0 ? 0m : number;
    }

    ReadOnlySpan<char> Cell(string column)
    {
        var ordinal = Ordinal(column);
        return ordinal < 0 ? [] : csv.GetFieldSpan(ordinal).Trim();
    }

    int Ordinal(string column)
    {
        var place = next++;
        if (place < asked.Count && ReferenceEquals(asked[place].Name, column)) return asked[place].Ordinal;
        var found = (column, columns.TryGetValue(column, out var known) ? known.Ordinal : -1);
        if (place < asked.Count)
        {
            asked[place] = found;
        }
        else
        {
            asked.Add(found);
            lastTexts.Add("");
        }
        return found.Item2;
    }

    string Pooled(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestPooled) return Kept(text);
        if (text.SequenceEqual(lastTexts[next - 1])) return lastTexts[next - 1];
        ref var pooled = ref pool[(uint)string.GetHashCode(text) % (uint)pool.Length];
        if (pooled is null || !text.SequenceEqual(pooled)) pooled = Kept(text);
        return lastTexts[next - 1] = pooled;
    }

    string Kept(ReadOnlySpan<char> text)
    {
        KeptCharacters += text.Length;
        return text.ToString();
    }

    T? Refuse<T>(string column, string reason) where T : class
    {
        Offend(column, reason);
        return null;
    }

    T? RefuseValue<T>(string column, string reason) where T : struct
    {
        Offend(column, reason);
        return null;
    }

    static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "M/d/yyyy h:mm:ss tt"];

    /// <summary>The day (UTC) of a date or an instant: ISO 8601, or the American form of price sheets.</summary>
    public DateOnly? Day(string column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty) return null;
        if (!DateTime.TryParseExact(cell, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            return RefuseValue<DateOnly>(column, "is not a date as 2025-11-01, 2025-11-01T00:00:00.0000000Z or 2/1/2019 12:00:00 AM (month first)");
        return instant.Year >= 1970 ? DateOnly.FromDateTime(instant) : RefuseValue<DateOnly>(column, "is before 1970");
    }
}
