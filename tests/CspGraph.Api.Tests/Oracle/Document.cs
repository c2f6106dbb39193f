using System.Text;
using System.Text.Json;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A generated operation, in a form that can be taken apart.</summary>
sealed class Document
{
    public List<Selection> Roots { get; } = [];
    public List<Fragment> Fragments { get; } = [];

    /// <summary>The text and the variables, with only those fragments and variables that are used.</summary>
    public (string Text, JsonElement Variables) Print(Func<Literal.Cursor, string?> cursors)
    {
        var fragments = Reached(Roots).Distinct().ToList();
        var variables = Roots.Concat(fragments.SelectMany(fragment => fragment.Children)).SelectMany(selection => selection.Variables()).Distinct().ToList();
        var text = new StringBuilder("query");
        if (variables.Count > 0)
            text.Append($"({string.Join(", ", variables.Select(variable => $"${variable.Name}: {variable.Type}{(variable.Default is { } value ? $" = {value.Print(asJson: false, cursors)}" : "")}"))})");
        text.Append(" {\n");
        foreach (var root in Roots) root.Print(text, "  ", cursors);
        text.Append("}\n");
        foreach (var fragment in fragments)
        {
            text.Append($"fragment {fragment.Name} on {fragment.On} {{\n");
            foreach (var child in fragment.Children) child.Print(text, "  ", cursors);
            text.Append("}\n");
        }
        var json = $"{{{string.Join(", ", variables.Where(variable => variable.Given is not null).Select(variable => $"\"{variable.Name}\": {variable.Given!.Print(asJson: true, cursors)}"))}}}";
        return (text.ToString(), JsonDocument.Parse(json).RootElement);
    }

    /// <summary>Every list of selections in it.</summary>
    public IEnumerable<List<Selection>> Sets() => Reached(Roots).Distinct().Select(fragment => fragment.Children).Prepend(Roots).SelectMany(Nested);

    public IEnumerable<Selection> Selections() => Sets().SelectMany(set => set);

    static IEnumerable<List<Selection>> Nested(List<Selection> set) => set.SelectMany(selection => Nested(selection.Children)).Prepend(set);

    static IEnumerable<Fragment> Reached(IEnumerable<Selection> set) => set.SelectMany(selection =>
        selection.Spread is { } fragment ? Reached(fragment.Children).Prepend(fragment) : Reached(selection.Children));
}

sealed record Fragment(string Name, string On, List<Selection> Children);

/// <summary>A field, an inline fragment (no field and no spread) or a spread.</summary>
sealed class Selection
{
    public string? Field { get; init; }
    public string? Alias { get; init; }
    public string? On { get; init; }
    public Fragment? Spread { get; init; }

    /// <summary>The type of the field's connection, when it is one.</summary>
    public string? Connection { get; init; }

    /// <summary>Shared by fields that are to be merged.</summary>
    public List<(string Name, Literal Value)> Arguments { get; init; } = [];
    public List<(string Name, Literal If)> Directives { get; } = [];
    public List<Selection> Children { get; init; } = [];

    public IEnumerable<Variable> Variables() => Arguments.Select(argument => argument.Value).Concat(Directives.Select(directive => directive.If))
        .SelectMany(value => value.All()).OfType<Literal.Of>().Select(of => of.Variable).Concat(Children.SelectMany(child => child.Variables()));

    public void Print(StringBuilder text, string indent, Func<Literal.Cursor, string?> cursors)
    {
        text.Append(indent);
        if (Spread is not null) text.Append("..." + Spread.Name);
        else if (Field is null) text.Append(On is null ? "..." : "... on " + On);
        else text.Append(Alias is null ? Field : $"{Alias}: {Field}");
        if (Arguments.Count > 0) text.Append($"({string.Join(", ", Arguments.Select(argument => $"{argument.Name}: {argument.Value.Print(asJson: false, cursors)}"))})");
        foreach (var (name, condition) in Directives) text.Append($" @{name}(if: {condition.Print(asJson: false, cursors)})");
        if (Children.Count > 0)
        {
            text.Append(" {\n");
            foreach (var child in Children) child.Print(text, indent + "  ", cursors);
            text.Append(indent + "}");
        }
        text.Append('\n');
    }
}
