using System.Text.Json;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Write;

/// <summary>How a computed value is written: a scalar, an object's selected fields, or a list of either.</summary>
sealed class ValueShape(bool isList, IReadOnlyList<ValueShape.Member>? members)
{
    public static readonly ValueShape Scalar = new(isList: false, members: null);

    /// <summary>Fields of one such value, those of objects within it included.</summary>
    public int Fields { get; } = members?.Sum(member => 1 + member.Shape.Fields) ?? 0;

    /// <summary>A selected field of a computed object; without a field it is the type's name.</summary>
    public sealed record Member(JsonEncodedText Key, PropertyField? Field, ValueShape Shape, string TypeName);

    public void Write(Utf8JsonWriter json, object? value)
    {
        if (value is null) json.WriteNullValue();
        else if (isList)
        {
            json.WriteStartArray();
            foreach (var item in (System.Collections.IEnumerable)value) WriteOne(json, item);
            json.WriteEndArray();
        }
        else WriteOne(json, value);
    }

    void WriteOne(Utf8JsonWriter json, object value)
    {
        if (members is null)
        {
            ScalarWriter.Write(json, value);
            return;
        }
        json.WriteStartObject();
        foreach (var member in members)
        {
            json.WritePropertyName(member.Key);
            if (member.Field is null) json.WriteStringValue(member.TypeName);
            else member.Shape.Write(json, member.Field.Read(value));
        }
        json.WriteEndObject();
    }
}
