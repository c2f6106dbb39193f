using System.Diagnostics;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;

namespace CspGraph.Engine;

/// <summary>What the engine tells of each load, to whoever listens: one span for each level, with its statement and how much it read. No value of a parameter is in it.</summary>
public static class EngineTrace
{
    /// <summary>The source's name, to listen to.</summary>
    public const string Name = "CspGraph.Engine";

    static readonly ActivitySource Source = new(Name);

    internal static Activity? Level(LevelPlan level, LevelStatements statements, int parents)
    {
        if (!Source.HasListeners() || Source.StartActivity($"level {level.Plural}", ActivityKind.Client) is not { } span) return null;
        return span.SetTag("db.query.text", (statements.Ranges.Count > 0 ? statements.Ranges[0] : statements.Count!).Text).SetTag("cspgraph.level.parents", parents);
    }

    internal static void End(this Activity? level, RowBuffer rows) => level?.SetTag("cspgraph.level.rows", rows.Count);
}
