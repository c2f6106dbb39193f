using GraphQL;
using GraphQL.Types;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Makes arguments: conditions and orders over values that occur in the data, and values that nearly do.</summary>
sealed class Values(Dice dice, ISchema schema, AllRows rows)
{
    static readonly string[] Odd = ["", " ", "'", "ß", "é", "😀", "nothing like it"];
    static readonly string[] Patterns = ["%", "_", "__", "[", "\\", "50%", "x_x", "0__", "[B]", "c%o"];
    readonly Dictionary<string, Variable> flags = [];
    int variables;

    /// <summary>A condition for @skip and @include; few variables, so that they are shared.</summary>
    public Literal Flag()
    {
        if (dice.Chance(40)) return Literal.Flag(dice.Chance(50));
        var name = dice.Of(["b1", "b2", "b3"]);
        if (!flags.TryGetValue(name, out var flag))
        {
            flags.Add(name, flag = new Variable(name, "Boolean!") { Default = dice.Chance(30) ? Literal.Flag(dice.Chance(50)) : null });
            if (flag.Default is null || dice.Chance(50)) flag.Given = Literal.Flag(dice.Chance(50));
        }
        return new Literal.Of(flag);
    }

    /// <summary>The value, or a variable that stands for it.</summary>
    /// <param name="value">What is meant.</param>
    /// <param name="type">The type of the place.</param>
    /// <param name="optional">Whether the place may also get nothing.</param>
    public Literal OrVariable(Literal value, string type, bool optional = false)
    {
        if (!dice.Chance(15) || value.All().OfType<Literal.Of>().Any()) return value;
        var variable = new Variable($"v{variables++}", type);
        switch (dice.Below(optional ? 4 : 3))
        {
            case 0: variable.Given = value; break;
            case 1 when !value.All().OfType<Literal.Cursor>().Any(): variable.Default = value; break;
            case 3: break;
            default: variable.Given = value; variable.Default = dice.Chance(50) && !type.EndsWith('!') && optional ? Literal.Null : null; break;
        }
        return new Literal.Of(variable);
    }

    public Literal Id() => dice.Below(10) switch
    {
        0 => Literal.Text(dice.Of(["garbage", "", "UgAAAAAAAAAAAAAAAAAAAAA", "UgAAAAAAAAAAAAAAAAAAAA=", "wAAAAAAAAAAAAAAAAAAAAAAA"])),
        1 => Literal.Number(dice.Below(100)),
        _ => Literal.Text((string)Pool("Node", "id")[dice.Below(Pool("Node", "id").Count)]!),
    };

    /// <summary>A first day of some price, or one near it.</summary>
    public Literal Day() => Literal.Text(DateOnly.ParseExact((string)dice.Of(Pool("Price", "effectiveStartDate"))!, "yyyy-MM-dd").AddDays(dice.Between(-1, 2)).ToString("yyyy-MM-dd"));

    public Literal Order(string sortInput)
    {
        var columns = Fields(sortInput).ConvertAll(field => field.Name);
        var output = (IObjectGraphType)schema.AllTypes[sortInput[..^"SortInput".Length]]!;
        var chosen = dice.Some(columns, dice.Between(0, 3));
        // Rows without a value are what orders and cursors get wrong.
        if (dice.Chance(50) && columns.Find(column => output.Fields.Find(column)!.ResolvedType is not NonNullGraphType) is { } nullable) chosen = [nullable, .. chosen.Where(column => column != nullable)];
        var terms = chosen.Select(column => OrVariable(new Literal.Fields([(column, OrVariable(Literal.Named(dice.Of(["ASC", "DESC"])), "SortEnumType"))]), sortInput + "!")).ToList();
        return terms is [Literal.Fields] && dice.Chance(20) ? terms[0] : new Literal.Many(terms);
    }

    public Literal Where(string filterInput, int depth)
    {
        var type = filterInput[..^"FilterInput".Length];
        var fields = dice.Some(Fields(filterInput).Where(field => depth > 0 || Name(field).EndsWith("OperationFilterInput", StringComparison.Ordinal)), dice.Of([0, 1, 1, 1, 1, 2, 2, 3]));
        return new Literal.Fields(fields.ConvertAll(field => (field.Name, Condition(type, field, depth))));
    }

    Literal Condition(string type, FieldType field, int depth)
    {
        var name = Name(field);
        if (field.Name is "and" or "or")
        {
            if (dice.Chance(5)) return Literal.Null;
            return OrVariable(new Literal.Many(Enumerable.Range(0, dice.Of([0, 1, 2, 2, 3])).Select(_ => OrVariable(Where(name, depth - 1), name + "!"))), $"[{name}!]", optional: true);
        }
        if (name.StartsWith("ListFilterInputTypeOf", StringComparison.Ordinal))
            return OrVariable(new Literal.Fields(dice.Some(Fields(name), dice.Of([0, 1, 1, 1, 2])).ConvertAll(list => (list.Name, list.Name == "any"
                ? OrVariable(Literal.Flag(dice.Chance(50)), "Boolean", optional: true)
                : OrVariable(Where(Name(list), depth - 1), Name(list), optional: true)))), name);
        return name.EndsWith("OperationFilterInput", StringComparison.Ordinal)
            ? OrVariable(new Literal.Fields(dice.Some(Fields(name), dice.Of([0, 1, 1, 1, 1, 2])).ConvertAll(operation => (operation.Name, Operand(type, field.Name, operation)))), name)
            : OrVariable(Where(name, depth - 1), name);
    }

    Literal Operand(string type, string column, FieldType operation)
    {
        var scalar = Name(operation);
        if (operation.Name is "in" or "nin")
        {
            if (dice.Chance(10)) return One();
            return OrVariable(new Literal.Many(Enumerable.Range(0, dice.Of([0, 1, 2, 3, 12])).Select(_ => dice.Chance(10) ? Literal.Null : OrVariable(One(), scalar))), $"[{scalar}]");
        }
        if (operation.Name is "eq" or "neq") return dice.Chance(20) ? OrVariable(Literal.Null, scalar) : OrVariable(One(), scalar);
        if (scalar != "String") return OrVariable(One(), scalar);
        var text = dice.Chance(25) ? dice.Of(Patterns) : dice.Chance(20) ? dice.Of(Odd) : Piece((string)(dice.Of(Pool(type, column)) ?? ""));
        return OrVariable(Literal.Text(text), "String");

        Literal One() => Known(scalar, column == "id" && dice.Chance(20) ? Pool("Node", "id") : Pool(type, column));
    }

    Literal Known(string scalar, List<object?> pool)
    {
        var value = pool.Count == 0 ? null : dice.Of(pool);
        if (schema.AllTypes[scalar] is EnumerationGraphType names) return Literal.Named(dice.Of(names.Values.Select(name => name.Name).ToList()));
        return value switch
        {
            null when scalar == "Boolean" => Literal.Flag(dice.Chance(50)),
            null => scalar is "Int" or "Long" or "Decimal" ? Literal.Number(1) : Literal.Text(scalar switch
            {
                "UUID" => "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                "Date" => "2026-03-31",
                "DateTime" => "2026-03-31T00:00:00Z",
                "CountryCode" => "PT",
                "CurrencyCode" => "EUR",
                _ => "",
            }),
            bool => Literal.Flag(dice.Chance(50)),
            int number => Literal.Number(number + dice.Between(-1, 1)),
            string text => Literal.Text(scalar is "String" or "CountryCode" or "CurrencyCode" && dice.Chance(30) ? text.ToLowerInvariant() : text),
            _ => throw new NotSupportedException(scalar),
        };
    }

    /// <summary>A part of a text, perhaps in other case.</summary>
    string Piece(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        var start = dice.Chance(40) ? 0 : dice.Between(0, runes.Count);
        var length = dice.Chance(40) ? runes.Count - start : dice.Between(0, runes.Count - start);
        var piece = string.Concat(runes.Skip(start).Take(length));
        return dice.Below(3) switch { 0 => piece.ToUpperInvariant(), 1 => piece.ToLowerInvariant(), _ => piece };
    }

    /// <summary>All values of a column, over all tenants, as they travel.</summary>
    List<object?> Pool(string type, string column)
    {
        if (pools.TryGetValue((type, column), out var pool)) return pool;
        var types = type == "Node" ? "DRCPKSIMUYBTA".Select(letter => OracleType.Lettered(letter)!).ToList() : [OracleType.Named(type)];
        return pools[(type, column)] = [.. types.SelectMany(table => rows.Of(table.Entity).Select(row => OracleValue.Travelling(table.Column(row, column))))];
    }

    readonly Dictionary<(string, string), List<object?>> pools = [];

    List<FieldType> Fields(string inputType) => [.. ((IInputObjectGraphType)schema.AllTypes[inputType]!).Fields];

    static string Name(FieldType field) => field.ResolvedType!.GetNamedType().Name;
}
