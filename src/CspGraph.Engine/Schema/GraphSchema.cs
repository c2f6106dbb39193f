using GraphQL;
using GraphQL.Types;

namespace CspGraph.Engine.Schema;

/// <summary>The declared types, and GraphQL.NET's schema made from them.</summary>
sealed class GraphSchema
{
    readonly Dictionary<Type, NamedType> byClrType;
    readonly Dictionary<string, EntityType> entities;
    readonly Dictionary<char, EntityType> byTag;
    readonly Dictionary<string, Field> queryFields;
    readonly Dictionary<string, ChangeField> changes;
    readonly Dictionary<string, StreamField> streams;

    public GraphSchema(QueryType query, MutationType? mutation, SubscriptionType? subscription, IReadOnlyList<NamedType> types)
    {
        byClrType = types.ToDictionary(type => type.ClrType);
        entities = types.OfType<EntityType>().ToDictionary(type => type.Name);
        byTag = entities.Values.Where(type => type.IdTag is not null).ToDictionary(type => type.IdTag!.Value);
        foreach (var type in entities.Values.Where(type => type.Freshness is not Freshness.OfNow)) RefuseFleetingConditions(type);
        queryFields = query.Fields.ToDictionary(field => field.Name);
        changes = mutation?.Fields.ToDictionary(field => field.Name) ?? [];
        streams = subscription?.Fields.ToDictionary(field => field.Name) ?? [];
        Types = new SchemaBuilder(this).Build(query, mutation, subscription, types);
        Costs = new CostTable(Types);
        Sdl = Types.Print(new() { IncludeDescriptions = true, IncludeDeprecationReasons = true, StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>What GraphQL.NET validates, coerces and introspects against.</summary>
    public ISchema Types { get; }

    public CostTable Costs { get; }

    public string Sdl { get; }

    public IEnumerable<EntityType> NodeTypes => byTag.Values;

    public Field QueryField(string name) => queryFields[name];

    public ChangeField Change(string name) => changes[name];

    public StreamField Stream(string name) => streams[name];

    public NamedType? Find(Type clrType) => byClrType.GetValueOrDefault(clrType);

    public EntityType Entity(Type clrType) => (EntityType)byClrType[clrType];

    public EntityType? EntityByTag(char tag) => byTag.GetValueOrDefault(tag);

    /// <summary>An answer would be kept that depends on rows which it does not show.</summary>
    void RefuseFleetingConditions(EntityType type)
    {
        foreach (var field in type.Fields)
        {
            var target = field switch
            {
                ReferenceField { CanFilter: true } reference => reference.Target,
                ConnectionField { CanFilter: true } connection => connection.Target,
                _ => null,
            };
            if (target is not null && Entity(target).Freshness is Freshness.OfNow)
                throw new InvalidOperationException($"{type.Name}.{field.Name} cannot be filterable: {Entity(target).Name} is not cached, and {type.Name} is.");
        }
    }
}
