using System.Diagnostics.Metrics;

namespace CspGraph.Engine;

/// <summary>What the engine has done in this process, as OpenTelemetry and <c>dotnet-counters</c> read it. Of a document that was seen before only statements run and rows read still grow.</summary>
public static class EngineMeter
{
    /// <summary>The meter's name, to listen to.</summary>
    public const string Name = "CspGraph.Engine";

    const string Prefix = "cspgraph.engine.";

    static readonly Meter Meter = new(Name);

    internal static Counter<long> DocumentsParsed { get; } = Of("documents.parsed", "{document}", "Document texts parsed.");
    internal static Counter<long> DocumentsValidated { get; } = Of("documents.validated", "{document}", "Documents held against the schema.");
    internal static Counter<long> PlansMade { get; } = Of("plans.made", "{plan}", "Operations planned: one for each operation and outcome of its directives.");
    internal static Counter<long> StatementsCompiled { get; } = Of("statements.compiled", "{statement}", "Statements whose text EF Core has written.");
    internal static Counter<long> StatementsRun { get; } = Of("statements.run", "{statement}", "Runs of levels' statements; an embedded database runs one for each parent.");
    internal static Counter<long> RowsRead { get; } = Of("rows.read", "{row}", "Rows that levels' statements gave, without those that only told that more follow.");

    internal static Counter<long> FieldsFailed { get; } = Of("fields.failed", "{field}", "Root fields that have an error in place of a value, by its code.");

    static Counter<long> Of(string name, string unit, string description) => Meter.CreateCounter<long>(Prefix + name, unit, description);
}
