using System.Text.Json.Nodes;
using CspGraph.Api.Tests.Limits;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Pages of every connection: forward and backward, on from a cursor, in every order.</summary>
sealed class PageAsks(Sdl sdl, Selections selections, InputValues inputs)
{
    public IEnumerable<Ask> Make() =>
        from type in sdl.Objects.Select(type => type.Name.StringValue).Where(type => sdl.IsRead(type) && !Sdl.IsPlumbing(type))
        from field in sdl.Fields(type).Where(Sdl.IsConnection)
        from ask in Make(type, field)
        select ask;

    IEnumerable<Ask> Make(string type, GraphQLFieldDefinition field)
    {
        var builder = new AskBuilder();
        var names = new Dictionary<string, string>();
        var order = Sdl.Arguments(field).FirstOrDefault(argument => argument.Name.Value == "order");
        var where = Sdl.Arguments(field).FirstOrDefault(argument => argument.Name.Value == "where");
        var node = sdl.Nodes(Sdl.Target(field));
        var text = builder.Build($"{type}.{field.Name.StringValue}", selections.Within(builder, type, page => Field(page)));
        var orders = order is null ? [null] : sdl.InputFields(SdlTypes.Target(order.Type).Name).SelectMany(term => sdl.EnumValues("SortEnumType").Select(direction => new JsonObject { [term.Name.StringValue] = direction }))
            .Prepend(null).ToList();
        var given = Sdl.Arguments(field).Select(argument => argument.Name.StringValue).ToHashSet();
        string[] both = [.. new[] { "first", "last" }.Where(given.Contains)];
        foreach (var (term, i) in orders.Select((term, i) => (term, i)))
        {
            // The first order both ways, the others by turns.
            var sizes = i == 0 ? both : i % 2 == 0 ? both[..1] : both[^1..];
            foreach (var size in sizes)
            {
                yield return Page(size, "", term, 2);
                yield return Page(size, size == "first" ? "after" : "before", term, 2);
            }
        }
        if (where is not null) yield return Page("first", "", null, 3) with { Variables = With(("first", 3), ("where", new JsonObject { ["and"] = new JsonArray() })) };

        string Field(int page) => $"{field.Name.StringValue}({string.Join(", ", Sdl.Arguments(field).Select(argument => $"{argument.Name.StringValue}: {Named(argument)}"))}) " +
            $"{{ edges {{ cursor node {{ {selections.Leaves(node, most: 2)} }} }} nodes {{ {selections.Leaves(node, most: 2)} }} pageInfo {{ {selections.Leaves("PageInfo")} }} {(IsCounted() ? "totalCount " : "")}}}";

        bool IsCounted() => sdl.Fields(Sdl.Target(field)).Any(counted => counted.Name.Value == "totalCount");

        string Named(GraphQLInputValueDefinition argument) => names[argument.Name.StringValue] = builder.Variable(argument.Type, probe => null);

        Ask Page(string size, string cursor, JsonObject? term, int count) => text with
        {
            Name = $"{text.Name} {size} {count} {cursor} {term?.ToJsonString()}",
            Variables = With((size, count), ("order", term is null ? null : new JsonArray(term.DeepClone()))),
            Follows = cursor.Length == 0 ? null : names[cursor][1..],
        };

        JsonObject With(params (string Argument, JsonNode? Value)[] given)
        {
            var variables = new JsonObject();
            // A variable stands for each argument: also for one that need not be given, but cannot be null.
            foreach (var argument in Sdl.Arguments(field).Where(argument => argument.Type is GraphQLNonNullType)) variables[names[argument.Name.StringValue][1..]] = inputs.Of(argument, 0);
            foreach (var (argument, value) in given) if (value is not null) variables[names[argument][1..]] = value;
            foreach (var (variable, value) in text.Variables) if (value is not null) variables[variable] = value.DeepClone();
            return variables;
        }
    }
}
