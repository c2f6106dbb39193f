using CspGraph.Api.Events;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

sealed class ImportSucceededEvent : EventKindType
{
    public ImportSucceededEvent() : base("ImportSucceededEvent", "A file was imported: what it changed was told before. Seen by who sees the whole tenant.",
        (EventKind.ImportSucceeded, "A file was imported."))
    {
        Computed("importKind", (told, viewer) => KindOf(told.Details), "What the file holds.");
        Computed("fileName", (told, viewer) => FileNameOf(told.Details), "The file's name.", nullable: true);
        Computed("created", (told, viewer) => CreatedOf(told.Details), "Objects it created.");
        Computed("updated", (told, viewer) => UpdatedOf(told.Details), "Objects it changed.");
    }

    static ImportKind? KindOf(string? details) => Details<ImportedDetails>(details)?.Kind;

    static string? FileNameOf(string? details) => Details<ImportedDetails>(details)?.FileName;

    static int? CreatedOf(string? details) => Details<ImportedDetails>(details)?.Created;

    static int? UpdatedOf(string? details) => Details<ImportedDetails>(details)?.Updated;

    sealed record ImportedDetails(ImportKind? Kind, string? FileName, int? Created, int? Updated);
}
