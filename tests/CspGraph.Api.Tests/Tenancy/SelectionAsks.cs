using System.Text.Json;
using System.Text.Json.Nodes;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Limits;
using CspGraph.Engine;
using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Documents that select every field, along every way that leads to a type; that give every argument of their own; and that look up by every id.</summary>
sealed class SelectionAsks(Sdl sdl, InputValues inputs, Probes probes)
{
    static readonly string[] PageArguments = ["first", "after", "last", "before", "where", "order"];

    readonly IReadOnlyList<Selections> sizes = [.. Selections.Sizes(sdl, inputs)];

    public IEnumerable<Ask> Make()
    {
        foreach (var type in sdl.Objects.Select(type => type.Name.StringValue).Where(type => sdl.IsRead(type) && !Sdl.IsPlumbing(type) && !sdl.IsOfLog(type)))
            foreach (var field in sdl.Fields(type))
            {
                var name = $"{type}.{field.Name.StringValue}";
                var own = Sdl.Arguments(field).Where(argument => !Sdl.IsConnection(field) || !PageArguments.Contains(argument.Name.StringValue)).ToList();
                if (sdl.IsLog(sdl.Nodes(Sdl.Target(field))))
                {
                    foreach (var ask in Under(name, type, field)) yield return ask;
                    own.RemoveAll(argument => argument.Name.Value == "under");
                }
                if (own.Exists(argument => SdlTypes.Target(argument.Type).Name == "ID"))
                {
                    foreach (var ask in ByIds(name, type, field)) yield return ask;
                    continue;
                }
                if (sdl.IsComposite(field) && (type == "Query" || sdl.IsLarge(Sdl.Target(field))))
                    foreach (var ask in Wholly(name, type, field)) yield return ask;
                for (var i = 0; i < own.Select(Choices).DefaultIfEmpty(0).Max(); i++) yield return Fitting(selections => With(name, type, field, own, i, selections)) ?? throw TooCostly(name);
            }
    }

    /// <summary>All that a field leads to, and all that leads to in turn: in one document, or in one for each part where that costs too much.</summary>
    IEnumerable<Ask> Wholly(string name, string type, GraphQLFieldDefinition field)
    {
        if (Fitting(selections => Whole(name, type, field, selections)) is { } whole) return [whole];
        var target = sdl.Nodes(Sdl.Target(field));
        return sdl.Fields(target).Where(sdl.IsComposite).Select(part => $"{name}.{part.Name.StringValue}" is var ofPart
            ? Fitting(selections => Part(ofPart, type, field, part, selections)) ?? throw TooCostly(ofPart) : null!);
    }

    /// <summary>With pages as large as one request may cost; null where the smallest cost too much.</summary>
    Ask? Fitting(Func<Selections, Ask> ask) =>
        sizes.Select(ask).FirstOrDefault(made => new SdlCost(sdl.Types, made.Text, JsonSerializer.SerializeToElement(made.Variables)).OfOperation() <= ProductSchema.Options.MaxCost);

    static NotSupportedException TooCostly(string name) => new($"{name} costs too much with the smallest pages: say how it is asked for in parts.");

    static Ask Whole(string name, string type, GraphQLFieldDefinition field, Selections selections)
    {
        var ask = new AskBuilder();
        return ask.Build(name, selections.Within(ask, type, page => selections.Field(ask, field, depth: 1, page)));
    }

    static Ask Part(string name, string type, GraphQLFieldDefinition field, GraphQLFieldDefinition part, Selections selections)
    {
        var ask = new AskBuilder();
        return ask.Build(name, selections.Within(ask, type, page => selections.Part(ask, field, part, page)));
    }

    /// <summary>How many values an argument is given: all of an enum.</summary>
    int Choices(GraphQLInputValueDefinition argument) => Math.Max(2, sdl.EnumValues(SdlTypes.Target(argument.Type).Name).Count);

    Ask With(string name, string type, GraphQLFieldDefinition field, List<GraphQLInputValueDefinition> own, int choice, Selections selections)
    {
        var ask = new AskBuilder();
        return ask.Build($"{name} with arguments {choice}", selections.Within(ask, type, page => selections.Field(ask, field, depth: 0, page,
            argument: argument => own.Contains(argument) ? ask.Variable(argument.Type, probe => inputs.Of(argument, probe)) : null)), choice);
    }

    /// <summary>Of a log, what happened under own, foreign, hidden and missing resellers.</summary>
    IEnumerable<Ask> Under(string name, string type, GraphQLFieldDefinition field)
    {
        foreach (var (id, i) in probes.IdsUnder().Select((id, i) => (id, i)))
        {
            var ask = new AskBuilder();
            yield return ask.Build($"{name} under {i}", sizes[0].Within(ask, type, page => sizes[0].Field(ask, field, depth: 0, page, argument: argument =>
                argument.Name.Value == "under" ? ask.Variable(argument.Type, JsonValue.Create(id)) : argument.Name.Value == "first" ? $"{GraphEngineOptions.MaxPage}" : null)));
        }
    }

    /// <summary>Own, foreign, hidden and missing ids: a list of them where the field takes one, else the field for each.</summary>
    IEnumerable<Ask> ByIds(string name, string type, GraphQLFieldDefinition field)
    {
        var selections = sizes[0];
        var argument = Sdl.Arguments(field).Single(argument => SdlTypes.Target(argument.Type).Name == "ID");
        var isList = SdlTypes.Target(argument.Type).IsList;
        foreach (var (ids, chunk) in probes.Ids().Chunk(GraphEngineOptions.MaxPage).Select((ids, chunk) => (ids, chunk)))
        {
            var ask = new AskBuilder();
            yield return ask.Build($"{name} by ids {chunk}", selections.Within(ask, type, page => isList
                ? Of(ask, new JsonArray([.. ids.Select(id => JsonValue.Create(id))]))
                : string.Join(' ', ids.Select((id, i) => $"i{i}: {Of(ask, JsonValue.Create(id))}"))));
        }

        // Many objects of one document are told apart by their leaves; the other documents have the rest.
        string Of(AskBuilder ask, JsonNode id) => selections.Field(ask, field, depth: 0, onlyLeaves: !isList, argument: given =>
            given == argument ? ask.Variable(given.Type, id) : Sdl.IsRequired(given) ? ask.Variable(given.Type, probe => inputs.Of(given, probe)) : null);
    }
}
