using System.Text.Json;
using System.Text.Json.Serialization;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>Facts and their keys as text that reads back exactly: a fact is [value, date, is weak], and what is not stated is left out.</summary>
sealed class FactJson : JsonConverterFactory
{
    static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new FactJson() } };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type.GetGenericArguments()))!;

    sealed class Converter<T> : JsonConverter<Fact<T>> where T : notnull
    {
        public override Fact<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            reader.Read();
            var value = JsonSerializer.Deserialize<T>(ref reader, options)!;
            reader.Read();
            var statedAt = DateTime.FromBinary(reader.GetInt64());
            reader.Read();
            var isWeak = reader.GetBoolean();
            reader.Read();
            return new(value, statedAt, isWeak);
        }

        public override void Write(Utf8JsonWriter writer, Fact<T> fact, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            JsonSerializer.Serialize(writer, fact.Value, options);
            writer.WriteNumberValue(fact.StatedAt.ToBinary());
            writer.WriteBooleanValue(fact.IsWeak);
            writer.WriteEndArray();
        }
    }
}
