using System.Text.Json.Nodes;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Makes one input of a mutation.</summary>
/// <param name="sdl">The schema.</param>
/// <param name="inputs">What is given where nothing else is known.</param>
/// <param name="probes">Values of rows.</param>
/// <param name="about">The type that is changed.</param>
/// <param name="key">The idempotency key.</param>
/// <param name="number">Whose keys it names.</param>
/// <param name="id">What stands for each id; null for none.</param>
/// <param name="choice">Which value of each enum; null for that of the row.</param>
/// <param name="isDry">Whether it is to last.</param>
sealed class InputMaker(Sdl sdl, InputValues inputs, Probes probes, string about, string key, int number, string? id, int? choice, bool isDry)
{
    readonly int probe = number % Probes.Count;

    public JsonObject Object(string type) => new(sdl.InputFields(type).Select(field => KeyValuePair.Create(field.Name.StringValue, Value(field.Name.StringValue, field.Type, isRequired: false))));

    JsonNode? Value(string name, GraphQLType type, bool isRequired) => type switch
    {
        GraphQLNonNullType required => Value(name, required.Type, isRequired: true),
        // What need not be given is given by turns.
        GraphQLListType when !isRequired && number % 2 == 0 => null,
        GraphQLListType list => new JsonArray(Value(name, list.Type, isRequired: true)),
        _ => Single(name, ((GraphQLNamedType)type).Name.StringValue, isRequired),
    };

    JsonNode? Single(string name, string type, bool isRequired) => name switch
    {
        "idempotencyKey" => key,
        "dryRun" => isDry,
        "expectedVersion" => choice == 1 ? 1 : null,
        _ when type == "ID" => id ?? (isRequired ? probes.IdsToChange()[number % probes.IdsToChange().Count] : null),
        _ when sdl.EnumValues(type) is { Count: > 0 } values => choice is { } which ? values[which % values.Count] : probes.KeyOf(about, name, probe) ?? (values.Contains("READ") ? "READ" : values[0]),
        _ when sdl.Types.All.GetValueOrDefault(type) is GraphQLInputObjectTypeDefinition => Object(type),
        _ => probes.KeyOf(about, name, probe) ?? inputs.Of(type, name, number),
    };
}
