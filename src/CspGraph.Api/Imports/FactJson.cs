using System.Text.Json;
using System.Text.Json.Serialization;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>Writes a fact as [value, milliseconds since 1970 (UTC)], a weak one with a third element: true.</summary>
sealed class FactJson : JsonConverterFactory
{
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
            var statedAt = DateTime.UnixEpoch.AddTicks(reader.GetInt64() * TimeSpan.TicksPerMillisecond);
            reader.Read();
            var isWeak = reader.TokenType is JsonTokenType.True;
            if (isWeak) reader.Read();
            return new(value, statedAt, isWeak);
        }

        public override void Write(Utf8JsonWriter writer, Fact<T> fact, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            JsonSerializer.Serialize(writer, fact.Value, options);
            writer.WriteNumberValue((fact.StatedAt.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);
            if (fact.IsWeak) writer.WriteBooleanValue(true);
            writer.WriteEndArray();
        }
    }
}
