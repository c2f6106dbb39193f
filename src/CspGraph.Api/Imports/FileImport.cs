using System.Data.Common;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Imports a file of any kind: whole, or not at all.</summary>
/// <remarks>
/// One thread reads, another writes what was read in chunks that nobody sees. One last transaction joins it with the network
/// and shows it. The same content is imported once; files in any order end in the same network.
/// </remarks>
public sealed class FileImport
{
    /// <summary>Lines live from one thread to the other: long enough to pass for lasting. Left alone, the collector would come for them only when they had filled a multiple of what the import needs.</summary>
    const int ChunksPerCollection = 5;

    /// <summary>What outlives even that (sums, facts set aside) is left behind more slowly.</summary>
    const int ChunksPerFullCollection = 25;

    readonly Database database;
    readonly Viewer viewer;
    readonly ImportKindDefinition kind;
    readonly TimeProvider clock;
    readonly Attempted? attempt;
    readonly ImportErrors errors = new();
    ImportRun run;
    int chunks;
    bool brokeDown;

    FileImport(Database database, Viewer viewer, ImportKindDefinition kind, TimeProvider clock, ImportRun run, Attempted? attempt)
    {
        this.database = database;
        this.viewer = viewer;
        this.kind = kind;
        this.clock = clock;
        this.run = run;
        this.attempt = attempt;
    }

    /// <summary>The record of this import, visible from its start.</summary>
    public Guid RunId => run.Id;

    /// <summary>Imports one file for the viewer's tenant.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="viewer">Who imports: someone who may write the whole tenant.</param>
    /// <param name="source">What the file is.</param>
    /// <param name="content">The file, compressed with gzip or not; read once when it cannot seek. It is not closed.</param>
    /// <param name="progress">Told after each chunk of lines.</param>
    /// <param name="clock">The time of the record.</param>
    /// <param name="cancellation">Undoes what was written, then throws.</param>
    /// <returns>Succeeded, or Failed with the offending lines, or Cancelled from elsewhere. Database failures throw, and nothing of the file stays.</returns>
    public static async Task<ImportOutcome> RunAsync(
        Database database, Viewer viewer, ImportSource source, Stream content, IProgress<ImportProgress>? progress, TimeProvider clock, CancellationToken cancellation)
    {
        if (content.CanSeek)
        {
            source = source with { Length = content.Length - content.Position };
            if (await RepeatedFile.FindAsync(database, viewer, source.Kind, content, cancellation) is { } known) return AlreadyImported(known);
        }
        var import = await StartAsync(database, viewer, source, clock, cancellation);
        return await import.RunAsync(content, progress, cancellation);
    }

    /// <summary>Makes the record of an import that is yet to be run.</summary>
    public static async Task<FileImport> StartAsync(Database database, Viewer viewer, ImportSource source, TimeProvider clock, CancellationToken cancellation)
    {
        if (!viewer.SeesWholeTenant) throw new ArgumentException("An import writes the whole tenant: a viewer of a subtree cannot run it.", nameof(viewer));
        await HiddenRows.SweepAsync(database, viewer, clock, cancellation);
        await using var db = database.Open(viewer);
        var now = clock.GetUtcNow().UtcDateTime;
        var run = new ImportRun
        {
            Id = database.Ids.Next(),
            Kind = source.Kind,
            FileName = ImportSource.Short(Path.GetFileName(source.FileName)),
            Status = ImportStatus.Running,
            StartedAt = now,
            IssuedAt = source.IssuedAt ?? now,
            ProgressAt = now,
            TotalBytes = source.Length,
            Owner = ImportOwner.Current,
            HidesRows = true,
        };
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        return new(database, viewer, ImportKinds.Of(source.Kind), clock, run, source.Attempt);
    }

    /// <summary>Reads the file and ends the import. To be called once.</summary>
    public async Task<ImportOutcome> RunAsync(Stream content, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return await ReadAndShowAsync(content, progress, cancellation);
        }
        catch (ImportEndedException)
        {
            return await FailAsync();
        }
        catch (ImportRefusedException refused)
        {
            errors.Add(new(run.LineCount + 1, null, refused.Message));
            return await FailAsync();
        }
        catch (Exception failure)
        {
            await UndoAsync(failure);
            throw;
        }
    }

    async Task<ImportOutcome> ReadAndShowAsync(Stream source, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        await using var db = database.Open(viewer);
        var partner = await db.Tenants.Whole().Select(tenant => tenant.MicrosoftTenantId).SingleAsync(cancellation);
        await using var content = await FileContent.OpenAsync(source, cancellation);
        var context = new ImportContext(partner, run.Id, run.StartedAt, run.IssuedAt, database.Ids, errors);
        await using var file = await OpenAsync(content, context, cancellation);
        if (file is not null)
        {
            await using (await db.BeginBulkAsync(lasting: false, cancellation))
                await ImportPump.RunAsync(file, content, clock, chunk => WriteAsync(db, file, chunk, progress, cancellation), () => TouchAsync(db, cancellation), cancellation);
            run.LineCount = file.LineCount;
            if (file.HasReadAll) run.ContentHash = content.Hash();
        }
        if (await content.FaultAsync(cancellation) is { } fault) errors.Lead(new(run.LineCount + 1, null, fault));
        else if (file is { HasReadAll: true, LineCount: 0 }) errors.Add(new(1, null, "The file has no lines."));
        return errors.Count > 0 ? await FailAsync() : await ShowAsync(db, file!, cancellation);
    }

    Task<ImportedFile?> OpenAsync(FileContent content, ImportContext context, CancellationToken cancellation) =>
        Task.Run(() => kind.OpenAsync(content.Stream, context, cancellation), cancellation);

    /// <summary>Writes what was read as long as nothing offends.</summary>
    async Task WriteAsync(CspGraphDb db, ImportedFile file, ImportChunk chunk, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        (run.LineCount, run.BytesRead) = (chunk.LineCount, chunk.BytesRead);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await TouchAsync(db, cancellation);
        if (errors.Count == 0)
        {
            await file.WriteChunkAsync(db, chunk.Lines, cancellation);
            if (errors.Count > 0) return;
        }
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        if (++chunks % ChunksPerCollection == 0) GC.Collect(chunks % ChunksPerFullCollection == 0 ? GC.MaxGeneration : 1);
        progress?.Report(new(chunk.LineCount, chunk.BytesRead, run.TotalBytes, ImportProgress.Rate(chunk.LineCount, run.StartedAt, run.ProgressAt)));
    }

    /// <summary>Notes how far the import is, unless it was ended from elsewhere: then it gives up.</summary>
    async Task TouchAsync(CspGraphDb db, CancellationToken cancellation)
    {
        run.ProgressAt = clock.GetUtcNow().UtcDateTime;
        run.ErrorCount = errors.Count;
        if (!await TryTouchAsync(db, cancellation)) throw new ImportEndedException();
    }

    async Task<bool> TryTouchAsync(CspGraphDb db, CancellationToken cancellation) =>
        await db.ImportRuns.Whole().Where(row => row.Id == run.Id && row.Status == ImportStatus.Running).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.ProgressAt, run.ProgressAt).SetProperty(row => row.LineCount, run.LineCount)
            .SetProperty(row => row.BytesRead, run.BytesRead).SetProperty(row => row.ErrorCount, run.ErrorCount), cancellation) == 1;

    /// <summary>Joins the file with the network and ends the run, in one transaction.</summary>
    async Task<ImportOutcome> ShowAsync(CspGraphDb db, ImportedFile file, CancellationToken cancellation)
    {
        // What reading much took is given back first: joining wants memory of its own.
        if (chunks > ChunksPerCollection) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        await using var bulk = await db.BeginBulkAsync(lasting: true, cancellation);
        await using (var transaction = await db.BeginWriteAsync(cancellation))
        {
            // Touches the rows of all running imports of the tenant: so those that end at the same time do so one after the other.
            await db.ImportRuns.Whole().Where(row => row.Status == ImportStatus.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.HidesRows, true), cancellation);
            await TouchAsync(db, cancellation);
            if (await RepeatedFile.FirstRunAsync(db, kind.Kind, run.ContentHash!, cancellation) is { } first)
            {
                await transaction.RollbackAsync(cancellation);
                run.AlreadyImported = true;
                await EndAsync(ImportStatus.Succeeded);
                return AlreadyImported(first);
            }
            var counts = await file.ShowAsync(db, cancellation);
            if (errors.Count == 0)
            {
                var now = clock.Now();
                // Looking at what it came to wants memory that joining has used.
                if (chunks > ChunksPerCollection) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
                var turned = file.StatesResellers ? await new Standings(db, database.Ids, now, cancellation).RefreshAsync(resellers: null) : [];
                var news = await ImportNews.ReadAsync(database, db, counts.Touched, cancellation);
                (run.Status, run.FinishedAt, run.ProgressAt, run.HidesRows) = (ImportStatus.Succeeded, now, now, false);
                (run.Created, run.Updated) = (counts.Created, counts.Updated);
                db.ChangeTracker.Clear();
                db.Update(run);
                Tell(db);
                await db.SaveChangesAsync(cancellation);
                await db.AppendAsync(news.Events(turned, run, database.Ids, now), news.Count + turned.Count, cancellation);
                // A commit that is given up half-way leaves open whether it was made.
                await transaction.CommitAsync(CancellationToken.None);
                return Outcome();
            }
        }
        return await FailAsync();
    }

    async Task<ImportOutcome> FailAsync()
    {
        await EndAsync(ImportStatus.Failed);
        return Outcome();
    }

    /// <summary>
    /// Ends the run, unless it was ended from elsewhere: what was said of it then stays true. Then takes its hidden rows away:
    /// whoever is cut off between the two has left a run that says so.
    /// </summary>
    async Task EndAsync(ImportStatus status)
    {
        await using var db = database.Open(viewer);
        await using (var transaction = await db.BeginWriteAsync(CancellationToken.None))
        {
            if (await TryTouchAsync(db, CancellationToken.None))
            {
                var now = clock.GetUtcNow().UtcDateTime;
                (run.Status, run.FinishedAt, run.ProgressAt, run.ErrorCount, run.Errors) =
                    (status, now, now, errors.Count, errors.Count > 0 ? ImportErrors.Json(errors.First) : null);
                db.Update(run);
            }
            else
            {
                run = await db.ImportRuns.Whole().AsNoTracking().SingleAsync(row => row.Id == run.Id, CancellationToken.None);
                brokeDown = run.Status is ImportStatus.Failed;
            }
            Tell(db);
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        await HiddenRows.DeleteAsync(db, run.Id);
    }

    /// <summary>The audit log has an entry of each run, made with the end of it.</summary>
    void Tell(CspGraphDb db)
    {
        if (attempt is null) return;
        var (outcome, code) = ImportAttempt.Outcome(run.Status, brokeDown);
        db.Add(attempt.Entry(database.Ids, clock, outcome, code, ImportAnswer.IdOf(run.Id), after: ImportAttempt.Result(run)));
    }

    /// <summary>Leaves only the record of an import that was cancelled or broke down.</summary>
    async Task UndoAsync(Exception failure)
    {
        try
        {
            brokeDown = failure is not OperationCanceledException;
            if (brokeDown) errors.Add(new(1, null, "The import stopped unexpectedly; nothing of the file was imported."));
            await EndAsync(brokeDown ? ImportStatus.Failed : ImportStatus.Cancelled);
        }
        catch (Exception unwritten) when (unwritten is DbException or DbUpdateException)
        {
            // The database is what failed: the next start sweeps the rows away. The first failure is the one to tell.
        }
    }

    ImportOutcome Outcome() => new(run.Id, run.Kind, run.Status, false, run.LineCount, run.Created, run.Updated, run.ErrorCount, ImportErrors.Parse(run.Errors));

    static ImportOutcome AlreadyImported(ImportRun first) =>
        new(first.Id, first.Kind, first.Status, true, first.LineCount, 0, 0, 0, []);

    /// <summary>The run was cancelled, or taken for dead, by another process.</summary>
    sealed class ImportEndedException : Exception;
}
