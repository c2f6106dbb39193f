using System.Text.Json;
using GraphQL;
using GraphQL.Types;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>The document that fetches cursors for a field: the same connection with the same filter and order, from the nearest root.</summary>
sealed class CursorQuery(ISchema schema)
{
    static readonly JsonElement NoVariables = JsonDocument.Parse("{}").RootElement;

    public static IEnumerable<Literal.Cursor> CursorsOf(Selection field) =>
        field.Arguments.Where(argument => argument.Name is "after" or "before").Select(argument => argument.Value.Resolved()).OfType<Literal.Cursor>();

    public (string Text, JsonElement Variables) For(Selection field)
    {
        var bound = field.Arguments.Where(argument => argument.Name is "where" or "order").Select(argument => (argument.Name, Value: argument.Value.Resolved())).Where(argument => argument.Value is not null);
        var arguments = string.Join(", ", bound.Select(argument => $"{argument.Name}: {argument.Value!.Print(asJson: false, _ => null)}").Append("first: 100"));
        return ($"{{ {Path(field.Connection!, $"({arguments}) {{ edges {{ cursor }} }}")} }}", NoVariables);
    }

    string Path(string connection, string rest)
    {
        var roots = schema.Query.Fields.Where(field => field.ResolvedType!.GetNamedType() is IObjectGraphType type && type.Fields.Find("nodes") is not null).ToList();
        if (roots.Find(field => field.ResolvedType!.GetNamedType().Name == connection) is { } direct) return direct.Name + rest;
        var (root, nested) = roots.SelectMany(root => ((IObjectGraphType)((IObjectGraphType)root.ResolvedType!.GetNamedType()).Fields.Find("nodes")!.ResolvedType!.GetNamedType()).Fields.Select(field => (root, field)))
            .First(pair => pair.field.ResolvedType!.GetNamedType().Name == connection);
        return $"{root.Name} {{ nodes {{ {nested.Name}{rest} }} }}";
    }
}
