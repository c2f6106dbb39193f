using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL.Types;

namespace CspGraph.Engine.Compile;

/// <summary>Of logs, and of what is followed.</summary>
sealed partial class Planner
{
    RootLog Log(LogField log, FieldGroup group, FieldType definition)
    {
        var type = schema.Entity(log.Target);
        Hold(type.Freshness);
        var page = new ResolvedPlan(schema, resolved++, log.Page, definition, group.First, parentKey: -1, NoFields);
        var level = new LevelPlan(levels++, type) { Relation = ByKey(type), NeedsRows = true, Cost = Page(log, definition, group) };
        return new RootLog(group.Key, page, log.Tag, level, Connection(level, group));
    }

    /// <summary>The specification allows a subscription one root field, which no variable can leave out.</summary>
    RootStream Stream(IReadOnlyCollection<FieldGroup> groups, IObjectGraphType subscription)
    {
        if (groups.Count != 1 || groups.First() is not { } group || group.Name.StartsWith("__", StringComparison.Ordinal))
            throw new GraphException(GraphErrorCodes.Validation, "A subscription asks for exactly one field of Subscription.");
        Hold(Freshness.OfNow);
        var definition = subscription.Fields.Find(group.Name)!;
        var stream = schema.Stream(group.Name);
        var level = new LevelPlan(levels++, stream.Target)
        {
            Relation = ByKey(stream.Target),
            Definition = definition,
            Field = group.First,
            IsOfOneRow = true,
            NeedsRows = true,
            Cost = Once(stream, definition, group),
        };
        return new RootStream(group.Key, stream, definition, group.First, level, Object(level, join: 0, group.Sets)) { IsRequired = true };
    }

    /// <summary>An interface's fields, for each type that shows its rows. What is selected of the interface itself is planned once.</summary>
    VariantSelection Variants(LevelPlan level, int join, EntityType type, EntityVariants variants, IEnumerable<GraphQLParser.AST.GraphQLSelectionSet> sets)
    {
        var made = new Dictionary<string, OutputNode>();
        var selected = sets.ToList();
        var selections = variants.Types.ToDictionary(variant => variant, variant => new Selection([.. Collect(selected, variant.Name).Select(group =>
        {
            if (group.Name == "__typename") return Node(level, join, variant, group);
            var place = $"{group.Key} {group.First.Location.Start} {string.Join(' ', group.Sets.Select(set => set.Location.Start))}";
            if (!made.TryGetValue(place, out var node)) made.Add(place, node = Node(level, join, variant, group));
            return node;
        })]));
        return new VariantSelection(level.Column(join, variants.Column.Name), variants.ByValue.ToDictionary(entry => entry.Key, entry => selections[entry.Value]), type.Name);
    }
}
