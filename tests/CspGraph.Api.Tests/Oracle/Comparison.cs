using System.Text.Json;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>Whether two responses are equal, the order of keys included. Cursors are opaque: they need only be there on both sides.</summary>
sealed class Comparison
{
    /// <summary>Cursors that stand for the same row.</summary>
    public List<(string Engine, string Oracle)> Cursors { get; } = [];

    /// <summary>The first difference, or null.</summary>
    public string? Difference(JsonElement engine, JsonElement oracle, string path = "$")
    {
        if (engine.ValueKind != oracle.ValueKind) return $"{path}: {Short(engine)} instead of {Short(oracle)}";
        switch (engine.ValueKind)
        {
            case JsonValueKind.Object:
                var (ours, theirs) = (engine.EnumerateObject().ToList(), oracle.EnumerateObject().ToList());
                if (!ours.Select(field => field.Name).SequenceEqual(theirs.Select(field => field.Name)))
                    return $"{path}: keys {string.Join(", ", ours.Select(field => field.Name))} instead of {string.Join(", ", theirs.Select(field => field.Name))}";
                return ours.Zip(theirs).Select(pair => Difference(pair.First.Value, pair.Second.Value, $"{path}.{pair.First.Name}")).FirstOrDefault(difference => difference is not null);
            case JsonValueKind.Array:
                if (engine.GetArrayLength() != oracle.GetArrayLength()) return $"{path}: {engine.GetArrayLength()} items instead of {oracle.GetArrayLength()}\n  {Short(engine)}\n  {Short(oracle)}";
                return engine.EnumerateArray().Zip(oracle.EnumerateArray()).Select((pair, i) => Difference(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
            case JsonValueKind.String when oracle.GetString()!.StartsWith(OraclePage.CursorMark, StringComparison.Ordinal):
                Cursors.Add((engine.GetString()!, oracle.GetString()!));
                return engine.GetString()!.Length > 0 ? null : $"{path}: an empty cursor";
            case JsonValueKind.String:
                return engine.GetString() == oracle.GetString() ? null : $"{path}: {Short(engine)} instead of {Short(oracle)}";
            default:
                return engine.GetRawText() == oracle.GetRawText() ? null : $"{path}: {Short(engine)} instead of {Short(oracle)}";
        }
    }

    static string Short(JsonElement value) => value.GetRawText() is { Length: > 400 } text ? text[..400] + "…" : value.GetRawText();
}
