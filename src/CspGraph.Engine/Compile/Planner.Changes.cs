using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL.Types;

namespace CspGraph.Engine.Compile;

/// <summary>Of mutations.</summary>
sealed partial class Planner
{
    RootPlan Change(FieldGroup group, IObjectGraphType mutation)
    {
        if (group.Name == "__typename") return new RootTypename(group.Key, mutation.Name);
        Hold(Freshness.OfNow);
        var definition = mutation.Fields.Find(group.Name)!;
        var change = schema.Change(group.Name);
        var payload = (PayloadType)schema.Find(change.Payload)!;
        long weight = Costs.Type(payload.Name);
        var members = Collect(group.Sets, payload.Name).Select(part => Member(payload, part, ref weight)).ToList();
        return new RootChange(group.Key, change, definition, group.First, members) { Cost = Once(change, definition, group, weight) };
    }

    PayloadMember Member(PayloadType payload, FieldGroup group, ref long weight)
    {
        if (group.Name == "__typename") return new PropertyMember(group.Key, field: null, ValueShape.Scalar, payload.Name);
        weight += Costs.Field(payload.Name, group.Name);
        switch (payload.Fields.Find(field => field.Name == group.Name))
        {
            case LoadedField loaded:
                var (level, selection) = Lookup(schema.Entity(loaded.Target), group, loaded.Size?.Assumed ?? 1);
                return new LoadedMember(group.Key, loaded, level, selection);
            case PropertyField property:
                var shape = Shape(property.Property.PropertyType, group.Sets, property.Size, out _, out var within);
                weight += within;
                return new PropertyMember(group.Key, property, shape, payload.Name);
            case var other: throw new NotSupportedException($"{payload.Name}.{group.Name}: {other?.GetType().Name}");
        }
    }
}
