using System.Linq.Expressions;
using System.Text.Json;
using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CspGraph.Engine.Compile;

/// <summary>Turns a valid operation, with its @skip and @include decided, into a plan.</summary>
sealed partial class Planner(GraphSchema schema, GraphQLDocument document, Variables variables, GraphEngineOptions options)
{
    static readonly HashSet<string> NoFields = [];
    readonly CollectedFields fields = new(schema, document, variables);
    int levels;
    int resolved;
    int introspected;
    Freshness freshness;

    CostTable Costs => schema.Costs;

    public OperationPlan Plan(GraphQLOperationDefinition operation)
    {
        var type = operation.Operation switch
        {
            OperationType.Subscription => schema.Types.Subscription!,
            OperationType.Mutation => schema.Types.Mutation!,
            _ => schema.Types.Query,
        };
        var groups = Collect([operation.SelectionSet], type.Name);
        List<RootPlan> roots = operation.Operation switch
        {
            OperationType.Subscription => [Stream(groups, type)],
            OperationType.Mutation => [.. groups.Select(group => Change(group, type))],
            _ => [.. groups.Select(group => Root(group, type))],
        };
        return new OperationPlan(roots, levels, resolved) { Freshness = freshness };
    }

    RootPlan Root(FieldGroup group, IObjectGraphType query)
    {
        if (group.Name == "__typename") return new RootTypename(group.Key, query.Name);
        if (group.Name is "__schema" or "__type")
        {
            var before = introspected;
            foreach (var set in group.Sets) Introspect(set, lists: 0);
            Hold(Freshness.OfNow);
            return new RootIntrospection(group.Key, group.Merged()) { Cost = new() { PerParent = CostWeights.Introspected * (1L + introspected - before) } };
        }
        var declared = schema.QueryField(group.Name);
        var root = Root(declared, group, query.Fields.Find(group.Name)!);
        root.Right = declared.Right;
        return root;
    }

    RootPlan Root(Field declared, FieldGroup group, FieldType definition)
    {
        switch (declared)
        {
            case RootConnectionField root:
                return Connection(root, definition, group);
            case LogField root: return Log(root, group, definition);
            case SingleField root:
                Hold(schema.Entity(root.Target).Freshness);
                var single = new LevelPlan(levels++, schema.Entity(root.Target)) { NeedsRows = true };
                return new RootSingle(group.Key, single, Object(single, join: 0, group.Sets)) { Cost = Once(root, definition, group) };
            case LookupField root:
                var type = schema.Entity(root.Target);
                return new RootLookup(group.Key, definition, group.First, new Dictionary<char, (LevelPlan, Selection)> { [type.IdTag!.Value] = Lookup(type, group) }, many: false) { Cost = Once(root, definition, group) };
            case NodeField or NodesField:
                var nodes = schema.NodeTypes.ToDictionary(node => node.IdTag!.Value, node => Lookup(node, group));
                return new RootLookup(group.Key, definition, group.First, nodes, many: group.Name == "nodes") { Cost = Once(declared, definition, group) };
            case ResolvedField root:
                Hold(root.Freshness);
                var shape = Shape(root.OutputType, group.Sets, root.Size, out var selected, out var weight);
                var cost = Once(root, definition, group);
                // Of a list as long as an argument each item weighs; of another the items are in the weight.
                if (root.Size is { SlicingArguments.Count: > 0 }) cost.PerRow = weight;
                else cost.PerParent += weight;
                return new RootResolved(group.Key, new ResolvedPlan(schema, resolved++, root, definition, group.First, parentKey: -1, selected), shape) { IsRequired = !root.IsNullable, Cost = cost };
            case var other: throw new NotSupportedException(other.GetType().Name);
        }
    }

    /// <summary>A field that is met once for each parent, and what else is then.</summary>
    LevelCost Once(Field declared, FieldType definition, FieldGroup group, long more = 0) => new()
    {
        Size = declared.Size is { SlicingArguments: { Count: > 0 } slicing } size ? new PageSize(group.First, slicing, size.Assumed ?? 0, size.Most)
            : new PageSize(declared.Size?.Assumed ?? 1),
        Input = InputCost.Of(Costs, definition, group.First),
        PerParent = CostTable.Field(definition) + more,
    };

    (LevelPlan, Selection) Lookup(EntityType type, FieldGroup group, int size = 1)
    {
        var level = new LevelPlan(levels++, type) { Relation = ByKey(type), NeedsRows = true, Cost = new() { Size = new PageSize(size) } };
        return (level, Object(level, join: 0, group.Sets));
    }

    static LambdaExpression ByKey(EntityType type)
    {
        var row = Expression.Parameter(type.ClrType, "row");
        var parent = Expression.Parameter(typeof(Guid), "parent");
        return Expression.Lambda(Expression.Equal(Expression.Property(row, type.KeyProperty), parent), Expression.Parameter(typeof(object), "db"), row, parent);
    }

    Selection Object(LevelPlan level, int join, IEnumerable<GraphQLSelectionSet> sets)
    {
        var type = level.Joins[join].Type;
        level.Cost.PerRow += Costs.Type(type.Name);
        if (type.Variants is { } variants) return Variants(level, join, type, variants, sets);
        return new Selection([.. Collect(sets, type.Name).Select(group => Node(level, join, type, group))]);
    }

    OutputNode Node(LevelPlan level, int join, EntityType type, FieldGroup group)
    {
        level.Fields++;
        if (group.Name == "__typename") return new TypenameNode(group.Key, type.Name);
        var field = type.Find(group.Name);
        // A field with a level of its own weighs there.
        if (field is not (ConnectionField or ListField)) level.Cost.PerRow += CostTable.Field(Definition(type, group));
        switch (field)
        {
            case ColumnField column:
                var place = level.Column(join, column.Property.Name);
                if (column.Origin is { } origin) return new CountedNode(group.Key, place, origin);
                if (column.ValueType == typeof(string)) return new TextNode(group.Key, place);
                var node = typeof(ColumnNode<>).MakeGenericType(column.ValueType);
                return (OutputNode)Activator.CreateInstance(node, group.Key, place, ScalarWriter.For(column.ValueType, column.IdTag))!;
            case ReferenceField reference:
                Hold(schema.Entity(reference.Target).Freshness);
                var target = level.Join(join, reference, schema.Entity(reference.Target));
                return new ReferenceNode(group.Key, level.Column(target, EntityType.Key), Object(level, target, group.Sets));
            case ConnectionField connection:
                var child = Child(level, join, connection, group);
                return new ConnectionNode(group.Key, child, Connection(child, group));
            case ListField list:
                Hold(schema.Entity(list.Target).Freshness);
                var all = new LevelPlan(levels++, schema.Entity(list.Target))
                {
                    Rows = list.Rows,
                    Rank = list.Rank,
                    Own = list.Arguments,
                    Definition = Definition(type, group),
                    Field = group.First,
                    ParentKey = level.Column(join, EntityType.Key),
                    NeedsRows = true,
                    Cost = Once(list, Definition(type, group), group),
                };
                level.Children.Add(all);
                return new ListNode(group.Key, all, Object(all, join: 0, group.Sets));
            case ComputedField computed:
                var value = Shape(computed.OutputType, group.Sets, computed.Size, out _, out var ofValue);
                level.Fields += value.Fields;
                level.Cost.PerRow += ofValue;
                return new ComputedNode(group.Key, computed.Computation, Places(level, join, computed), value);
            case ResolvedField computing:
                Hold(computing.Freshness);
                var shape = Shape(computing.OutputType, group.Sets, computing.Size, out var selected, out var weight);
                level.Fields += shape.Fields * computing.Items;
                level.Cost.PerRow += weight;
                level.Cost.AddPerRow(InputCost.Of(Costs, Definition(type, group), group.First));
                var plan = new ResolvedPlan(schema, resolved++, computing, Definition(type, group), group.First, level.Column(join, EntityType.Key), selected);
                level.Resolved.Add(plan);
                return new ResolvedNode(group.Key, plan, shape);
            case var other: throw new NotSupportedException($"{type.Name}.{group.Name}: {other?.GetType().Name}");
        }
    }

    /// <summary>Where the columns of a computed field are among those that are read.</summary>
    int[] Places(LevelPlan level, int join, ComputedField computed)
    {
        Hold(computed.Freshness);
        var target = -1;
        if (computed.Reference is { } reference)
        {
            Hold(schema.Entity(reference.Target).Freshness);
            target = level.Join(join, reference, schema.Entity(reference.Target));
        }
        return [.. computed.Computation.Columns.Select(column => level.Column(column.OfTarget ? target : join, column.Property.Name))];
    }

    FieldType Definition(EntityType type, FieldGroup group) => ((IObjectGraphType)schema.Types.AllTypes[type.Name]!).Fields.Find(group.Name)!;

    /// <param name="output">The value's C# type.</param>
    /// <param name="sets">What is selected of it.</param>
    /// <param name="size">How many objects its lists hold; null for one.</param>
    /// <param name="selected">Names of the fields that are selected.</param>
    /// <param name="weight">What its objects weigh.</param>
    ValueShape Shape(Type output, IReadOnlyList<GraphQLSelectionSet> sets, ListSize? size, out IReadOnlySet<string> selected, out long weight)
    {
        selected = NoFields;
        weight = 0;
        var type = TypeName.Underlying(output);
        var element = TypeName.ElementOf(type);
        if (schema.Find(element ?? type) is not ObjectType computed) return element is null ? ValueShape.Scalar : new ValueShape(isList: true, members: null);
        var groups = Collect(sets, computed.Name).ToList();
        selected = groups.Select(group => group.Name).ToHashSet();
        long each = Costs.Type(computed.Name);
        var members = new List<ValueShape.Member>();
        foreach (var group in groups)
        {
            var field = computed.Fields.Find(field => field.Name == group.Name);
            Hold(field?.Freshness ?? Freshness.OfData);
            var shape = ValueShape.Scalar;
            if (field is not null)
            {
                shape = Shape(field.Property.PropertyType, group.Sets, size?.SizedFields.Contains(field.Name) is true ? size with { SizedFields = [] } : null, out _, out var within);
                each += Costs.Field(computed.Name, field.Name) + within;
            }
            members.Add(new(JsonEncodedText.Encode(group.Key, ResponseWriter.Encoder), field, shape, computed.Name));
        }
        weight = each * (element is not null && size is { SizedFields.Count: 0, Assumed: { } items } ? items : 1);
        return new ValueShape(element is not null, members);
    }

    IReadOnlyCollection<FieldGroup> Collect(IEnumerable<GraphQLSelectionSet?> sets, string typeName) => fields.Of(sets, typeName);

    /// <summary>The whole answer holds no longer than the part of it that holds shortest.</summary>
    void Hold(Freshness part)
    {
        if (part > freshness) freshness = part;
    }

    /// <summary>Types lead to lists of types and back: without a bound a short document would ask for millions.</summary>
    void Introspect(GraphQLSelectionSet? set, int lists)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    introspected++;
                    var inside = lists + (field.Name.Value.ToString() is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0);
                    if (inside > options.MaxIntrospectionLists)
                        throw new GraphException(GraphErrorCodes.CostExceeded, $"Introspection goes through more than {options.MaxIntrospectionLists} lists within each other.");
                    Introspect(field.SelectionSet, inside);
                    break;
                case GraphQLInlineFragment inline:
                    Introspect(inline.SelectionSet, lists);
                    break;
                case GraphQLFragmentSpread spread:
                    Introspect(fields.Fragment(spread.FragmentName.Name.Value.ToString())?.SelectionSet, lists);
                    break;
            }
        }
    }
}
