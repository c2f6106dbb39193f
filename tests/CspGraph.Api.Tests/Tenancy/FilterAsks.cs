using System.Text.Json.Nodes;
using CspGraph.Api.Tests.Limits;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Every operation of every <c>where</c>, references and quantifiers within each other included, each asked with values that are seen and with values that are hidden.</summary>
sealed class FilterAsks(Sdl sdl, Selections selections, Probes probes)
{
    const int ConditionsPerDocument = 40;

    public IEnumerable<Ask> Make()
    {
        foreach (var filter in sdl.Types.All.Keys.Where(type => type.EndsWith("FilterInput", StringComparison.Ordinal) && IsOfObjects(type)))
        {
            // What no connection takes is asked within what leads to it.
            if (Filtered(filter) is not var (type, field)) continue;
            foreach (var (conditions, i) in Conditions(filter).Chunk(ConditionsPerDocument).Select((conditions, i) => (conditions, i)))
                for (var probe = 0; probe < Probes.Count; probe++) yield return Of(type, field, filter, conditions, $"{filter} {i}", probe);
        }
    }

    Ask Of(string type, GraphQLFieldDefinition field, string filter, Func<int, JsonNode?>[] conditions, string name, int probe)
    {
        var ask = new AskBuilder();
        var node = sdl.Nodes(Sdl.Target(field));
        var where = SdlTypes.InputArgument(field, "where").Type;
        return ask.Build($"{name} probe {probe}", selections.Within(ask, type, _ => string.Join(' ', conditions.Select(Page))), probe);

        // What is counted and what is read is asked by turns: both have the same condition in them.
        string Page(Func<int, JsonNode?> condition, int i) =>
            $"c{i}: {field.Name.StringValue}(first: 5, where: {ask.Variable(where, condition)}) {{ {(i % 2 == 0 ? "totalCount" : $"nodes {{ {selections.Leaves(node, most: 1)} }}")} }}";
    }

    /// <summary>The connection by which objects of a filter are asked for: one of the root, where there is one; null for none. What is followed is asked otherwise.</summary>
    (string Type, GraphQLFieldDefinition Field)? Filtered(string filter)
    {
        foreach (var type in sdl.Objects.Select(type => type.Name.StringValue).Where(type => !Sdl.IsPlumbing(type) && type != "Subscription").OrderBy(type => type == "Query" ? 0 : 1))
            // Rather all rows than those of some days.
            foreach (var field in sdl.Fields(type).OrderBy(field => Sdl.Arguments(field).Count))
                if (Sdl.Arguments(field).Any(argument => argument.Name.Value == "where" && SdlTypes.Target(argument.Type).Name == filter)) return (type, field);
        return null;
    }

    /// <summary>One for each operation that a filter has, by the number of the probe.</summary>
    public IEnumerable<Func<int, JsonNode?>> Conditions(string filter)
    {
        var simple = Simple(filter);
        var seen = new HashSet<string>();
        foreach (var several in new[] { "and", "or" }) yield return probe => Object(several, new JsonArray(simple(probe), new JsonObject { ["and"] = new JsonArray(simple(probe)) }));
        foreach (var field in sdl.InputFields(filter).Where(field => field.Name.Value != "and" && field.Name.Value != "or"))
        {
            var (name, type) = (field.Name.StringValue, SdlTypes.Target(field.Type).Name);
            if (IsOperations(type))
            {
                // All operations on the first column of a kind, on the others two by turns: how they compare is the same for all.
                var operations = Operations(filter, name, type).ToList();
                foreach (var operation in seen.Add(type) ? operations : [operations[0], operations[1 + seen.Count % (operations.Count - 1)]]) yield return probe => Object(name, operation(probe));
            }
            else if (IsQuantifiers(type))
            {
                var inner = SdlTypes.Target(sdl.Types.InputField(type, "some").Type).Name;
                foreach (var within in Within(inner)) yield return probe => Object(name, Object("some", within(probe)));
                foreach (var quantifier in new[] { "none", "all" }) yield return probe => Object(name, Object(quantifier, Simple(inner)(probe)));
                foreach (var any in new[] { true, false }) yield return _ => Object(name, Object("any", any));
            }
            else foreach (var within in Within(type)) yield return probe => Object(name, within(probe));
        }
    }

    /// <summary>Of what a row leads to: one operation on each column, and one condition on each thing that it leads to in turn.</summary>
    IEnumerable<Func<int, JsonNode?>> Within(string filter) => Filtered(filter) is null ? Conditions(filter) : Reduced(filter);

    IEnumerable<Func<int, JsonNode?>> Reduced(string filter)
    {
        foreach (var field in sdl.InputFields(filter).Where(field => field.Name.Value != "and" && field.Name.Value != "or"))
        {
            var (name, type) = (field.Name.StringValue, SdlTypes.Target(field.Type).Name);
            if (IsOperations(type)) yield return probe => Object(name, Operations(filter, name, type).First()(probe));
            else if (IsQuantifiers(type)) yield return probe => Object(name, Object("some", Simple(SdlTypes.Target(sdl.Types.InputField(type, "some").Type).Name)(probe)));
            else yield return probe => Object(name, Simple(type)(probe));
        }
    }

    /// <summary>A condition on one column: on a text, where there is one.</summary>
    Func<int, JsonNode?> Simple(string filter)
    {
        var column = sdl.InputFields(filter).Where(field => IsOperations(SdlTypes.Target(field.Type).Name)).OrderBy(field => SdlTypes.Target(field.Type).Name == "StringOperationFilterInput" ? 0 : 1).First();
        return probe => Object(column.Name.StringValue, Operations(filter, column.Name.StringValue, SdlTypes.Target(column.Type).Name).First()(probe));
    }

    IEnumerable<Func<int, JsonNode?>> Operations(string filter, string column, string operations) => sdl.InputFields(operations).Select<GraphQLInputValueDefinition, Func<int, JsonNode?>>(operation =>
    {
        var (scalar, isList) = SdlTypes.Target(operation.Type);
        return probe => Object(operation.Name.StringValue, isList ? List(scalar, probe) : Single(scalar, operation.Name.StringValue, probe));

        JsonArray List(string scalar, int probe) => sdl.EnumValues(scalar) is { Count: > 0 } values
            ? [.. values.Take(1 + probe % values.Count).Select(value => JsonValue.Create(value)), .. probe % 2 == 0 ? values.Select(value => (JsonNode)value) : []]
            : [Value(scalar, probe), Value(scalar, (probe + 1) % Probes.Count)];

        JsonNode? Single(string scalar, string name, int probe)
        {
            var value = Value(scalar, probe);
            if (value is null && name is "eq" or "neq") return null;
            if (scalar != "String") return value ?? Sample(scalar);
            var text = value?.GetValue<string>() ?? "probe";
            return name.TrimStart('n') switch
            {
                "contains" => text[(text.Length / 4)..^(text.Length / 4)],
                "startsWith" => text[..(text.Length / 2)],
                "endsWith" => text[(text.Length / 2)..],
                _ => text,
            };
        }

        JsonNode? Value(string scalar, int probe) => probes.Of(filter[..^"FilterInput".Length], column, probe);
    });

    static JsonNode Sample(string scalar) => scalar switch
    {
        "Int" or "Long" or "Float" => 2_000_000,
        "Decimal" => "2000000.5",
        "Date" => "2026-07-01",
        "DateTime" => "2026-07-01T00:00:00.000Z",
        "Boolean" => true,
        _ => throw new NotSupportedException($"A row has no value to compare, and none of a {scalar} is known: say one."),
    };

    bool IsOfObjects(string type) => !IsOperations(type) && !IsQuantifiers(type);

    bool IsOperations(string type) => sdl.InputFields(type).Any(field => field.Name.Value == "eq");

    bool IsQuantifiers(string type) => sdl.InputFields(type).Any(field => field.Name.Value == "some");

    static JsonObject Object(string name, JsonNode? value) => new() { [name] = value };
}
