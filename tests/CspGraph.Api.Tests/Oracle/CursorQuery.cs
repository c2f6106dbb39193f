using System.Text.Json;
using GraphQL;
using GraphQL.Types;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>The document that fetches cursors for a field: the same type with the same filter, order and argument of its own, from the nearest root.</summary>
sealed class CursorQuery(ISchema schema)
{
    static readonly JsonElement NoVariables = JsonDocument.Parse("{}").RootElement;

    public static IEnumerable<Literal.Cursor> CursorsOf(Selection field) =>
        field.Arguments.Where(argument => argument.Name is "after" or "before").Select(argument => argument.Value.Resolved()).OfType<Literal.Cursor>();

    public (string Text, JsonElement Variables) For(Selection field)
    {
        var bound = field.Arguments.Where(argument => argument.Name is not ("first" or "after" or "last" or "before")).Select(argument => (argument.Name, Value: argument.Value.Resolved())).Where(argument => argument.Value is not null);
        var given = bound.ToList();
        var arguments = string.Join(", ", given.Select(argument => $"{argument.Name}: {argument.Value!.Print(asJson: false, _ => null)}").Append("first: 100"));
        var own = given.Exists(argument => argument.Name is not ("where" or "order")) || AlwaysHasOwn(field.Field!) ? field.Field : null;
        return ($"{{ {Path(field.Connection!, own, $"({arguments}) {{ edges {{ cursor }} }}")} }}", NoVariables);
    }

    /// <summary>Whether an argument of the field's own counts even when it is not given.</summary>
    static bool AlwaysHasOwn(string field) => field == "descendants";

    /// <param name="connection">The connection's type.</param>
    /// <param name="own">The only field that will do; null for any field of the type.</param>
    /// <param name="rest">What follows the field's name.</param>
    string Path(string connection, string? own, string rest)
    {
        var roots = schema.Query.Fields.Where(field => field.ResolvedType!.GetNamedType() is IObjectGraphType type && type.Fields.Find("nodes")?.ResolvedType!.GetNamedType() is IObjectGraphType).ToList();
        if (roots.Find(field => Leads(field) && (own is null || HasOwn(field))) is { } direct) return direct.Name + rest;
        foreach (var root in roots)
            foreach (var field in NodesOf(root))
            {
                if (Leads(field)) return $"{root.Name} {{ nodes {{ {field.Name}{rest} }} }}";
                // Or by the one object that a row refers to.
                if (field.ResolvedType!.GetNamedType() is IObjectGraphType within && within.Fields.FirstOrDefault(Leads) is { } inner) return $"{root.Name} {{ nodes {{ {field.Name} {{ {inner.Name}{rest} }} }} }}";
            }
        throw new InvalidOperationException($"No way leads to {connection} {own}.");

        bool Leads(FieldType field) => field.ResolvedType!.GetNamedType().Name == connection && (own is null || field.Name == own);
    }

    static bool HasOwn(FieldType field) => field.Arguments!.Any(argument => argument.Name is not ("first" or "after" or "last" or "before" or "where" or "order"));

    static IEnumerable<FieldType> NodesOf(FieldType root) => ((IObjectGraphType)((IObjectGraphType)root.ResolvedType!.GetNamedType()).Fields.Find("nodes")!.ResolvedType!.GetNamedType()).Fields;
}
