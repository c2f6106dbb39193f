using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Changes;

/// <summary>How inputs, payloads and rows are written down: names as in the schema, ids as clients know them.</summary>
static class ChangeJson
{
    /// <summary>Characters of an input that the audit log keeps; a longer one is left out of it.</summary>
    const int LongestInput = 64_000;

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper), new NodeIds() },
    };

    /// <summary>All that an input asks for, but for what decides only how it is asked.</summary>
    public static string Of(ChangeInput input) => JsonSerializer.Serialize(input, input.GetType(), Options);

    public static string? ForAudit(ChangeInput input) => Of(input) is { Length: <= LongestInput } json ? json : null;

    public static string HashOf(params string[] parts) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));

    sealed class NodeIds : JsonConverter<NodeId>
    {
        public override NodeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            NodeId.TryParse(reader.GetString()!, out var id) ? id : default;

        public override void Write(Utf8JsonWriter writer, NodeId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
