using System.Text.Json;

namespace CspGraph.Api.Host.Transport;

/// <summary>Reads files of documents by id, as the Relay compiler writes them: <c>{"id": "text", …}</c>.</summary>
static class PersistedDocumentFiles
{
    /// <summary>Every document of a file, or of a folder's *.json, with the file it is from.</summary>
    public static IEnumerable<(string File, string Id, string Text)> Read(string path)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal).ToArray() : [path];
        if (files.Length == 0) throw new StartRefusedException($"{PersistedDocumentSettings.FileKey}: the folder {path} has no *.json.");
        foreach (var file in files)
        {
            using var json = Parse(file);
            foreach (var entry in json.RootElement.EnumerateObject()) yield return (file, entry.Name, entry.Value.GetString()!);
        }
    }

    static JsonDocument Parse(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file).AsMemory();
            if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
            if (JsonText.IsSound(bytes.Span) && JsonDocument.Parse(bytes) is { RootElement.ValueKind: JsonValueKind.Object } json
                && json.RootElement.EnumerateObject().All(entry => entry.Value.ValueKind is JsonValueKind.String))
                return json;
        }
        catch (JsonException)
        {
            // Told below.
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{PersistedDocumentSettings.FileKey}: {file} cannot be read.");
        }
        throw new StartRefusedException($"{PersistedDocumentSettings.FileKey}: {file} is not a JSON object of texts by id.");
    }
}
