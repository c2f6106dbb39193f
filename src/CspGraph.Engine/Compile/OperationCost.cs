using GraphQL.Validation;

namespace CspGraph.Engine.Compile;

/// <summary>What an operation costs: the weights that the schema publishes, times how often each is met.</summary>
static class OperationCost
{
    /// <summary>What an operation could come to if every page were full and every reference led somewhere.</summary>
    public static Extent Foreseen(OperationPlan plan, Variables values)
    {
        var sum = default(Extent);
        foreach (var root in plan.Roots) sum += Foreseen(root, values);
        return sum;
    }

    /// <summary>The same weights over the rows that were loaded. What is computed without rows of its own counts as foreseen.</summary>
    public static long Actual(OperationPlan plan, LoadedOperation loaded, Variables values)
    {
        var sum = 0L;
        foreach (var root in plan.Roots)
            if (!loaded.Errors.ContainsKey(root)) sum = Extent.Sum(sum, root.Cost.OfParent(values));
        foreach (var level in plan.Levels())
            if (loaded.Levels[level.Number] is { } rows)
                sum = Extent.Sum(sum, Extent.Sum(Extent.Product(rows.Starts.Length, level.Cost.OfParent(values)), Extent.Product(rows.Rows.Count, level.Cost.OfRow(values))));
        return sum;
    }

    static Extent Foreseen(RootPlan root, Variables values)
    {
        var sum = new Extent(0, 0, root.Cost.OfParent(values));
        if (root is RootLookup lookup)
        {
            // An id is of one type: it costs what the dearest one does.
            var dearest = default(Extent);
            foreach (var level in lookup.Levels) dearest = Extent.Max(dearest, Foreseen(level, lookup.Cost.Size.Of(values), values));
            return sum + dearest;
        }
        foreach (var level in root.Levels) sum += Foreseen(level, parents: 1, values);
        return sum;
    }

    static Extent Foreseen(LevelPlan level, long parents, Variables values)
    {
        var rows = Extent.Product(parents, level.Cost.Size.Of(values));
        var objects = level.NeedsRows ? rows : 0;
        var sum = new Extent(objects, Extent.Product(objects, level.Fields),
            Extent.Sum(Extent.Product(parents, level.Cost.OfParent(values)), Extent.Product(rows, level.Cost.OfRow(values))));
        foreach (var child in level.Children) sum += Foreseen(child, rows, values);
        return sum;
    }
}
