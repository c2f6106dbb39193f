namespace CspGraph.Engine.Schema;

/// <summary>A page of a log: rows in the order in which they came, which the host finds, forward only. A row's cursor is its global id.</summary>
sealed class LogField : Field
{
    public const string First = "first";
    public const string After = "after";

    public LogField(string name, string description, Type target, char tag, Func<ResolveContext, Task<LogPage>> page, Argument[] arguments) : base(name, description)
    {
        (Target, Tag) = (target, tag);
        Page = new ResolvedField(name, description, typeof(LogPage), nullable: false, async context => [await page(context)],
        [
            new(First, "Int", "How many, 1 to 100; 25 when it is not given.", Absent: GraphEngineOptions.DefaultPage),
            new(After, "String", "Only what comes behind this cursor, which may be from any answer or subscription. Without it, from the oldest that is still there."),
            .. arguments,
        ]);
    }

    public Type Target { get; }

    /// <summary>The letter in the global ids of the rows.</summary>
    public char Tag { get; }

    /// <summary>Finds the page.</summary>
    public ResolvedField Page { get; }

    internal override IReadOnlyList<Argument> Arguments => Page.Arguments;
    internal override int? Weight => CostWeights.Read;
    internal override ListSize? Size { get; } = new(GraphEngineOptions.DefaultPage, [First], ["edges", "nodes"]);
}

/// <summary>A page of a log, found.</summary>
/// <param name="Keys">The rows' keys, in their order.</param>
/// <param name="HasPrevious">Whether it begins behind a cursor.</param>
/// <param name="HasNext">Whether more follow.</param>
public sealed record LogPage(IReadOnlyList<Guid> Keys, bool HasPrevious, bool HasNext);
