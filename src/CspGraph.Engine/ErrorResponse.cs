using System.Buffers;
using System.Collections.ObjectModel;
using System.Text.Json;
using CspGraph.Engine.Write;

namespace CspGraph.Engine;

/// <summary>Writes responses that have errors and no data.</summary>
public static class ErrorResponse
{
    /// <summary>Writes <c>{"errors":[…]}</c>.</summary>
    public static void Write(IReadOnlyList<GraphError> errors, IBufferWriter<byte> output) => Write(new PreparedOperation { Errors = errors }, output, report: null);

    /// <summary>Writes <c>[…]</c>, the errors by themselves, for transports with an envelope of their own.</summary>
    public static void WriteList(IReadOnlyList<GraphError> errors, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ResponseWriter.Encoder });
        Write(json, errors);
    }

    /// <summary>Writes <c>{"errors":[…]}</c> of an operation that was refused, and what it was foreseen to cost when that is asked for.</summary>
    /// <param name="operation">The refused operation.</param>
    /// <param name="output">Where to.</param>
    /// <param name="report">What is told of the cost; null for nothing.</param>
    public static void Write(PreparedOperation operation, IBufferWriter<byte> output, CostReport? report)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ResponseWriter.Encoder });
        json.WriteStartObject();
        json.WritePropertyName("errors");
        Write(json, operation.Errors);
        if (report is not null) CostExtension.Write(json, report, operation.Cost > 0 ? operation.Cost : null, actual: 0);
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
            foreach (var (name, value) in error.Extensions ?? ReadOnlyDictionary<string, string>.Empty) json.WriteString(name, value);
            if (error.CorrelationId is not null) json.WriteString("correlationId", error.CorrelationId);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
