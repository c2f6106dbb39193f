using System.Collections;
using System.Globalization;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>How many rows a level reads for each parent, as its slicing arguments say: the greatest of those that are given.</summary>
/// <remarks>A size that will be refused counts as the largest page: the refusal is the field's own, and comes later.</remarks>
sealed class PageSize
{
    public static readonly PageSize One = new(1);

    readonly int otherwise;
    readonly int most = GraphEngineOptions.MaxPage;
    readonly int literal;
    readonly IReadOnlyList<GraphQLVariable> variables = [];

    public PageSize(int size) => otherwise = size;

    /// <param name="field">The field, with its arguments.</param>
    /// <param name="slicing">Names of the arguments that give the size.</param>
    /// <param name="otherwise">The size when none does.</param>
    /// <param name="most">The largest size that is not refused.</param>
    public PageSize(GraphQLField field, IReadOnlyList<string> slicing, int otherwise, int most)
    {
        this.otherwise = otherwise;
        this.most = most;
        var given = (field.Arguments?.Items ?? []).Where(argument => slicing.Contains(argument.Name.StringValue)).Select(argument => argument.Value).ToList();
        literal = given.Select(Literal).DefaultIfEmpty().Max();
        variables = [.. given.OfType<GraphQLVariable>()];
    }

    public int Of(Variables values)
    {
        var size = literal;
        foreach (var variable in variables)
            if (values.ValueFor(variable.Name.Value, out var given) && given.Value is { } value) size = Math.Max(size, Counted(value));
        return size == 0 ? otherwise : size;
    }

    int Literal(GraphQLValue value) => value switch
    {
        GraphQLIntValue number => int.TryParse(number.Value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? Allowed(size) : most,
        GraphQLListValue list => Math.Min(list.Values?.Count ?? 0, most),
        GraphQLVariable or GraphQLNullValue => 0,
        _ => 1,
    };

    int Counted(object value) => value switch
    {
        int size => Allowed(size),
        IEnumerable items and not string => Math.Min(items.Cast<object?>().Count(), most),
        _ => 1,
    };

    int Allowed(int size) => size >= 1 && size <= most ? size : most;
}
