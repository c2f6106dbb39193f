using CspGraph.Engine.Schema;
using CspGraph.Engine.Write;
using GraphQL;
using GraphQL.Types;

namespace CspGraph.Engine.Compile;

/// <summary>Of connections: their levels, and what is selected of a page.</summary>
sealed partial class Planner
{
    RootConnection Connection(RootConnectionField root, FieldType definition, FieldGroup group)
    {
        var type = schema.Entity(root.Target);
        Hold(type.Freshness);
        Hold(root.Freshness);
        var level = new LevelPlan(levels++, type)
        {
            Relation = root.Rows,
            Fits = root.Fits,
            Own = root.Arguments,
            Span = root.Span,
            Definition = definition,
            Field = group.First,
            Plural = root.Plural ?? type.Plural,
            ListedBy = root.Listed is { } listed ? (ColumnField)type.Find(listed)! : type.ListedBy,
            Offered = root.Summaries,
            Cost = Page(root, definition, group),
        };
        return new RootConnection(group.Key, level, Connection(level, group));
    }

    /// <summary>The rows of a level, all that fit of them, for what they come to.</summary>
    ConnectionPart Summary(LevelPlan level, SummaryField summary, FieldGroup group)
    {
        Hold(summary.Freshness);
        var whole = new LevelPlan(levels++, level.Type)
        {
            Relation = level.Relation,
            Fits = level.Fits,
            Own = level.Own,
            Span = level.Span,
            Definition = level.Definition,
            Field = level.Field,
            IsWhole = true,
            NeedsRows = true,
        };
        var computed = (ComputedField)level.Type.Find(summary.Computed)!;
        var plan = new SummaryPlan(resolved++, summary, whole, computed.Computation, Places(whole, join: 0, computed));
        level.Summaries.Add(plan);
        var shape = Shape(summary.OutputType, group.Sets, size: null, out _, out var weight);
        level.Cost.PerParent += weight;
        return ConnectionPart.Summary(group.Key, plan, shape);
    }

    LevelPlan Child(LevelPlan parent, int join, ConnectionField connection, FieldGroup group)
    {
        Hold(schema.Entity(connection.Target).Freshness);
        var definition = Definition(parent.Joins[join].Type, group);
        var level = new LevelPlan(levels++, schema.Entity(connection.Target))
        {
            Relation = connection.Relation,
            Own = connection.Arguments,
            Fits = connection.Fits,
            Definition = definition,
            Field = group.First,
            Cost = Page(connection, definition, group),
            ParentKey = parent.Column(join, EntityType.Key),
        };
        parent.Children.Add(level);
        return level;
    }

    /// <summary>A connection: the page is an object too.</summary>
    LevelCost Page(Field declared, FieldType definition, FieldGroup group) => Once(declared, definition, group, Costs.Type(definition.ResolvedType!.GetNamedType().Name));

    ConnectionSelection Connection(LevelPlan level, FieldGroup group)
    {
        var plural = level.Plural;
        return new ConnectionSelection([.. Collect(group.Sets, plural + "Connection").Select(part =>
        {
            if (part.Name != "__typename") level.Cost.PerParent += Costs.Field(plural + "Connection", part.Name);
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
                    level.Cost.PerRow += Costs.Type(plural + "Edge");
                    return ConnectionPart.Edges(part.Key, Edge(level, part));
                case "pageInfo":
                    level.Cost.PerParent += Costs.Type("PageInfo");
                    return ConnectionPart.PageInfo(part.Key, PageInfo(level, part));
                case var name when level.Offered.FirstOrDefault(summary => summary.Name == name) is { } summary:
                    return Summary(level, summary, part);
                default:
                    return ConnectionPart.Typename(part.Key, plural + "Connection");
            }
        })]);
    }

    ConnectionSelection Edge(LevelPlan level, FieldGroup group) => new([.. Collect(group.Sets, level.Plural + "Edge").Select(part =>
    {
        if (part.Name == "node")
        {
            level.Cost.PerRow += Costs.Field(level.Plural + "Edge", part.Name);
            return ConnectionPart.Node(part.Key, Object(level, join: 0, part.Sets));
        }
        if (part.Name != "cursor") return ConnectionPart.Typename(part.Key, level.Plural + "Edge");
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
}
