using System.Text.Json.Nodes;
using CspGraph.Api.Events;
using CspGraph.Api.Tests.Limits;
using CspGraph.Domain.Events;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Everything that can be followed, from the first event on: all fields, each kind, under each reseller, and with each condition.</summary>
sealed class StreamAsks(Sdl sdl, Selections selections, FilterAsks filters, Probes probes)
{
    const string Root = "Subscription";

    IEnumerable<GraphQLFieldDefinition> Fields => sdl.Types.All.ContainsKey(Root) ? sdl.Fields(Root) : [];

    /// <summary>With every field and every argument.</summary>
    public IEnumerable<Ask> Make()
    {
        foreach (var field in Fields)
        {
            foreach (var depth in new[] { 1, 0 }) yield return Of(field, $"{depth}", ask => selections.Fields(ask, Sdl.Target(field), depth), []);
            foreach (var argument in Sdl.Arguments(field))
                foreach (var (value, i) in Values(argument).Select((value, i) => (value, i)))
                    yield return Of(field, $"{argument.Name.StringValue} {i}", ask => selections.Fields(ask, Sdl.Target(field), depth: 0), new() { [argument.Name.StringValue] = value });
        }
    }

    /// <summary>With every condition, each asked with values of two places: which two goes by turns.</summary>
    public IEnumerable<Ask> Conditions() =>
        from field in Fields
        let filter = SdlTypes.Target(SdlTypes.InputArgument(field, "where").Type).Name
        from condition in filters.Conditions(filter).Select((of, i) => (Of: of, Number: i))
        from probe in new[] { condition.Number % Probes.Count, (condition.Number + Probes.Count / 2) % Probes.Count }
        select Of(field, $"where {condition.Number} probe {probe}", _ => "__typename id", new() { ["where"] = condition.Of(probe) });

    IEnumerable<JsonNode?> Values(GraphQLInputValueDefinition argument) => argument.Name.StringValue switch
    {
        // Which kind the last event is of is known.
        "kinds" => sdl.EnumValues(SdlTypes.Target(argument.Type).Name).Select(kind => new JsonArray(kind, TypeName.EnumValue(nameof(EventKind.SpendSpiked)))),
        "under" => probes.IdsUnder().Select(id => JsonValue.Create(id)),
        "after" or "where" => [],
        var name => throw new NotSupportedException($"Subscriptions take {name}: say what it is given."),
    };

    static Ask Of(GraphQLFieldDefinition field, string name, Func<AskBuilder, string> selection, Dictionary<string, JsonNode?> given)
    {
        var ask = new AskBuilder();
        given["after"] = EventCursor.Start;
        var (names, under) = (new Dictionary<string, string>(), given.GetValueOrDefault("under")?.GetValue<string>());
        var arguments = string.Join(", ", Sdl.Arguments(field).Select(argument => $"{argument.Name.StringValue}: {names[argument.Name.StringValue] = ask.Variable(argument.Type, given.GetValueOrDefault(argument.Name.StringValue))}"));
        var followed = new Followed(names["where"][1..], Kinds(Sdl.Target(field)), under is null ? null : NodeId.TryParse(under, out var id) ? id.Key : Probes.Missing);
        return ask.Build($"{Root}.{field.Name.StringValue} {name}", $"{field.Name.StringValue}({arguments}) {{ {selection(ask)} }}", operation: "subscription") with { Followed = followed };
    }

    static EventKind[]? Kinds(string type) => EventKinds.All().FirstOrDefault(shown => shown.Name == type)?.Kinds.Select(kind => kind.Value).ToArray();
}

/// <summary>What a stream is of.</summary>
/// <param name="Where">The variable of its condition.</param>
/// <param name="Kinds">The kinds that it shows; null for all.</param>
/// <param name="Under">Under whom it must have happened; null for anywhere.</param>
sealed record Followed(string Where, IReadOnlyList<EventKind>? Kinds, Guid? Under)
{
    /// <summary>The last event that a viewer is to be told of; null for none.</summary>
    public EventRecord? Last(World world, Onlooker onlooker)
    {
        var under = world.All.Select(row => row.Row).OfType<EventScope>().Where(scope => scope.TenantId == onlooker.Tenant && scope.AncestorId == Under).Select(scope => scope.Number).ToHashSet();
        return world.All.Where(row => row.Row is EventRecord && onlooker.Sees(row.Entity, row.Place)).Select(row => (EventRecord)row.Row)
            .Where(told => Kinds?.Contains(told.Kind) != false && (Under is null || under.Contains(told.Number))).MaxBy(told => told.Number);
    }

    /// <summary>The variables of a stream that shows what fits, and in any case the last event: so that its end is known.</summary>
    public JsonObject Ending(JsonObject variables, EventRecord? last)
    {
        var ending = variables.DeepClone().AsObject();
        if (last is not null && ending[Where] is { } condition) ending[Where] = new JsonObject { ["or"] = new JsonArray(condition.DeepClone(), new JsonObject { ["subject"] = new JsonObject { ["eq"] = last.SubjectId } }) };
        return ending;
    }
}
