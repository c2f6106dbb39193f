using System.Collections;
using System.Globalization;
using System.Text;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Load;

/// <summary>A coerced <c>where</c>: its shape, by which statements are kept, and its values.</summary>
/// <remarks>A shape says which conditions there are and which values are null, never a value.</remarks>
sealed class Where
{
    readonly GraphSchema schema;
    readonly StorageModel model;
    readonly GraphEngineOptions limits;
    readonly StringBuilder shape = new();
    readonly List<object?> values = [];
    int conditions;

    Where(GraphSchema schema, StorageModel model, GraphEngineOptions limits)
    {
        this.schema = schema;
        this.model = model;
        this.limits = limits;
    }

    public Condition? Condition { get; private set; }
    public string Shape => shape.ToString();
    public IReadOnlyList<object?> Values => values;

    /// <param name="schema">The declared types.</param>
    /// <param name="model">How columns are stored.</param>
    /// <param name="limits">How much may be asked.</param>
    /// <param name="type">What the conditions are about.</param>
    /// <param name="input">The coerced input object, or null for none.</param>
    /// <exception cref="GraphException">BAD_USER_INPUT: it asks for what cannot be asked; COST_EXCEEDED: for too much.</exception>
    public static Where Parse(GraphSchema schema, StorageModel model, GraphEngineOptions limits, EntityType type, object? input)
    {
        var where = new Where(schema, model, limits);
        if (input is not null) where.Condition = where.Object(type, Fields(input), quantifiers: 0);
        return where;
    }

    Condition.All Object(EntityType type, IDictionary<string, object?> input, int quantifiers)
    {
        Count();
        var parts = new List<Condition>();
        shape.Append('{');
        foreach (var (name, value) in input)
        {
            if (value is null)
            {
                if (name is "and" or "or") continue;
                throw Refused($"where.{name} is null: leave it out, or ask {{ eq: null }}.");
            }
            shape.Append(name);
            if (name is "and" or "or")
            {
                var items = Items(value).Select(item => (Condition)Object(type, Fields(item ?? throw Refused($"{name} holds a null.")), quantifiers)).ToList();
                if (items.Count > 0) parts.Add(name is "and" ? new Condition.All(items) : new Condition.Any(items));
                shape.Append(';');
                continue;
            }
            switch (type.Find(name))
            {
                case ColumnField column:
                    Operations(column, Fields(value), parts);
                    break;
                case ReferenceField reference:
                    parts.Add(new Condition.To(reference, Object(schema.Entity(reference.Target), Fields(value), quantifiers)));
                    break;
                case ConnectionField connection:
                    Connection(connection, Fields(value), parts, quantifiers + 1);
                    break;
            }
        }
        shape.Append('}');
        return new Condition.All(parts);
    }

    void Connection(ConnectionField connection, IDictionary<string, object?> input, List<Condition> parts, int quantifiers)
    {
        if (quantifiers > limits.MaxQuantifiers) throw TooMuch($"where holds more than {limits.MaxQuantifiers} lists within each other.");
        var target = schema.Entity(connection.Target);
        shape.Append('[');
        foreach (var (name, value) in input)
        {
            if (value is null) continue;
            Count();
            shape.Append(name);
            parts.Add(name switch
            {
                "some" => new Condition.Some(connection, Object(target, Fields(value), quantifiers), Misfits: false, Negated: false),
                "none" => new Condition.Some(connection, Object(target, Fields(value), quantifiers), Misfits: false, Negated: true),
                "all" => new Condition.Some(connection, Object(target, Fields(value), quantifiers), Misfits: true, Negated: true),
                _ => new Condition.Some(connection, Fits: null, Misfits: false, Negated: !Flag((bool)value)),
            });
        }
        shape.Append(']');

        bool Flag(bool value)
        {
            shape.Append(value);
            return value;
        }
    }

    void Operations(ColumnField column, IDictionary<string, object?> input, List<Condition> parts)
    {
        shape.Append('(');
        foreach (var (operation, value) in input)
        {
            Count();
            shape.Append(operation);
            parts.Add(operation switch
            {
                "eq" or "neq" => Equal(column, value, negated: operation == "neq"),
                "in" or "nin" => In(column, value, negated: operation == "nin"),
                "gt" or "nlte" => Ordered(column, Comparison.Greater, value, operation),
                "gte" or "nlt" => Ordered(column, Comparison.GreaterOrEqual, value, operation),
                "lt" or "ngte" => Ordered(column, Comparison.Less, value, operation),
                "lte" or "ngt" => Ordered(column, Comparison.LessOrEqual, value, operation),
                _ => Like(column, operation, value),
            });
            shape.Append(',');
        }
        shape.Append(')');
    }

    Condition.Compare Equal(ColumnField column, object? value, bool negated)
    {
        if (value is not null) return new Condition.Compare(column, Comparison.Equal, negated, Keep(column, Stored(column, value)));
        shape.Append('0');
        return new Condition.Compare(column, Comparison.IsNull, negated, Value: -1);
    }

    Condition.Compare In(ColumnField column, object? value, bool negated)
    {
        var items = Items(value ?? throw Refused($"{(negated ? "nin" : "in")} is null: give a list.")).ToList();
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(column.ValueType))!;
        foreach (var item in items) if (item is not null) list.Add(Stored(column, item));
        var orNull = list.Count < items.Count;
        if (orNull) shape.Append('0');
        return new Condition.Compare(column, Comparison.In, negated, Keep(column, list), orNull);
    }

    Condition.Compare Ordered(ColumnField column, Comparison comparison, object? value, string operation) =>
        new(column, comparison, Negated: false, Keep(column, Stored(column, value ?? throw Refused($"{operation} is null: nothing is greater or smaller than no value."))));

    Condition.Compare Like(ColumnField column, string operation, object? value)
    {
        var negated = operation[0] == 'n';
        var text = (string)Stored(column, value ?? throw Refused($"{operation} is null: give a text."));
        var escaped = text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_").Replace("[", "\\[");
        var pattern = (negated ? operation[1..] : operation) switch
        {
            "contains" => $"%{escaped}%",
            "startsWith" => $"{escaped}%",
            _ => $"%{escaped}",
        };
        return new Condition.Compare(column, Comparison.Like, negated, Keep(column, pattern));
    }

    object Stored(ColumnField column, object value)
    {
        if (value is string sought && sought.Length > limits.MaxSearchText) throw TooMuch($"A text of more than {limits.MaxSearchText} characters cannot be searched for.");
        if (value is string given && !IsText(given)) throw Refused("A text holds U+0000 or half a character: no row can fit.");
        if (column.IdTag is { } tag)
            return NodeId.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture)!, out var id) && id.Tag == tag ? id.Key : Guid.Empty;
        if (value is string text) return model.Fold(column, text);
        return column.ValueType.IsEnum || value.GetType() == column.ValueType ? value : Convert.ChangeType(value, column.ValueType, CultureInfo.InvariantCulture);
    }

    /// <summary>Databases end a pattern at U+0000 and replace half a surrogate pair: either would find rows that do not fit.</summary>
    static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    void Count()
    {
        if (++conditions > limits.MaxConditions) throw TooMuch($"where has more than {limits.MaxConditions} conditions.");
    }

    int Keep(ColumnField column, object value)
    {
        values.Add(column.Origin is { } origin ? new Counted(value, origin) : value);
        return values.Count - 1;
    }

    static IDictionary<string, object?> Fields(object value) => (IDictionary<string, object?>)value;

    static IEnumerable<object?> Items(object value) => value is IEnumerable list and not string and not IDictionary ? list.Cast<object?>() : [value];

    static GraphException TooMuch(string message) => new(GraphErrorCodes.CostExceeded, message);

    static GraphException Refused(string message) => new(GraphErrorCodes.BadUserInput, message);
}
