using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Alerts;

namespace CspGraph.Api.Alerts;

/// <summary>How an alert keeps its notes: as a JSON array, the oldest first; no text for none.</summary>
static class AlertNotes
{
    public static IReadOnlyList<AlertNote> Of(string notes) => notes.Length == 0 ? [] : JsonSerializer.Deserialize<List<AlertNote>>(notes, ChangeJson.Options)!;

    /// <summary>The text with one more.</summary>
    public static string With(string notes, AlertNote note) => JsonSerializer.Serialize<IReadOnlyList<AlertNote>>([.. Of(notes), note], ChangeJson.Options);
}
