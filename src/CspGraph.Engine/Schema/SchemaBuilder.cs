using GraphQL.Resolvers;
using GraphQL.Types;

namespace CspGraph.Engine.Schema;

/// <summary>Makes GraphQL.NET's schema from the declared types: objects, connections, filters and orders.</summary>
sealed class SchemaBuilder(GraphSchema declared)
{
    readonly GraphQL.Types.Schema schema = new();
    readonly HashSet<string> made = [];
    readonly StringGraphType text = new();
    readonly IntGraphType number = new();
    readonly BooleanGraphType boolean = new();
    readonly IdGraphType id = new();

    public ISchema Build(QueryType query, MutationType? mutation, SubscriptionType? subscription, IReadOnlyList<NamedType> types)
    {
        CostDirectives.Register(schema);
        foreach (var scalar in TextScalar.All()) schema.RegisterType(scalar);
        var node = new InterfaceGraphType { Name = "Node", Description = "An object with a global id.", ResolveType = _ => null };
        node.AddField(new FieldType { Name = "id", Description = "Global id: opaque, stable.", ResolvedType = Type("ID!") });
        schema.RegisterType(node);
        schema.RegisterType(PageInfo());
        schema.RegisterType(SortDirection());
        foreach (var type in types)
        {
            switch (type)
            {
                case EnumType values: schema.RegisterType(Enumeration(values)); break;
                case ObjectType computed: schema.RegisterType(Object(computed.Name, computed.Description, computed.Fields)); break;
                case EntityType { Variants: { } variants } entity: RegisterInterface(entity, variants, node); break;
                case EntityType entity: schema.RegisterType(Entity(entity, node)); break;
                case InputType input: schema.RegisterType(Input(input)); break;
                case PayloadType payload: schema.RegisterType(Object(payload.Name, payload.Description, payload.Fields)); break;
            }
        }
        schema.Query = Object("Query", "Everything that can be read. Each field fails by itself: it is then null, with an error that names it.", query.Fields);
        if (mutation is not null)
            schema.Mutation = Object("Mutation", "Everything that can be changed. Several changes of one request are made one after the other, each whole or not at all; one that is not made does not end the others.", mutation.Fields);
        if (subscription is not null) schema.Subscription = Streams(subscription);
        schema.Initialize();
        return schema;
    }

    ObjectGraphType Object(string name, string description, IEnumerable<Field> fields)
    {
        var graph = new ObjectGraphType { Name = name, Description = description, IsTypeOf = _ => true };
        foreach (var field in fields) graph.AddField(FieldType(field));
        return graph;
    }

    ObjectGraphType Streams(SubscriptionType subscription)
    {
        var graph = Object("Subscription", "Everything that can be followed. An operation follows one field, and is answered once for each object that comes.", subscription.Fields);
        // GraphQL.NET wants one, and never executes a subscription here.
        foreach (var field in graph.Fields) field.StreamResolver = new SourceStreamResolver<object>(IObservable<object?> (GraphQL.IResolveFieldContext _) => throw new NotSupportedException());
        return graph;
    }

    InputObjectGraphType Input(InputType type)
    {
        var graph = new InputObjectGraphType { Name = type.Name, Description = type.Description };
        foreach (var field in type.Fields)
            graph.AddField(new FieldType
            {
                Name = field.Name,
                Description = field.Description,
                ResolvedType = Type(Output(field.Property.PropertyType, TypeName.IsNullable(field.Property), field.Scalar)),
                DefaultValue = field.Default,
            });
        return graph;
    }

    ObjectGraphType Entity(EntityType type, InterfaceGraphType node)
    {
        var graph = Object(type.Name, type.Description, type.Fields);
        if (type.IdTag is not null) graph.AddResolvedInterface(node);
        return graph;
    }

    /// <summary>An interface, and the types that show its rows.</summary>
    void RegisterInterface(EntityType type, EntityVariants variants, InterfaceGraphType node)
    {
        var graph = new InterfaceGraphType { Name = type.Name, Description = type.Description, ResolveType = _ => null };
        foreach (var field in type.Fields) graph.AddField(FieldType(field));
        schema.RegisterType(graph);
        foreach (var variant in variants.Types)
        {
            var shown = Entity(variant, node);
            shown.AddResolvedInterface(graph);
            schema.RegisterType(shown);
        }
    }

    FieldType FieldType(Field field)
    {
        var (type, arguments) = field switch
        {
            ColumnField column => (Name(column) + (column.IsNullable ? "" : "!"), []),
            PropertyField property => (Output(property.Property.PropertyType, TypeName.IsNullable(property.Property), property.Scalar), []),
            ComputedField computed => (Output(computed.OutputType, computed.IsNullable), Sized(computed, computed.OutputType)),
            ResolvedField resolved => (Output(resolved.OutputType, resolved.IsNullable), Sized(resolved, resolved.OutputType)),
            ReferenceField reference => (declared.Entity(reference.Target).Name, []),
            ListField list => ($"[{declared.Entity(list.Target).Name}!]!", []),
            ConnectionField connection => (Connection(declared.Entity(connection.Target)) + "!", PageArguments(declared.Entity(connection.Target))),
            RootConnectionField connection => (Connection(connection, declared.Entity(connection.Target)), PageArguments(declared.Entity(connection.Target))),
            LogField log => (Connection(declared.Entity(log.Target), isLog: true), []),
            StreamField stream => (stream.Target.Name + "!", Filter(stream.Target) ? [new("where", $"{stream.Target.Name}FilterInput", "Only what fits.")] : (Argument[])[]),
            LookupField lookup => (declared.Entity(lookup.Target).Name, []),
            SingleField single => (declared.Entity(single.Target).Name, []),
            LoadedField loaded => (loaded.IsList ? $"[{declared.Entity(loaded.Target).Name}]!" : declared.Entity(loaded.Target).Name, []),
            ChangeField change => (declared.Find(change.Payload)!.Name, [new(ChangeField.InputName, declared.Find(change.Input)!.Name + "!", "What to change, and how.")]),
            NodeField => ("Node", []),
            NodesField => ("[Node]", (Argument[])[]),
            _ => throw new NotSupportedException(field.GetType().Name),
        };
        var made = new FieldType
        {
            Name = field.Name,
            Description = field.Description,
            ResolvedType = Type(type),
            Arguments = new QueryArguments(field.Arguments.Concat(arguments).Select(Argument)),
        };
        CostDirectives.Weigh(made, field.Weight);
        CostDirectives.Size(made, field.Size);
        return made;
    }

    /// <summary>No arguments. A size of lists that are not there would count for nothing: it throws.</summary>
    Argument[] Sized(Field field, Type output)
    {
        if (field.Size is not { } size) return [];
        var lists = (declared.Find(TypeName.Underlying(output)) as ObjectType)?.Fields.Where(inner => TypeName.ElementOf(inner.Property.PropertyType) is not null).Select(inner => inner.Name) ?? [];
        return (size.SizedFields.Count > 0 ? !size.SizedFields.Except(lists).Any() : TypeName.ElementOf(output) is not null) ? []
            : throw new NotSupportedException($"{field.Name} has no such lists as OfUpTo gives a size.");
    }

    Argument[] PageArguments(EntityType target)
    {
        var arguments = new List<Argument>
        {
            new("first", "Int", "How many from the start, 1 to 100; 25 when neither first nor last is given."),
            new("after", "String", "Only what comes after this cursor."),
            new("last", "Int", "How many from the end, 1 to 100."),
            new("before", "String", "Only what comes before this cursor."),
        };
        if (Filter(target)) arguments.Add(new("where", $"{target.Name}FilterInput", "Only rows that fit."));
        if (Sort(target)) arguments.Add(new("order", $"[{target.Name}SortInput!]", "Most significant first; ties are broken by key in the last direction, rows without a value come last. A field named again is ignored."));
        return [.. arguments];
    }

    /// <summary>A root connection's type. What is declared of fields that are not there throws.</summary>
    string Connection(RootConnectionField field, EntityType node)
    {
        if (field.Listed is { } listed && node.Find(listed) is not ColumnField { CanSort: true }) throw new NotSupportedException($"{field.Name} cannot be listed by {listed}: {node.Name} has no such order.");
        if (field.Summaries.Count > 0 && field.Plural is null) throw new NotSupportedException($"{field.Name} needs a type of its own to tell {field.Summaries[0].Name}.");
        foreach (var summary in field.Summaries.Where(summary => node.Find(summary.Computed) is not ComputedField))
            throw new NotSupportedException($"{field.Name}.{summary.Name} is of {node.Name}.{summary.Computed}, which is not computed.");
        return Connection(node, field.Plural, field.Summaries);
    }

    string Connection(EntityType node, string? plural = null, IReadOnlyList<SummaryField>? summaries = null, bool isLog = false)
    {
        plural ??= node.Plural;
        var name = plural + "Connection";
        if (!made.Add(name)) return name;
        var edge = new ObjectGraphType { Name = plural + "Edge", Description = $"One {node.Name} of a page, with its place.", IsTypeOf = _ => true };
        Add(edge, "cursor", "String!", "Its place: opaque; good for the same order, filter and viewer.");
        Add(edge, "node", node.Name + "!", "The object.");
        schema.RegisterType(edge);
        var connection = new ObjectGraphType { Name = name, Description = $"A page of {node.Name} objects.", IsTypeOf = _ => true };
        Add(connection, "edges", $"[{plural}Edge!]!", "The page, with a cursor for each object.");
        Add(connection, "nodes", $"[{node.Name}!]!", "The page.");
        Add(connection, "pageInfo", "PageInfo!", "Where the page is.");
        // A log is read from where one was: how long it is says nothing.
        if (!isLog) Add(connection, "totalCount", "Int!", "How many fit in all; counted only when selected.", CostWeights.Count);
        foreach (var summary in summaries ?? []) Add(connection, summary.Name, Output(summary.OutputType, nullable: false), summary.Description, summary.Weight);
        schema.RegisterType(connection);
        return name;
    }

    bool Filter(EntityType type)
    {
        var name = type.Name + "FilterInput";
        var columns = type.Fields.OfType<ColumnField>().Where(column => column.CanFilter).ToList();
        if (columns.Count == 0) return false;
        if (!made.Add(name)) return true;
        var filter = new InputObjectGraphType { Name = name, Description = $"Conditions on {type.Name} objects: all that are given must hold." };
        Add(filter, "and", $"[{name}!]", "All of these hold.");
        Add(filter, "or", $"[{name}!]", "At least one of these holds; an empty list asks for nothing.");
        foreach (var column in columns) Add(filter, column.Name, Operations(Name(column), column.ValueType.IsEnum), column.Description);
        foreach (var reference in type.Fields.OfType<ReferenceField>().Where(field => field.CanFilter && Filter(declared.Entity(field.Target))))
            Add(filter, reference.Name, declared.Entity(reference.Target).Name + "FilterInput", $"Conditions on the one object it refers to, which must be there. {reference.Description}", CostWeights.Condition);
        foreach (var connection in type.Fields.OfType<ConnectionField>().Where(field => field.CanFilter && Filter(declared.Entity(field.Target))))
            Add(filter, connection.Name, ListFilter(declared.Entity(connection.Target)), $"Conditions on the objects it leads to. {connection.Description}");
        schema.RegisterType(filter);
        return true;
    }

    string ListFilter(EntityType type)
    {
        var name = FilterOperations.ListInputName(type.Name);
        if (!made.Add(name)) return name;
        var filter = new InputObjectGraphType { Name = name, Description = $"Conditions on a list of {type.Name} objects." };
        Add(filter, "some", type.Name + "FilterInput", "At least one fits.", CostWeights.Quantifier);
        Add(filter, "none", type.Name + "FilterInput", "None fits.", CostWeights.Quantifier);
        Add(filter, "all", type.Name + "FilterInput", "Every one fits; true of an empty list.", CostWeights.Quantifier);
        Add(filter, "any", "Boolean", "Whether there is one at all.", CostWeights.Quantifier);
        schema.RegisterType(filter);
        return name;
    }

    string Operations(string scalar, bool isEnum)
    {
        var name = FilterOperations.InputName(scalar);
        if (!made.Add(name)) return name;
        var operations = new InputObjectGraphType { Name = name, Description = $"Conditions on {scalar} values: all that are given must hold." };
        foreach (var (operation, list, description) in FilterOperations.Of(scalar, isEnum))
            Add(operations, operation, list ? $"[{scalar}]" : scalar, description, FilterOperations.Weight(operation));
        schema.RegisterType(operations);
        return name;
    }

    bool Sort(EntityType type)
    {
        var name = type.Name + "SortInput";
        var columns = type.Fields.OfType<ColumnField>().Where(column => column.CanSort).ToList();
        if (columns.Count == 0) return false;
        if (!made.Add(name)) return true;
        var sort = new InputObjectGraphType { Name = name, Description = $"What {type.Name} objects are ordered by: exactly one field." };
        foreach (var column in columns) Add(sort, column.Name, "SortEnumType", column.Description, CostWeights.Condition);
        schema.RegisterType(sort);
        return true;
    }

    string Name(ColumnField column) => column.IdTag is not null ? "ID"
        : column.Scalar ?? TypeName.ScalarOf(column.ValueType) ?? declared.Find(column.ValueType)?.Name
        ?? throw new NotSupportedException($"{column.Property.DeclaringType!.Name}.{column.Property.Name}: no type of the schema shows {column.ValueType.Name}.");

    string Output(Type type, bool nullable, string? scalar = null)
    {
        var value = TypeName.Underlying(type);
        var name = scalar ?? (TypeName.ElementOf(value) is { } element ? $"[{Output(element, nullable: false)}]"
            : TypeName.ScalarOf(value) ?? declared.Find(value)?.Name
            ?? throw new NotSupportedException($"No type of the schema shows {value.Name}."));
        return name + (nullable ? "" : "!");
    }

    static EnumerationGraphType Enumeration(EnumType type)
    {
        var graph = new EnumerationGraphType { Name = type.Name, Description = type.Description };
        foreach (var (name, value, description) in type.Values) graph.Add(new EnumValueDefinition(name, value) { Description = description });
        return graph;
    }

    static EnumerationGraphType SortDirection()
    {
        var graph = new EnumerationGraphType { Name = "SortEnumType", Description = "A direction." };
        graph.Add(new EnumValueDefinition("ASC", false) { Description = "Smallest first." });
        graph.Add(new EnumValueDefinition("DESC", true) { Description = "Greatest first." });
        return graph;
    }

    ObjectGraphType PageInfo()
    {
        var graph = new ObjectGraphType { Name = "PageInfo", Description = "Where a page is in the whole.", IsTypeOf = _ => true };
        Add(graph, "hasNextPage", "Boolean!", "Whether more follow (going backward: whether before was given).");
        Add(graph, "hasPreviousPage", "Boolean!", "Whether more come before (going forward: whether after was given).");
        Add(graph, "startCursor", "String", "The first object's cursor; null on an empty page.");
        Add(graph, "endCursor", "String", "The last object's cursor; null on an empty page.");
        return graph;
    }

    void Add(IComplexGraphType type, string name, string fieldType, string description, int? weight = null)
    {
        var field = new FieldType { Name = name, Description = description, ResolvedType = Type(fieldType) };
        CostDirectives.Weigh(field, weight);
        type.AddField(field);
    }

    QueryArgument Argument(Argument argument) =>
        new(Type(argument.Type)) { Name = argument.Name, Description = argument.Description, DefaultValue = argument.Default };

    /// <summary>A type written in the schema's language: <c>[Reseller!]!</c>.</summary>
    IGraphType Type(string type) =>
        type.EndsWith('!') ? new NonNullGraphType(Type(type[..^1]))
        : type.StartsWith('[') ? new ListGraphType(Type(type[1..^1]))
        : type switch
        {
            "String" => text,
            "Int" => number,
            "Boolean" => boolean,
            "ID" => id,
            _ => new GraphQLTypeReference(type),
        };
}
