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
        var made = new Dictionary<string, (OutputNode Node, long Weight)>();
        var (selected, before, heaviest) = (sets.ToList(), level.Cost.PerRow, 0L);
        var selections = variants.Types.ToDictionary(variant => variant, variant =>
        {
            var nodes = Collect(selected, variant.Name).Select(group => Of(variant, group)).ToList();
            heaviest = Math.Max(heaviest, nodes.Sum(node => node.Weight));
            return new Selection([.. nodes.Select(node => node.Node)]);
        });
        // A row is of one type: it weighs as much as the heaviest.
        level.Cost.PerRow = before + heaviest;
        return new VariantSelection(level.Column(join, variants.Column.Name), variants.ByValue.ToDictionary(entry => entry.Key, entry => selections[entry.Value]), type.Name);

        (OutputNode Node, long Weight) Of(EntityType variant, FieldGroup group)
        {
            var place = group.Name == "__typename" ? $"{group.Key} of {variant.Name}"
                : $"{group.Key} {group.First.Location.Start} {string.Join(' ', group.Sets.Select(set => set.Location.Start))}";
            if (made.TryGetValue(place, out var known)) return known;
            var weight = level.Cost.PerRow;
            var node = Node(level, join, variant, group);
            return made[place] = (node, level.Cost.PerRow - weight);
        }
    }
}
