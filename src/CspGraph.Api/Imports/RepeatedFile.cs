using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>The same content is imported once.</summary>
static class RepeatedFile
{
    /// <summary>A file that can be read twice is known before anything is written. A damaged one is not: the reading proper tells what is wrong.</summary>
    public static async Task<ImportRun?> FindAsync(Database database, Viewer viewer, ImportKind kind, Stream content, CancellationToken cancellation)
    {
        await using var db = database.Open(viewer);
        var (start, length) = (content.Position, content.Length - content.Position);
        if (!await db.ImportRuns.Whole().AnyAsync(row => row.Kind == kind && row.TotalBytes == length && row.Status == ImportStatus.Succeeded, cancellation)) return null;
        try
        {
            return await FirstRunAsync(db, kind, await FileContent.HashAsync(content, cancellation), cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            content.Position = start;
        }
    }

    /// <summary>The run that imported the content; null when none did.</summary>
    public static Task<ImportRun?> FirstRunAsync(CspGraphDb db, ImportKind kind, string hash, CancellationToken cancellation) => db.ImportRuns.Whole().AsNoTracking()
        .Where(row => row.Kind == kind && row.ContentHash == hash && row.Status == ImportStatus.Succeeded && !row.AlreadyImported)
        .OrderBy(row => row.StartedAt).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellation);
}
