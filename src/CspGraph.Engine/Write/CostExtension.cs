using System.Text.Json;

namespace CspGraph.Engine.Write;

/// <summary>Writes <c>extensions.cost</c>.</summary>
static class CostExtension
{
    /// <param name="json">Where to: within the response's object.</param>
    /// <param name="report">What the host told.</param>
    /// <param name="requested">What the operation was foreseen to cost; null when it was refused before that could be told.</param>
    /// <param name="actual">What it came to.</param>
    public static void Write(Utf8JsonWriter json, CostReport report, long? requested, long actual)
    {
        json.WriteStartObject("extensions");
        json.WriteStartObject("cost");
        Write(json, "requested", requested);
        json.WriteNumber("actual", actual);
        json.WriteNumber("limit", report.Limit);
        Write(json, "remaining", report.Remaining);
        json.WritePropertyName("resetAt");
        if (report.ResetAt is { } resetAt) ScalarWriter.Write(json, resetAt);
        else json.WriteNullValue();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } given) json.WriteNumber(name, given);
        else json.WriteNull(name);
    }
}
