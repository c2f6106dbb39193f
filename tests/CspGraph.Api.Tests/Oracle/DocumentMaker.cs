using GraphQL;
using GraphQL.Types;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Makes valid documents over whatever the schema has.</summary>
sealed class DocumentMaker(Dice dice, ISchema schema, AllRows rows)
{
    /// <summary>Rows that one path of a document may lead to, counted from page sizes.</summary>
    const int MaxRows = 15_000;

    /// <summary>What the engine takes a whole list to be.</summary>
    const int MostAncestors = 100;

    /// <summary>A year of days for each of so many customers fits into a response.</summary>
    const int MostSpenders = 200;

    /// <summary>What rules of the Domain answer, and not the rows alone, and the log, of which it counts what was: the tests of both have oracles of their own.</summary>
    static readonly string[] Judged = ["validatePartnerOfRecord", "validatePartnersOfRecord", "partnerOfRecordPolicy", "verdict", "asOf", "validateOrder", "events", "webhookTopics", "health"];

    readonly Values values = new(dice, schema, rows);
    readonly Document document = new();
    readonly List<(Fragment Fragment, int Parents)> reusable = [];
    int fieldsLeft = 70;
    int aliases;
    bool isAboutPages;

    public Document Make()
    {
        var query = schema.Query;
        if (dice.Chance(35))
        {
            isAboutPages = true;
            document.Roots.Add(Field(query, query.Fields.Find(dice.Of(["resellers", "customers", "subscriptions", "renewals"]))!, depth: 1, parents: 1, alias: false));
            return document;
        }
        foreach (var _ in Enumerable.Range(0, dice.Of([1, 1, 1, 2, 2, 3])))
            document.Roots.Add(Field(query, dice.Of(query.Fields.Where(field => !Judged.Contains(field.Name)).Where(field => dice.Chance(70) || IsConnection(field)).ToList()), depth: 4, parents: 1, alias: dice.Chance(30)));
        if (dice.Chance(10)) document.Roots.Add(new Selection { Field = "__typename" });
        if (dice.Chance(10)) document.Roots.Insert(0, Introspection());
        if (dice.Chance(10)) document.Roots[0] = Direct(new Selection { On = dice.MaybeOf(50, ["Query"]), Children = [document.Roots[0]] });
        return document;
    }

    List<Selection> Set(IGraphType type, int depth, int parents)
    {
        if (type is IInterfaceGraphType) return NodeSet(depth, parents);
        var fields = ((IObjectGraphType)type).Fields.Where(field => !Judged.Contains(field.Name)).ToList();
        var set = new List<Selection>();
        var isRow = Types.Exists(name => name == type.Name);
        var simple = fields.Where(field => field.ResolvedType!.GetNamedType() is ScalarGraphType).ToList();
        var composite = fields.Except(simple).Where(field => field.Name != "ancestors" || parents * MostAncestors <= MaxRows)
            .Where(field => field.Name != "spend" || parents <= MostSpenders).ToList();
        foreach (var field in dice.Some(simple, isRow ? dice.Between(1, 3) : dice.Between(0, simple.Count))) set.Add(Field(type, field, depth, parents, dice.Chance(10)));
        var count = isRow ? depth <= 0 || fieldsLeft <= 0 ? 0 : dice.Of([0, 1, 1, 2]) : dice.Between(set.Count == 0 ? 1 : 0, composite.Count);
        foreach (var field in dice.Some(composite, count)) set.Insert(dice.Between(0, set.Count), Field(type, field, isRow ? depth - 1 : depth, parents, dice.Chance(15)));
        if (set.Count == 0 || dice.Chance(10)) set.Insert(dice.Between(0, set.Count), new Selection { Field = "__typename", Alias = dice.MaybeOf(50, ["kind_of"]) });
        return Varied(set, type, depth, parents);
    }

    /// <summary>The same set with parts of it put into fragments, merged from two fields, or hung on a condition.</summary>
    List<Selection> Varied(List<Selection> set, IGraphType type, int depth, int parents)
    {
        if (dice.Chance(12) && set.Find(selection => selection is { Field: not null, Children.Count: > 0 }) is { } twice)
        {
            var child = ((IObjectGraphType)type).Fields.First(field => field.Name == twice.Field).ResolvedType!.GetNamedType();
            set.Add(new Selection
            {
                Field = twice.Field,
                Alias = twice.Alias,
                Connection = twice.Connection,
                Arguments = twice.Arguments,
                Children = Set(child, Math.Min(depth - 1, 1), Math.Max(parents, MaxRows / 2)),
            });
        }
        if (dice.Chance(12))
        {
            var from = dice.Below(set.Count);
            var moved = set[from..];
            set = set[..from];
            if (dice.Chance(50)) set.Add(Direct(new Selection { On = dice.MaybeOf(60, [type.Name]), Children = moved }));
            else
            {
                var fragment = new Fragment($"F{document.Fragments.Count}", type.Name, moved);
                document.Fragments.Add(fragment);
                reusable.Add((fragment, parents));
                set.Add(Direct(new Selection { Spread = fragment }));
            }
        }
        if (dice.Chance(15) && reusable.Find(known => known.Fragment.On == type.Name && known.Parents >= parents) is { Fragment: { } reused })
            set.Insert(dice.Between(0, set.Count), Direct(new Selection { Spread = reused }));
        if (dice.Chance(8) && IsNode(type))
            set.Add(Direct(new Selection { On = "Node", Children = [new Selection { Field = "id" }, new Selection { Field = "__typename" }] }));
        foreach (var selection in set) if (dice.Chance(4)) Direct(selection, 100);
        return set;
    }

    static bool IsNode(IGraphType? type) => type is IObjectGraphType { ResolvedInterfaces: var interfaces } && interfaces.Any(implemented => implemented.Name == "Node");

    Selection Introspection() => Direct(new Selection
    {
        Field = "__type",
        Alias = dice.MaybeOf(50, ["shape"]),
        Arguments = [("name", values.OrVariable(Literal.Text(dice.Of([.. Types, "Nothing", "Date", "SortEnumType"])), "String!"))],
        Children = [new Selection { Field = "name" }, Direct(new Selection { Field = "kind", Alias = "sort" }, 30), Direct(new Selection { Children = [new Selection { Field = "__typename" }] }, 30)],
    });

    /// <summary>On an interface every field gets an alias of its own: fields of one key must have one type, even where they can never meet.</summary>
    List<Selection> NodeSet(int depth, int parents)
    {
        var set = new List<Selection> { new() { Field = dice.Of(["id", "__typename"]) } };
        foreach (var name in dice.Some(Types.Where(name => IsNode(schema.AllTypes[name])), dice.Between(1, 4)))
        {
            var fields = ((IObjectGraphType)schema.AllTypes[name]!).Fields.ToList();
            set.Add(Direct(new Selection { On = name, Children = dice.Some(fields, dice.Between(1, 3)).ConvertAll(field => Field(schema.AllTypes[name]!, field, depth - 1, parents, alias: true)) }));
        }
        if (!dice.Chance(20)) return set;
        var fragment = new Fragment($"F{document.Fragments.Count}", "Node", set);
        document.Fragments.Add(fragment);
        return [new Selection { Spread = fragment }, new Selection { Field = "__typename" }];
    }

    Selection Field(IGraphType parent, FieldType field, int depth, int parents, bool alias)
    {
        fieldsLeft--;
        var type = field.ResolvedType!.GetNamedType();
        var (arguments, page) = Arguments(field, parents);
        return Direct(new Selection
        {
            Field = field.Name,
            Alias = alias || arguments.Count > 0 ? $"{field.Name}_{aliases++}" : null,
            Connection = IsConnection(field) ? type.Name : null,
            Arguments = arguments,
            Children = type is ScalarGraphType ? [] : Set(type, parent == schema.Query ? depth : IsConnection(field) ? depth : Math.Min(depth, 3), (int)Math.Clamp((long)parents * page, 1, MaxRows * 100L)),
        }, percent: 4);
    }

    (List<(string, Literal)> Arguments, int Page) Arguments(FieldType field, int parents)
    {
        var arguments = new List<(string Name, Literal Value)>();
        var page = field.Name == "ancestors" ? MostAncestors : 1;
        foreach (var argument in field.Arguments ?? [])
        {
            var type = argument.ResolvedType!.ToString()!;
            switch (argument.Name)
            {
                case "id": arguments.Add(("id", values.OrVariable(values.Id(), type))); break;
                case "ids": arguments.Add(("ids", values.OrVariable(new Literal.Many(Enumerable.Range(0, page = dice.Between(0, 8)).Select(_ => values.OrVariable(values.Id(), "ID!"))), type))); break;
                case "from": arguments.Add(("from", values.OrVariable(Literal.Text($"2026-0{dice.Between(1, 2)}-0{dice.Between(1, 2)}"), type))); break;
                case "to": arguments.Add(("to", values.OrVariable(Literal.Text($"2026-02-0{dice.Between(2, 9)}"), type))); break;
                case "by" when dice.Chance(80): arguments.Add(("by", values.OrVariable(Literal.Named(dice.Of(["DAY", "MONTH", "SERVICE", "ENTITLEMENT"])), type))); break;
                case "within" when dice.Chance(70): arguments.Add(("within", values.OrVariable(Literal.Number(dice.Between(0, 5)), type))); break;
                case "maxDepth" when dice.Chance(60): arguments.Add(("maxDepth", values.OrVariable(dice.Chance(10) ? Literal.Null : Literal.Number(dice.Between(-1, 4)), type, optional: true))); break;
                case "asOf" when dice.Chance(30): arguments.Add(("asOf", values.OrVariable(dice.Chance(10) ? Literal.Null : Literal.Text($"{dice.Between(2022, 2027)}-03-15T00:00:00Z"), type, optional: true))); break;
                case "on" when dice.Chance(60): arguments.Add(("on", values.OrVariable(dice.Chance(10) ? Literal.Null : values.Day(), type, optional: true))); break;
                case "where" when dice.Chance(isAboutPages ? 30 : 60): arguments.Add(("where", values.OrVariable(values.Where(type, depth: 3), type, optional: true))); break;
                case "order" when dice.Chance(isAboutPages ? 90 : 60): arguments.Add(("order", dice.Chance(5) ? Literal.Null : values.OrVariable(values.Order(argument.ResolvedType.GetNamedType().Name), type, optional: true))); break;
                case "after" or "before" when dice.Chance(isAboutPages ? 45 : 12): arguments.Add((argument.Name, values.OrVariable(new Literal.Cursor(dice.Below(1_000)), type, optional: true))); break;
            }
        }
        if (!IsConnection(field)) return (arguments, page);
        var most = Math.Clamp(MaxRows / parents, 1, 100);
        page = most < 25 || dice.Chance(60) ? dice.Between(1, Math.Min(most, dice.Of([3, 10, 30, 100]))) : 25;
        if (page != 25 || most < 25) arguments.Insert(dice.Between(0, arguments.Count), (dice.Of(["first", "last"]), values.OrVariable(Literal.Number(page), "Int")));
        else if (dice.Chance(10)) arguments.Add((dice.Of(["first", "last"]), Literal.Null));
        return (arguments, page);
    }

    Selection Direct(Selection selection, int percent = 12)
    {
        if (selection.Directives.Count == 0 && dice.Chance(percent)) selection.Directives.Add((dice.Of(["skip", "include"]), values.Flag()));
        if (selection.Directives.Count == 1 && dice.Chance(10)) selection.Directives.Add((selection.Directives[0].Name == "skip" ? "include" : "skip", values.Flag()));
        return selection;
    }

    List<string> Types => field ??= [.. schema.AllTypes.OfType<IObjectGraphType>().Select(type => type.Name).Where(name => schema.AllTypes[name + "FilterInput"] is not null || name is "Distributor" or "InvoiceLine" or "CustomerAgreement")];

    static bool IsConnection(FieldType field) => field.ResolvedType!.GetNamedType().Name.EndsWith("Connection", StringComparison.Ordinal);
}
