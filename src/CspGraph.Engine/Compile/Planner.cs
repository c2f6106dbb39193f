using System.Linq.Expressions;
using System.Text.Json;
using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Turns a valid operation, with its @skip and @include decided, into a plan.</summary>
sealed class Planner(GraphSchema schema, GraphQLDocument document, Variables variables, GraphEngineOptions options)
{
    static readonly HashSet<string> NoFields = [];
    int levels;
    int resolved;
    int fields;

    public OperationPlan Plan(GraphQLOperationDefinition operation)
    {
        var query = schema.Types.Query;
        var roots = Collect([operation.SelectionSet], query.Name).Select(group => Root(group, query)).ToList();
        return new OperationPlan(roots, levels, resolved);
    }

    RootPlan Root(FieldGroup group, IObjectGraphType query)
    {
        if (group.Name == "__typename") return new RootTypename(group.Key, query.Name);
        if (group.Name is "__schema" or "__type")
        {
            foreach (var set in group.Sets) Introspect(set, lists: 0);
            return new RootIntrospection(group.Key, group.Merged());
        }
        var definition = query.Fields.Find(group.Name)!;
        switch (schema.QueryField(group.Name))
        {
            case RootConnectionField root:
                var level = new LevelPlan(levels++, schema.Entity(root.Target)) { Relation = root.Rows, Definition = definition, Field = group.First };
                return new RootConnection(group.Key, level, Connection(level, group));
            case SingleField root:
                var single = new LevelPlan(levels++, schema.Entity(root.Target)) { NeedsRows = true };
                return new RootSingle(group.Key, single, Object(single, join: 0, group.Sets));
            case LookupField root:
                var type = schema.Entity(root.Target);
                return new RootLookup(group.Key, definition, group.First, new Dictionary<char, (LevelPlan, Selection)> { [type.IdTag!.Value] = Lookup(type, group) }, many: false);
            case NodeField or NodesField:
                return new RootLookup(group.Key, definition, group.First, schema.NodeTypes.ToDictionary(node => node.IdTag!.Value, node => Lookup(node, group)),
                    many: group.Name == "nodes");
            case ResolvedField root:
                var shape = Shape(root.OutputType, group.Sets, out var selected);
                return new RootResolved(group.Key, new ResolvedPlan(resolved++, root, definition, group.First, parentKey: -1, selected), shape) { IsRequired = !root.IsNullable };
            case var other: throw new NotSupportedException(other.GetType().Name);
        }
    }

    (LevelPlan, Selection) Lookup(EntityType type, FieldGroup group)
    {
        var row = Expression.Parameter(type.ClrType, "row");
        var parent = Expression.Parameter(typeof(Guid), "parent");
        var byKey = Expression.Lambda(Expression.Equal(Expression.Property(row, type.KeyProperty), parent), Expression.Parameter(typeof(object), "db"), row, parent);
        var level = new LevelPlan(levels++, type) { Relation = byKey, NeedsRows = true };
        return (level, Object(level, join: 0, group.Sets));
    }

    Selection Object(LevelPlan level, int join, IEnumerable<GraphQLSelectionSet> sets)
    {
        var type = level.Joins[join].Type;
        return new Selection([.. Collect(sets, type.Name).Select(group => Node(level, join, type, group))]);
    }

    OutputNode Node(LevelPlan level, int join, EntityType type, FieldGroup group)
    {
        level.Fields++;
        if (group.Name == "__typename") return new TypenameNode(group.Key, type.Name);
        switch (type.Find(group.Name))
        {
            case ColumnField column:
                var place = level.Column(join, column.Property.Name);
                if (column.ValueType == typeof(string)) return new TextNode(group.Key, place);
                var node = typeof(ColumnNode<>).MakeGenericType(column.ValueType);
                return (OutputNode)Activator.CreateInstance(node, group.Key, place, ScalarWriter.For(column.ValueType, column.IdTag))!;
            case ReferenceField reference:
                var target = level.Join(join, reference, schema.Entity(reference.Target));
                return new ReferenceNode(group.Key, level.Column(target, EntityType.Key), Object(level, target, group.Sets));
            case ConnectionField connection:
                var child = Child(level, join, connection, group);
                return new ConnectionNode(group.Key, child, Connection(child, group));
            case ListField list:
                var all = new LevelPlan(levels++, schema.Entity(list.Target))
                {
                    Rows = list.Rows,
                    RowsOrder = new(list.Order, list.Descending),
                    ParentKey = level.Column(join, EntityType.Key),
                    NeedsRows = true,
                };
                level.Children.Add(all);
                return new ListNode(group.Key, all, Object(all, join: 0, group.Sets));
            case ComputedField computed:
                var value = Shape(computed.OutputType, group.Sets, out _);
                level.Fields += value.Fields;
                return new ComputedNode(group.Key, computed.Computation, [.. computed.Computation.Columns.Select(column => level.Column(join, column.Name))], value);
            case ResolvedField field:
                var shape = Shape(field.OutputType, group.Sets, out var selected);
                level.Fields += shape.Fields * field.Items;
                var plan = new ResolvedPlan(resolved++, field, Definition(type, group), group.First, level.Column(join, EntityType.Key), selected);
                level.Resolved.Add(plan);
                return new ResolvedNode(group.Key, plan, shape);
            case var other: throw new NotSupportedException($"{type.Name}.{group.Name}: {other?.GetType().Name}");
        }
    }

    LevelPlan Child(LevelPlan parent, int join, ConnectionField connection, FieldGroup group)
    {
        var level = new LevelPlan(levels++, schema.Entity(connection.Target))
        {
            Relation = connection.Relation,
            Argument = connection.Argument,
            Fits = connection.Fits,
            Definition = Definition(parent.Joins[join].Type, group),
            Field = group.First,
            ParentKey = parent.Column(join, EntityType.Key),
        };
        parent.Children.Add(level);
        return level;
    }

    FieldType Definition(EntityType type, FieldGroup group) => ((IObjectGraphType)schema.Types.AllTypes[type.Name]!).Fields.Find(group.Name)!;

    ConnectionSelection Connection(LevelPlan level, FieldGroup group)
    {
        var plural = level.Type.Plural;
        return new ConnectionSelection([.. Collect(group.Sets, plural + "Connection").Select(part =>
        {
            switch (part.Name)
            {
                case "totalCount":
                    level.NeedsTotalCount = true;
                    return ConnectionPart.TotalCount(part.Key);
                case "nodes":
                    level.NeedsRows = true;
                    return ConnectionPart.Nodes(part.Key, Object(level, join: 0, part.Sets));
                case "edges":
                    level.NeedsRows = true;
                    return ConnectionPart.Edges(part.Key, Edge(level, part));
                case "pageInfo":
                    return ConnectionPart.PageInfo(part.Key, PageInfo(level, part));
                default:
                    return ConnectionPart.Typename(part.Key, plural + "Connection");
            }
        })]);
    }

    ConnectionSelection Edge(LevelPlan level, FieldGroup group) => new([.. Collect(group.Sets, level.Type.Plural + "Edge").Select(part =>
    {
        if (part.Name == "node") return ConnectionPart.Node(part.Key, Object(level, join: 0, part.Sets));
        if (part.Name != "cursor") return ConnectionPart.Typename(part.Key, level.Type.Plural + "Edge");
        level.NeedsCursors = true;
        return ConnectionPart.Cursor(part.Key);
    })]);

    ConnectionSelection PageInfo(LevelPlan level, FieldGroup group) => new([.. Collect(group.Sets, "PageInfo").Select(part =>
    {
        switch (part.Name)
        {
            case "startCursor" or "endCursor":
                level.NeedsRows = level.NeedsCursors = true;
                return part.Name == "startCursor" ? ConnectionPart.StartCursor(part.Key) : ConnectionPart.EndCursor(part.Key);
            case "hasNextPage" or "hasPreviousPage":
                level.NeedsRows = level.NeedsMore = true;
                return part.Name == "hasNextPage" ? ConnectionPart.HasNextPage(part.Key) : ConnectionPart.HasPreviousPage(part.Key);
            default:
                return ConnectionPart.Typename(part.Key, "PageInfo");
        }
    })]);

    ValueShape Shape(Type output, IReadOnlyList<GraphQLSelectionSet> sets, out IReadOnlySet<string> selected)
    {
        selected = NoFields;
        var type = TypeName.Underlying(output);
        var element = TypeName.ElementOf(type);
        if (schema.Find(element ?? type) is not ObjectType computed) return element is null ? ValueShape.Scalar : new ValueShape(isList: true, members: null);
        var groups = Collect(sets, computed.Name).ToList();
        selected = groups.Select(group => group.Name).ToHashSet();
        return new ValueShape(element is not null, [.. groups.Select(group =>
        {
            var field = computed.Fields.Find(field => field.Name == group.Name);
            return new ValueShape.Member(JsonEncodedText.Encode(group.Key, ResponseWriter.Encoder), field,
                field is null ? ValueShape.Scalar : Shape(field.Property.PropertyType, group.Sets, out _), computed.Name);
        })]);
    }

    IEnumerable<FieldGroup> Collect(IEnumerable<GraphQLSelectionSet?> sets, string typeName)
    {
        var groups = new OrderedDictionary<string, FieldGroup>();
        foreach (var set in sets) Collect(set, typeName, groups, []);
        return groups.Values;
    }

    void Collect(GraphQLSelectionSet? set, string typeName, OrderedDictionary<string, FieldGroup> groups, HashSet<string> visited)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (!Directives.Includes(selection, variables)) continue;
            switch (selection)
            {
                case GraphQLField field:
                    Count();
                    var key = (field.Alias?.Name ?? field.Name).Value.ToString();
                    if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new FieldGroup(key, field));
                    group.Add(field);
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, typeName):
                    Collect(inline.SelectionSet, typeName, groups, visited);
                    break;
                case GraphQLFragmentSpread spread:
                    var name = spread.FragmentName.Name.Value.ToString();
                    if (visited.Add(name) && Fragment(name) is { } fragment && Applies(fragment.TypeCondition, typeName))
                        Collect(fragment.SelectionSet, typeName, groups, visited);
                    break;
            }
        }
    }

    void Count()
    {
        if (++fields > options.MaxFields)
            throw new GraphException(GraphErrorCodes.CostExceeded, $"The operation selects more than {options.MaxFields} fields, fragments spread out.");
    }

    /// <summary>Types lead to lists of types and back: without a bound a short document would ask for millions.</summary>
    void Introspect(GraphQLSelectionSet? set, int lists)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            Count();
            switch (selection)
            {
                case GraphQLField field:
                    var inside = lists + (field.Name.Value.ToString() is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0);
                    if (inside > options.MaxIntrospectionLists)
                        throw new GraphException(GraphErrorCodes.CostExceeded, $"Introspection goes through more than {options.MaxIntrospectionLists} lists within each other.");
                    Introspect(field.SelectionSet, inside);
                    break;
                case GraphQLInlineFragment inline:
                    Introspect(inline.SelectionSet, lists);
                    break;
                case GraphQLFragmentSpread spread:
                    Introspect(Fragment(spread.FragmentName.Name.Value.ToString())?.SelectionSet, lists);
                    break;
            }
        }
    }

    GraphQLFragmentDefinition? Fragment(string name) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name.Value == name);

    bool Applies(GraphQLTypeCondition? condition, string typeName) => condition is null
        || condition.Type.Name.Value == typeName
        || schema.Types.AllTypes[typeName] is IImplementInterfaces type && type.ResolvedInterfaces.Any(parent => condition.Type.Name.Value == parent.Name);
}
