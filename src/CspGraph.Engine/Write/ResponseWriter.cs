using System.Text.Encodings.Web;
using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Write;

/// <summary>Walks the plan and the row buffers once, straight into JSON.</summary>
sealed class ResponseWriter(Utf8JsonWriter json, LoadedOperation loaded, object? viewer, CancellationToken cancellation)
{
    /// <summary>Responses are JSON for programs, not text inside a page: only what JSON itself must escape is escaped.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public Utf8JsonWriter Json { get; } = json;

    public object? Viewer { get; } = viewer;

    public LevelRows Level(LevelPlan plan) => loaded.Levels[plan.Number];

    public ResolvedValues Resolved(ResolvedPlan plan) => loaded.Resolved[plan.Number];

    public object? Summary(SummaryPlan plan) => loaded.Resolved[plan.Number].Of(0);

    public void WriteRows(LevelRows level, int parent, Selection selection)
    {
        cancellation.ThrowIfCancellationRequested();
        Json.WriteStartArray();
        for (var row = level.Starts[parent]; row < level.Starts[parent] + level.Counts[parent]; row++) selection.Write(this, level, row);
        Json.WriteEndArray();
    }

    public void Write(OperationPlan plan, (CostReport Report, long Requested, long Actual)? cost)
    {
        Json.WriteStartObject();
        Json.WritePropertyName("data");
        if (loaded.Errors.Keys.Any(root => root.IsRequired)) Json.WriteNullValue();
        else WriteData(plan);
        if (loaded.Errors.Count > 0)
        {
            Json.WritePropertyName("errors");
            ErrorResponse.Write(Json, [.. loaded.Errors.Values]);
        }
        if (cost is var (report, requested, actual)) CostExtension.Write(Json, report, requested, actual);
        Json.WriteEndObject();
    }

    void WriteData(OperationPlan plan)
    {
        Json.WriteStartObject();
        foreach (var root in plan.Roots)
        {
            Json.WritePropertyName(root.Key);
            if (loaded.Errors.ContainsKey(root)) Json.WriteNullValue();
            else root.Write(this, loaded);
        }
        Json.WriteEndObject();
    }
}
