using System.Buffers;
using System.Text.Json;
using CspGraph.Engine.Write;

namespace CspGraph.Engine;

/// <summary>Writes responses that have errors and no data.</summary>
public static class ErrorResponse
{
    /// <summary>Writes <c>{"errors":[…]}</c>.</summary>
    public static void Write(IReadOnlyList<GraphError> errors, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ResponseWriter.Encoder });
        json.WriteStartObject();
        json.WritePropertyName("errors");
        Write(json, errors);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<GraphError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            if (error.Locations is { Count: > 0 })
            {
                json.WriteStartArray("locations");
                foreach (var (line, column) in error.Locations)
                {
                    json.WriteStartObject();
                    json.WriteNumber("line", line);
                    json.WriteNumber("column", column);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            if (error.Path is not null)
            {
                json.WriteStartArray("path");
                foreach (var step in error.Path) ScalarWriter.Write(json, step);
                json.WriteEndArray();
            }
            json.WriteStartObject("extensions");
            json.WriteString("code", error.Code);
            if (error.CorrelationId is not null) json.WriteString("correlationId", error.CorrelationId);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
