using System.Collections;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Schema;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Load;

/// <summary>Reads a level's arguments: page, order, conditions.</summary>
sealed class RequestReader(GraphSchema schema, StorageModel model, GraphEngineOptions limits, Variables variables, string scope)
{
    readonly Dictionary<LevelPlan, LevelRequest> requests = [];

    /// <summary>What is asked of a level, read once.</summary>
    /// <exception cref="GraphException">BAD_USER_INPUT, COST_EXCEEDED or INVALID_CURSOR.</exception>
    public LevelRequest Of(LevelPlan level) =>
        level.FixedRequest is { } same ? same
        : level.IsFixed ? level.FixedRequest = Read(level)
        : requests.TryGetValue(level, out var request) ? request : requests[level] = Read(level);

    LevelRequest Read(LevelPlan level)
    {
        var arguments = level.Field is null ? [] : Arguments(level.Definition!, level.Field);
        object?[] own = [.. level.Own.Select(argument => arguments.GetValueOrDefault(argument.Name, argument.Absent))];
        // A place in the order stays one while the span moves: cursors are bound to what was asked.
        IReadOnlyList<object?> held = level.Span is { } span ? span(own) : own;
        if (level.Field is null || level.IsOfOneRow || level.IsWhole || level.Rows is not null)
            return new LevelRequest(new Page(level.Rows is null ? 1 : ListField.MaxRows, Backward: false, null, null), [],
                Where.Parse(schema, model, limits, level.Type, level.IsOfOneRow || level.IsWhole ? arguments.GetValueOrDefault("where") : null), held, [])
            {
                LooksFurther = false,
            };
        var order = Order(level, arguments.GetValueOrDefault("order"));
        var where = Where.Parse(schema, model, limits, level.Type, arguments.GetValueOrDefault("where"));
        var (limit, backward) = Size(arguments);
        var columns = order.Select(term => (TypeName.Underlying(model.Compared(term.Column).ClrType), term.Column.IsNullable)).ToList();
        var boundTo = level.NeedsCursors || arguments.ContainsKey("after") || arguments.ContainsKey("before") ? CursorBinding.Of(scope, level.Type, order, where, own) : [];
        var after = Cursor(arguments, "after", boundTo, columns);
        var before = Cursor(arguments, "before", boundTo, columns);
        return new LevelRequest(new Page(limit, backward, backward ? before : after, backward ? after : before), order, where, held, boundTo)
        {
            LooksFurther = level.NeedsMore,
        };
    }

    /// <summary>A field's arguments, those that are null left out.</summary>
    public Dictionary<string, object?> Arguments(FieldType definition, GraphQLField field) => Arguments(definition, field, variables);

    /// <inheritdoc cref="Arguments(FieldType, GraphQLField)"/>
    public static Dictionary<string, object?> Arguments(FieldType definition, GraphQLField field, Variables variables)
    {
        var arguments = new Dictionary<string, object?>();
        if (ExecutionHelper.GetArguments(definition.Arguments, field.Arguments, variables, null!, field, null) is { } given)
            foreach (var (name, argument) in given)
                if (argument.Value is { } value) arguments.Add(name, value);
        return arguments;
    }

    static (int Limit, bool Backward) Size(Dictionary<string, object?> arguments)
    {
        var first = (int?)arguments.GetValueOrDefault("first");
        var last = (int?)arguments.GetValueOrDefault("last");
        if (first is not null && last is not null) throw Refused("Ask for first or for last, not for both.");
        var size = first ?? last ?? GraphEngineOptions.DefaultPage;
        if (size is < 1 or > GraphEngineOptions.MaxPage) throw Refused($"{(last is null ? "first" : "last")} is {size}: a page has 1 to {GraphEngineOptions.MaxPage} objects.");
        return (size, last is not null);
    }

    static Cursor? Cursor(Dictionary<string, object?> arguments, string name, byte[] boundTo, IReadOnlyList<(Type, bool)> columns) =>
        arguments.GetValueOrDefault(name) is string text ? Load.Cursor.Decode(text, boundTo, columns) : null;

    List<OrderTerm> Order(LevelPlan level, object? input)
    {
        var terms = new List<OrderTerm>();
        foreach (var item in input is IEnumerable list and not IDictionary<string, object?> ? list.Cast<object?>() : input is null ? [] : [input])
        {
            if (item is not IDictionary<string, object?> { Count: 1 } fields)
                throw Refused("Each object of order names exactly one field: [{ name: ASC }, { startDate: DESC }].");
            var (name, direction) = fields.Single();
            if (direction is not bool descending) throw Refused($"order.{name} is null: give ASC or DESC.");
            var column = (ColumnField)level.Type.Find(name)!;
            if (terms.Exists(term => term.Column == column)) continue;
            terms.Add(new OrderTerm(column, descending));
        }
        if (terms.Count == 0 && level.ListedBy is { } listedBy) terms.Add(new OrderTerm(listedBy, Descending: listedBy == level.Type.ListedBy && level.Type.IsListedBackwards));
        return terms.Count <= limits.MaxOrderTerms ? terms : throw new GraphException(GraphErrorCodes.CostExceeded, $"order has more than {limits.MaxOrderTerms} fields.");
    }

    static GraphException Refused(string message) => new(GraphErrorCodes.BadUserInput, message);
}
