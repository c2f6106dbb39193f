using System.Globalization;
using System.Text.Json;

namespace CspGraph.Api.PartnerCenter;

/// <summary>Reads what Microsoft writes now as a number, now as a text. Where it is neither, or lacks, that is a <see cref="FormatException"/>.</summary>
static class PartnerCenterJson
{
    public const int LongestCode = 100;
    /// <summary>As long as Microsoft says that its descriptions are.</summary>
    public const int LongestText = 1_024;

    public static string Required(JsonElement row, string name) => Optional(row, name) is { Length: > 0 } text ? text : throw new FormatException($"{name} is missing.");

    public static string? Optional(JsonElement row, string name) => !row.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null
        ? null
        : Text(value) ?? throw new FormatException($"{name} is neither a text nor a number.");

    public static int? Number(JsonElement row, string name) =>
        Optional(row, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"{name} is no whole number.");

    /// <summary>Null where the value is neither.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>No letter is cut in half.</summary>
    public static string? Short(string? text, int most) => text is null || text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
