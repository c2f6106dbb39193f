using System.Text.Json;
using CspGraph.Engine.Compile;
using CspGraph.Engine.Load;
using CspGraph.Engine.Schema;

namespace CspGraph.Engine.Write;

/// <summary>The fields of one object, in the order of the document.</summary>
class Selection(OutputNode[] nodes)
{
    public virtual void Write(ResponseWriter response, LevelRows level, int row)
    {
        var json = response.Json;
        json.WriteStartObject();
        foreach (var node in nodes) node.Write(response, level, row);
        json.WriteEndObject();
    }
}

/// <summary>The fields of an object whose type a column tells.</summary>
sealed class VariantSelection(int column, IReadOnlyDictionary<object, Selection> byValue, string name) : Selection([])
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        var value = level.Rows[column].Box(row)!;
        if (!byValue.TryGetValue(value, out var selection)) throw new InvalidOperationException($"No type shows a {name} of {value}.");
        selection.Write(response, level, row);
    }
}

/// <summary>One field of an object that is a row.</summary>
abstract class OutputNode(string key)
{
    public JsonEncodedText Key { get; } = JsonEncodedText.Encode(key, ResponseWriter.Encoder);

    /// <summary>Writes the key and the value.</summary>
    public abstract void Write(ResponseWriter response, LevelRows level, int row);
}

sealed class TypenameNode(string key, string name) : OutputNode(key)
{
    readonly JsonEncodedText name = JsonEncodedText.Encode(name, ResponseWriter.Encoder);

    public override void Write(ResponseWriter response, LevelRows level, int row) => response.Json.WriteString(Key, name);
}

sealed class ColumnNode<T>(string key, int column, Action<Utf8JsonWriter, JsonEncodedText, T> write) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        var values = (ColumnBuffer<T>)level.Rows[column];
        if (values.IsNull(row)) response.Json.WriteNull(Key);
        else write(response.Json, Key, values[row]);
    }
}

/// <summary>A whole number that is counted from one of the viewer's own.</summary>
sealed class CountedNode(string key, int column, Func<object?, int> origin) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        var values = (ColumnBuffer<int>)level.Rows[column];
        if (values.IsNull(row)) response.Json.WriteNull(Key);
        else response.Json.WriteNumber(Key, values[row] - origin(response.Viewer));
    }
}

sealed class TextNode(string key, int column) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        var texts = (TextBuffer)level.Rows[column];
        if (texts.IsNull(row)) response.Json.WriteNull(Key);
        else response.Json.WriteString(Key, texts[row]);
    }
}

sealed class ReferenceNode(string key, int presence, Selection selection) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        if (level.Rows[presence].IsNull(row))
        {
            response.Json.WriteNull(Key);
            return;
        }
        response.Json.WritePropertyName(Key);
        selection.Write(response, level, row);
    }
}

sealed class ComputedNode(string key, Computation computation, int[] places, ValueShape shape) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        response.Json.WritePropertyName(Key);
        shape.Write(response.Json, computation.Of(level.Rows, places, row, response.Viewer));
    }
}

sealed class ResolvedNode(string key, ResolvedPlan plan, ValueShape shape) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        response.Json.WritePropertyName(Key);
        shape.Write(response.Json, response.Resolved(plan).Of(row));
    }
}

sealed class ListNode(string key, LevelPlan plan, Selection selection) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        var rows = response.Level(plan);
        response.Json.WritePropertyName(Key);
        response.WriteRows(rows, rows.ParentOf(row), selection);
    }
}

sealed class ConnectionNode(string key, LevelPlan plan, ConnectionSelection selection) : OutputNode(key)
{
    public override void Write(ResponseWriter response, LevelRows level, int row)
    {
        var rows = response.Level(plan);
        response.Json.WritePropertyName(Key);
        selection.Write(response, rows, rows.ParentOf(row));
    }
}
