using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Write;

/// <summary>The fields of a connection, in the order of the document.</summary>
sealed class ConnectionSelection(IReadOnlyList<ConnectionPart> parts)
{
    public void Write(ResponseWriter response, LevelRows level, int parent)
    {
        response.Json.WriteStartObject();
        foreach (var part in parts)
        {
            response.Json.WritePropertyName(part.Key);
            part.Write(response, level, parent);
        }
        response.Json.WriteEndObject();
    }
}

/// <summary>One field of a connection, of an edge or of pageInfo.</summary>
/// <param name="key">Its response key.</param>
/// <param name="write">Writes it for a parent of the level (for an edge: for a row).</param>
sealed class ConnectionPart(string key, Action<ResponseWriter, LevelRows, int> write)
{
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(key, ResponseWriter.Encoder);

    public void Write(ResponseWriter response, LevelRows level, int parentOrRow) => write(response, level, parentOrRow);

    public static ConnectionPart Typename(string key, string name) => new(key, (response, _, _) => response.Json.WriteStringValue(name));

    public static ConnectionPart TotalCount(string key) => new(key, (response, level, parent) => response.Json.WriteNumberValue(level.Totals[parent]));

    public static ConnectionPart Summary(string key, SummaryPlan plan, ValueShape shape) => new(key, (response, _, _) => shape.Write(response.Json, response.Summary(plan)));

    public static ConnectionPart Nodes(string key, Selection node) => new(key, (response, level, parent) => response.WriteRows(level, parent, node));

    public static ConnectionPart Edges(string key, ConnectionSelection edge) => new(key, (response, level, parent) =>
    {
        response.Json.WriteStartArray();
        for (var row = level.Starts[parent]; row < level.Starts[parent] + level.Counts[parent]; row++) edge.Write(response, level, row);
        response.Json.WriteEndArray();
    });

    public static ConnectionPart Cursor(string key) => new(key, (response, level, row) => response.Json.WriteStringValue(level.CursorOf(row)));

    public static ConnectionPart Node(string key, Selection node) => new(key, node.Write);

    public static ConnectionPart PageInfo(string key, ConnectionSelection info) => new(key, info.Write);

    public static ConnectionPart HasNextPage(string key) => new(key, (response, level, parent) =>
        response.Json.WriteBooleanValue(level.Request.Page.Backward ? level.Request.Page.From is not null : level.More[parent]));

    public static ConnectionPart HasPreviousPage(string key) => new(key, (response, level, parent) =>
        response.Json.WriteBooleanValue(level.Request.Page.Backward ? level.More[parent] : level.Request.Page.From is not null));

    public static ConnectionPart StartCursor(string key) => new(key, (response, level, parent) => End(response, level, parent, last: false));

    public static ConnectionPart EndCursor(string key) => new(key, (response, level, parent) => End(response, level, parent, last: true));

    static void End(ResponseWriter response, LevelRows level, int parent, bool last)
    {
        if (level.Counts[parent] == 0) response.Json.WriteNullValue();
        else response.Json.WriteStringValue(level.CursorOf(level.Starts[parent] + (last ? level.Counts[parent] - 1 : 0)));
    }
}
