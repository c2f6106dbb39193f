using System.Data.Common;
using System.Diagnostics;
using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Imports a new-commerce licence reconciliation file: whole, or not at all.</summary>
/// <remarks>
/// The lines are written in chunks under invoices that nobody sees yet, while what they state is gathered. One last
/// transaction joins it with the network, and shows the invoices. The same content is imported once; files in any order
/// end in the same network.
/// </remarks>
public sealed class LicenseReconciliationImport
{
    const int LinesPerChunk = 5_000;

    readonly Database database;
    readonly Viewer viewer;
    readonly TimeProvider clock;
    readonly IProgress<ImportProgress>? progress;
    readonly CancellationToken cancellation;
    readonly ImportErrors errors = new();
    readonly EntityIds ids;
    readonly Dictionary<string, Invoice> invoices = [];
    readonly Dictionary<string, long> firstLines = [];
    StatedFacts stated = new(default);

    LicenseReconciliationImport(Database database, Viewer viewer, IProgress<ImportProgress>? progress, TimeProvider clock, CancellationToken cancellation)
    {
        this.database = database;
        this.viewer = viewer;
        this.progress = progress;
        this.clock = clock;
        this.cancellation = cancellation;
        ids = new(database.Ids);
    }

    /// <summary>Imports one file for the viewer's tenant.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="viewer">Who imports: someone who may write the whole tenant.</param>
    /// <param name="fileName">For the record only.</param>
    /// <param name="content">The file, compressed with gzip or not; read once when it cannot seek. It is not closed.</param>
    /// <param name="progress">Told after each chunk of lines.</param>
    /// <param name="clock">The time of the record.</param>
    /// <param name="cancellation">Undoes what was written, then throws.</param>
    /// <returns>Succeeded, or Failed with the offending lines. Database failures throw, and nothing of the file stays.</returns>
    public static async Task<ImportOutcome> RunAsync(
        Database database, Viewer viewer, string fileName, Stream content, IProgress<ImportProgress>? progress, TimeProvider clock, CancellationToken cancellation)
    {
        if (!viewer.SeesWholeTenant) throw new ArgumentException("An import writes the whole tenant: a viewer of a subtree cannot run it.", nameof(viewer));
        return await new LicenseReconciliationImport(database, viewer, progress, clock, cancellation).RunAsync(fileName, content);
    }

    async Task<ImportOutcome> RunAsync(string fileName, Stream content)
    {
        await using var db = database.Open(viewer);
        await HiddenRows.SweepAsync(db, clock, cancellation);
        if (content.CanSeek && await HashAsync(content) is { } early && await FirstRunAsync(db, early) is { } known) return AlreadyImported(known);
        var run = await StartAsync(db, fileName);
        try
        {
            await ReadAsync(db, run, content);
            if (run.ContentHash is { } hash && await FirstRunAsync(db, hash) is { } first)
            {
                await HiddenRows.DeleteAsync(db, run.Id, withRun: true);
                return AlreadyImported(first);
            }
            if (errors.Count == 0 && await ShowAsync(db, run)) return Outcome(run);
            return await FailAsync(run);
        }
        catch (ImportConflictException conflict)
        {
            errors.Add(new(1, null, conflict.Message));
            return await FailAsync(run);
        }
        catch (Exception failure)
        {
            await UndoAsync(run, failure);
            throw;
        }
    }

    /// <summary>A file that can be read twice is known before anything is written. Null for a damaged one: the reading proper tells what is wrong.</summary>
    async Task<string?> HashAsync(Stream content)
    {
        var start = content.Position;
        try
        {
            return await FileContent.HashAsync(content, cancellation);
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

    Task<ImportRun?> FirstRunAsync(CspGraphDb db, string hash) => db.ImportRuns.Whole().AsNoTracking()
        .Where(row => row.Kind == ImportKind.LicenseReconciliation && row.ContentHash == hash && row.Status == ImportStatus.Succeeded)
        .OrderBy(row => row.StartedAt).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellation);

    async Task<ImportRun> StartAsync(CspGraphDb db, string fileName)
    {
        var run = new ImportRun
        {
            Id = database.Ids.Next(),
            Kind = ImportKind.LicenseReconciliation,
            FileName = new string([.. Path.GetFileName(fileName).Take(80)]),
            Status = ImportStatus.Running,
            StartedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        stated = new(run.Id);
        return run;
    }

    /// <summary>Reads the file to its end, writing its lines as long as nothing offends.</summary>
    async Task ReadAsync(CspGraphDb db, ImportRun run, Stream source)
    {
        var total = source.CanSeek ? source.Length - source.Position : (long?)null;
        var partner = await db.Tenants.Whole().Select(tenant => tenant.MicrosoftTenantId).SingleAsync(cancellation);
        await ids.LoadAsync(db, cancellation);
        await using var content = await FileContent.OpenAsync(source, cancellation);
        await using var reader = await LicenseReconciliationReader.OpenAsync(content.Stream, partner, errors, cancellation);
        if (reader is null) return;
        var started = Stopwatch.GetTimestamp();
        var chunk = new List<ReconciliationLine>(LinesPerChunk);
        while (!reader.HasEnded)
        {
            chunk.Clear();
            while (chunk.Count < LinesPerChunk && await reader.ReadAsync(cancellation) is { } line) chunk.Add(line);
            if (errors.Count == 0) await WriteAsync(db, run, chunk);
            run.LineCount = reader.LineCount;
            progress?.Report(new(reader.LineCount, content.BytesRead, total, reader.LineCount / Stopwatch.GetElapsedTime(started).TotalSeconds));
        }
        if (reader.HasReadAll && !await content.IsWholeAsync(cancellation)) errors.Add(new(reader.LineCount + 1, null, "The compressed file is cut off."));
        else if (reader.HasReadAll && reader.LineCount == 0) errors.Add(new(1, null, "The file has no lines."));
        if (reader.HasReadAll) run.ContentHash = content.Hash();
    }

    async Task WriteAsync(CspGraphDb db, ImportRun run, List<ReconciliationLine> lines)
    {
        var added = new List<Invoice>();
        foreach (var line in lines)
        {
            if (!invoices.TryGetValue(line.InvoiceNumber, out var invoice)) added.Add(invoice = Begin(run, line));
            line.Row.InvoiceId = invoice.Id;
            invoice.LineCount++;
            invoice.Subtotal += line.Row.Subtotal;
            invoice.TaxTotal += line.Row.TaxTotal;
            invoice.Total += line.Row.Total;
            if (Math.Abs(invoice.Subtotal) > Money.Most || Math.Abs(invoice.TaxTotal) > Money.Most || Math.Abs(invoice.Total) > Money.Most)
                errors.Add(new(line.Row.LineNumber, "Total", "The invoice's sum is too large."));
            stated.Add(line);
        }
        await RefuseKnownAsync(db, added);
        if (errors.Count > 0) return;
        await ids.FillAsync(db, lines, cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await BulkInsert.WriteAsync(db, added, cancellation);
        await BulkInsert.WriteAsync(db, lines.Select(line => line.Row), cancellation);
        await stated.SpillAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    Invoice Begin(ImportRun run, ReconciliationLine line)
    {
        var invoice = new Invoice
        {
            Id = database.Ids.Next(),
            Number = line.InvoiceNumber,
            Currency = line.Row.Currency,
            ImportRunId = run.Id,
            ImportedAt = run.StartedAt,
        };
        invoices.Add(invoice.Number, invoice);
        firstLines.Add(invoice.Number, line.Row.LineNumber);
        return invoice;
    }

    /// <summary>An invoice that is there with other content is not added to, and not replaced: which of the two holds cannot be told from the lines.</summary>
    async Task RefuseKnownAsync(CspGraphDb db, IReadOnlyCollection<Invoice> ours)
    {
        if (ours.Count == 0) return;
        var numbers = ours.Select(invoice => invoice.Number).ToArray();
        foreach (var number in await db.Invoices.Whole().Where(row => numbers.Contains(row.Number)).Select(row => row.Number).ToListAsync(cancellation))
            errors.Add(new(firstLines[number], "InvoiceNumber", "The invoice was already imported from a file with other content."));
    }

    /// <summary>Joins the facts, completes the invoices and ends the run, in one transaction. False, the reason noted, when that is no longer possible.</summary>
    async Task<bool> ShowAsync(CspGraphDb db, ImportRun run)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        // Touches the rows of all running imports of the tenant: so those that end at the same time do so one after the other.
        await db.ImportRuns.Whole().Where(row => row.Status == ImportStatus.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ErrorCount, row => row.ErrorCount), cancellation);
        if (!await db.ImportRuns.Whole().AnyAsync(row => row.Id == run.Id && row.Status == ImportStatus.Running, cancellation))
            throw new ImportConflictException();
        await RefuseKnownAsync(db, invoices.Values);
        if (errors.Count > 0) return false;

        var writer = new FactWriter(db, stated, database.Ids, cancellation);
        await writer.WriteAsync();
        foreach (var invoice in invoices.Values)
        {
            invoice.IsComplete = true;
            db.Update(invoice);
        }
        (run.Status, run.FinishedAt, run.Created, run.Updated) = (ImportStatus.Succeeded, clock.GetUtcNow().UtcDateTime, writer.Created, writer.Updated);
        db.Update(run);
        await db.SaveChangesAsync(cancellation);
        await db.Tenants.Whole().ExecuteUpdateAsync(set => set.SetProperty(row => row.DataVersion, row => row.DataVersion + 1), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    async Task<ImportOutcome> FailAsync(ImportRun run)
    {
        await using var db = database.Open(viewer);
        await HiddenRows.DeleteAsync(db, run.Id);
        (run.Status, run.FinishedAt, run.ErrorCount, run.Errors) =
            (ImportStatus.Failed, clock.GetUtcNow().UtcDateTime, errors.Count, ImportErrors.Json(errors.First));
        db.Update(run);
        await db.SaveChangesAsync(CancellationToken.None);
        return Outcome(run);
    }

    /// <summary>Leaves nothing of a cancelled import, and of one that broke down only the record.</summary>
    async Task UndoAsync(ImportRun run, Exception failure)
    {
        try
        {
            if (failure is OperationCanceledException)
            {
                await using var db = database.Open(viewer);
                await HiddenRows.DeleteAsync(db, run.Id, withRun: true);
                return;
            }
            errors.Add(new(1, null, "The import stopped unexpectedly; nothing of the file was imported."));
            await FailAsync(run);
        }
        catch (DbException)
        {
            // The database is what failed: the next import sweeps the rows away. The first failure is the one to tell.
        }
    }

    ImportOutcome Outcome(ImportRun run) =>
        new(run.Id, run.Kind, run.Status, false, run.LineCount, run.Created, run.Updated, errors.Count, errors.First);

    static ImportOutcome AlreadyImported(ImportRun first) =>
        new(first.Id, first.Kind, first.Status, true, first.LineCount, 0, 0, 0, []);
}

/// <summary>Another import has changed the same rows since this one looked.</summary>
sealed class ImportConflictException() : Exception("Another import has changed the same rows meanwhile: import the file again.");
