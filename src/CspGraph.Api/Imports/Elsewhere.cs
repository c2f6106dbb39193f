using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CspGraph.Api.Imports;

/// <summary>What sources other than invoices state of a row, kept beside it: a row says what these and the invoices that hold state together.</summary>
/// <remarks>
/// What they state is never taken back, so one text holds for all of them. Written is what facts there are, by name, each as
/// <see cref="FactJson"/> says: a name is stored for good, in records of facts and in the values within them. While no invoice speaks of the
/// row nothing need be told apart: then the text is <see cref="All"/>, as it is in rows of an older version, where nobody knows better.
/// </remarks>
/// <param name="join">What holds of two statements about the same thing.</param>
sealed class Elsewhere<TFacts>(Func<TFacts, TFacts, TFacts> join) where TFacts : class
{
    /// <summary>All that the row says is stated elsewhere. It is so, whatever the text, of a row that no dated source wrote.</summary>
    public const string All = "";

    static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FactJson(), new JsonStringEnumConverter(), new ShortDecimal() },
    };

    /// <summary>What is stated elsewhere; null when nothing is.</summary>
    /// <param name="text">The row's.</param>
    /// <param name="factDates">The row's.</param>
    /// <param name="held">What the row says.</param>
    public static TFacts? Of(string? text, string? factDates, TFacts held) => IsAll(text, factDates) ? held : Read(text);

    /// <summary>What is to be kept beside a row of which an invoice speaks, or <paramref name="stated"/> is stated elsewhere; the others are as in <see cref="Of"/>.</summary>
    public string? TextWith(string? text, string? factDates, TFacts held, TFacts? stated) =>
        stated is null ? IsAll(text, factDates) ? Write(held) : text
        : IsAll(text, factDates) ? All : Write(Join(Read(text), stated)!);

    /// <summary>What is to be kept of what is stated elsewhere when an invoice was superseded, beside a row of which the others state this, or nothing.</summary>
    public static string? TextWithout(TFacts? elsewhere, TFacts? invoiced) => elsewhere is null ? null : invoiced is null ? All : Write(elsewhere);

    /// <summary>What holds of both; null when neither states anything.</summary>
    public TFacts? Join(TFacts? one, TFacts? other) => one is null ? other : other is null ? one : join(one, other);

    public static string Write(TFacts facts) => JsonSerializer.Serialize(facts, Options);

    public static TFacts? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<TFacts>(text, Options);

    static bool IsAll(string? text, string? factDates) => factDates is null || text is All;

    /// <summary>Equal amounts are written alike.</summary>
    sealed class ShortDecimal : JsonConverter<decimal>
    {
        const decimal AllPlaces = 1.0000000000000000000000000000m;

        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value / AllPlaces);
    }
}
