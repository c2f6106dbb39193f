using GraphQLParser.AST;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Writes selections: all leaves of a type, and what it leads to as deep as asked.</summary>
/// <param name="sdl">The schema.</param>
/// <param name="inputs">What arguments are given.</param>
/// <param name="pages">Objects of each level of lists, the outermost first.</param>
sealed class Selections(Sdl sdl, InputValues inputs, params int[] pages)
{
    /// <summary>From as many objects as there are down to what the greatest document may cost.</summary>
    public static IEnumerable<Selections> Sizes(Sdl sdl, InputValues inputs) =>
        from pages in new int[][] { [12, 4, 2], [12, 2, 1], [6, 2, 1], [3, 1, 1] } select new Selections(sdl, inputs, pages);

    /// <summary>All fields of a type; of those that lead to large types only so many steps deep.</summary>
    public string Fields(AskBuilder ask, string type, int depth, int page = 0)
    {
        if (sdl.Types.All[type] is GraphQLInterfaceTypeDefinition)
            return $"__typename {string.Join(' ', sdl.Fields(type).Select(field => Field(ask, field, depth - 1, page, onlyLeaves: depth <= 0)))} {string.Join(' ', sdl.Types.PossibleTypes(type).Select(possible => Fragment(ask, possible, page)))}";
        var fields = sdl.Fields(type).Where(field => Sdl.IsPlumbing(type) || depth > 0 || IsShown(field))
            .Select(field => Field(ask, field, Sdl.IsPlumbing(type) ? depth : depth - 1, page, onlyLeaves: type.EndsWith("Edge", StringComparison.Ordinal)));
        return $"__typename {string.Join(' ', fields)}";
    }

    /// <summary>Of an object whose type is not known before: its fields by names of the type's own, for other types have others of the same name.</summary>
    string Fragment(AskBuilder ask, string type, int page)
    {
        var fields = sdl.Fields(type).Where(field => (IsShown(field) || sdl.IsOfLog(type)) && Sdl.Arguments(field).Count == 0).Select(field => $"{type}_{field.Name.StringValue}: {Field(ask, field, depth: -1, page, onlyLeaves: true)}");
        return $"... on {type} {{ __typename {string.Join(' ', fields)} }}";
    }

    /// <summary>True of what is taken wherever its object is.</summary>
    bool IsShown(GraphQLFieldDefinition field) => !sdl.IsComposite(field) || !sdl.IsLarge(Sdl.Target(field));

    /// <summary>A field with all of its type.</summary>
    public string Field(AskBuilder ask, GraphQLFieldDefinition field, int depth, int page = 0, bool onlyLeaves = false, Func<GraphQLInputValueDefinition, string?>? argument = null)
    {
        var target = Sdl.Target(field);
        var isPage = Sdl.IsConnection(field);
        var selection = !sdl.IsComposite(field) ? "" : onlyLeaves && sdl.IsLarge(target) ? $" {{ {Leaves(target)} }}" : $" {{ {Fields(ask, target, depth, isPage ? page + 1 : page)} }}";
        return field.Name.StringValue + Arguments(ask, field, page, argument) + selection;
    }

    /// <summary>A field with the leaves of its type, and one field of that with its leaves.</summary>
    public string Part(AskBuilder ask, GraphQLFieldDefinition field, GraphQLFieldDefinition part, int page)
    {
        var inner = Nodes(Sdl.Target(part), Leaves(sdl.Nodes(Sdl.Target(part))));
        var named = part.Name.StringValue + Arguments(ask, part, Sdl.IsConnection(field) ? page + 1 : page, null);
        return $"{field.Name.StringValue}{Arguments(ask, field, page, null)} {{ {Nodes(Sdl.Target(field), $"{Leaves(sdl.Nodes(Sdl.Target(field)))} {named} {{ {inner} }}")} }}";
    }

    string Nodes(string type, string selection) => sdl.Nodes(type) == type ? $"__typename {selection}" : $"nodes {{ __typename {selection} }}";

    /// <summary>The fields from the root to a type around a selection of it.</summary>
    public string Within(AskBuilder ask, string type, Func<int, string> selection)
    {
        var path = sdl.PathTo(type);
        var page = 0;
        var opening = path.Select(step => $"{step.Field.Name.StringValue}{Arguments(ask, step.Field, Sdl.IsConnection(step.Field) ? page++ : page, null)} {{ ").ToList();
        return string.Concat(opening) + selection(page) + string.Concat(path.Select(_ => " }"));
    }

    /// <summary>The leaves of a type that take no argument: two of them where that is enough to tell its objects apart.</summary>
    public string Leaves(string type, int most = int.MaxValue) => string.Join(' ', sdl.Fields(type).Where(field => !sdl.IsComposite(field) && Sdl.Arguments(field).Count == 0)
        .OrderBy(field => field.Name.Value == "id" ? 0 : 1).Take(most).Select(field => field.Name.StringValue));

    string Arguments(AskBuilder ask, GraphQLFieldDefinition field, int page, Func<GraphQLInputValueDefinition, string?>? value)
    {
        var given = Sdl.Arguments(field).Select(argument => (argument.Name.StringValue, Value: value?.Invoke(argument) ?? Default(argument))).Where(argument => argument.Value is not null).ToList();
        return given.Count == 0 ? "" : $"({string.Join(", ", given.Select(argument => $"{argument.StringValue}: {argument.Value}"))})";

        string? Default(GraphQLInputValueDefinition argument) =>
            Sdl.IsConnection(field) && argument.Name.Value == "first" && value is null ? $"{pages[Math.Min(page, pages.Length - 1)]}"
            : Sdl.IsRequired(argument) ? ask.Variable(argument.Type, probe => inputs.Of(argument, probe))
            : null;
    }
}
