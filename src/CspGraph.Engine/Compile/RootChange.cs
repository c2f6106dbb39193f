using System.Text.Json;
using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL.Types;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>A change: made by the host, which names what its payload shows.</summary>
sealed class RootChange(string key, ChangeField change, FieldType definition, GraphQLField field, IReadOnlyList<PayloadMember> members) : RootPlan(key)
{
    public ChangeField Change { get; } = change;
    public FieldType Definition { get; } = definition;
    public GraphQLField Field { get; } = field;
    public IReadOnlyList<PayloadMember> Members { get; } = members;

    public override IEnumerable<LevelPlan> Levels => Members.OfType<LoadedMember>().Select(member => member.Level);

    public override void Write(ResponseWriter response, LoadedOperation loaded)
    {
        if (loaded.Repeated.TryGetValue(this, out var payload)) response.Json.WriteRawValue(payload, skipInputValidation: true);
        else Write(response, loaded, withSecrets: true);
    }

    /// <param name="response">Where to.</param>
    /// <param name="loaded">The change's payload, and the rows that it names.</param>
    /// <param name="withSecrets">False for an answer that is kept: it has null where a secret is shown once.</param>
    public void Write(ResponseWriter response, LoadedOperation loaded, bool withSecrets)
    {
        response.Json.WriteStartObject();
        foreach (var member in Members)
        {
            response.Json.WritePropertyName(member.Key);
            member.Write(response, loaded.Payloads[this], withSecrets);
        }
        response.Json.WriteEndObject();
    }
}

/// <summary>What a change came to.</summary>
/// <param name="Payload">The host's object.</param>
/// <param name="Places">Of each member that names rows: for each of its keys which one it is among those that were asked for; -1 for none.</param>
sealed record LoadedPayload(object Payload, IReadOnlyDictionary<LoadedMember, int[]> Places);

/// <summary>One field of a payload.</summary>
abstract class PayloadMember(string key)
{
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(key, ResponseWriter.Encoder);

    public abstract void Write(ResponseWriter response, LoadedPayload loaded, bool withSecrets);
}

/// <summary>A property of the payload; without a field it is the type's name.</summary>
sealed class PropertyMember(string key, PropertyField? field, ValueShape shape, string typeName) : PayloadMember(key)
{
    public override void Write(ResponseWriter response, LoadedPayload loaded, bool withSecrets)
    {
        if (field is null) response.Json.WriteStringValue(typeName);
        else shape.Write(response.Json, field.IsSecret && !withSecrets ? null : field.Read(loaded.Payload));
    }
}

/// <summary>Rows that the payload names.</summary>
sealed class LoadedMember(string key, LoadedField field, LevelPlan level, Selection selection) : PayloadMember(key)
{
    public LoadedField Field { get; } = field;
    public LevelPlan Level { get; } = level;

    public override void Write(ResponseWriter response, LoadedPayload loaded, bool withSecrets)
    {
        var places = loaded.Places[this];
        if (!Field.IsList)
        {
            WriteOne(response, places[0]);
            return;
        }
        response.Json.WriteStartArray();
        foreach (var place in places) WriteOne(response, place);
        response.Json.WriteEndArray();
    }

    void WriteOne(ResponseWriter response, int place)
    {
        if (place < 0 || response.Level(Level) is not { } rows || rows.Counts[place] == 0) response.Json.WriteNullValue();
        else selection.Write(response, rows, rows.Starts[place]);
    }
}
