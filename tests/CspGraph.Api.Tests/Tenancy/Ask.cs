using System.Text.Json.Nodes;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>One request, the same for every viewer: what is seen by one and hidden from another stands in the variables.</summary>
/// <param name="Name">What it asks about, as failures tell it.</param>
/// <param name="Text">The document.</param>
/// <param name="Variables">Their values.</param>
sealed record Ask(string Name, string Text, JsonObject Variables)
{
    /// <summary>The variable that gets the cursor which the answer before ended with; null for none.</summary>
    public string? Follows { get; init; }

    /// <summary>What it follows; null for what is answered once.</summary>
    public Followed? Followed { get; init; }

    public bool IsChange => Text.StartsWith("mutation", StringComparison.Ordinal);

    public override string ToString() => $"{Name}\n{Text}\n{Variables.ToJsonString()}";
}

/// <summary>Gathers a document's variables while its selections are written.</summary>
sealed class AskBuilder
{
    readonly List<string> definitions = [];
    readonly List<Func<int, JsonNode?>> values = [];

    /// <summary>A variable, as an argument names it.</summary>
    public string Variable(GraphQLType type, JsonNode? value) => Variable(type, _ => value?.DeepClone());

    /// <param name="type">Its type.</param>
    /// <param name="value">Its value, by the number of the probe.</param>
    public string Variable(GraphQLType type, Func<int, JsonNode?> value)
    {
        definitions.Add($"$v{definitions.Count}: {Print(type)}");
        values.Add(value);
        return $"$v{definitions.Count - 1}";
    }

    public Ask Build(string name, string selection, int probe = 0, string operation = "query") => new(name,
        $"{operation}{(definitions.Count == 0 ? "" : $"({string.Join(", ", definitions)})")} {{ {selection} }}",
        new(values.Select((value, i) => KeyValuePair.Create($"v{i}", value(probe)))));

    public static string Print(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => Print(required.Type) + "!",
        GraphQLListType list => $"[{Print(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };
}
