using CspGraph.Data;
using CspGraph.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What an import has written that nobody sees yet.</summary>
static class HiddenRows
{
    const int LinesPerDelete = 20_000;

    /// <summary>A run that started longer ago is taken for dead: a process was killed in it. One that lives all the same finds its run ended, and gives up.</summary>
    static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);

    /// <summary>Deletes the hidden rows of a run, in short transactions. It cannot be cancelled half-way.</summary>
    public static async Task DeleteAsync(CspGraphDb db, Guid runId, bool withRun = false)
    {
        var hidden = await db.Invoices.WholeAndHidden().Where(row => row.ImportRunId == runId && !row.IsComplete).Select(row => row.Id).ToListAsync();
        foreach (var invoiceId in hidden)
        {
            var lines = db.InvoiceLines.Whole().Where(row => row.InvoiceId == invoiceId);
            while (await lines.MinAsync(row => (int?)row.LineNumber) is { } first)
                await lines.Where(row => row.LineNumber < first + LinesPerDelete).ExecuteDeleteAsync();
            await db.Invoices.WholeAndHidden().Where(row => row.Id == invoiceId).ExecuteDeleteAsync();
        }
        await db.StagedFacts.Whole().Where(row => row.ImportRunId == runId).ExecuteDeleteAsync();
        if (withRun) await db.ImportRuns.Whole().Where(row => row.Id == runId).ExecuteDeleteAsync();
    }

    /// <summary>Ends the tenant's runs whose process was killed.</summary>
    public static async Task SweepAsync(CspGraphDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var latest = now - LongestRun;
        foreach (var run in await db.ImportRuns.Whole().Where(row => row.Status == ImportStatus.Running && row.StartedAt < latest).ToListAsync(cancellation))
        {
            (run.Status, run.FinishedAt, run.ErrorCount) = (ImportStatus.Failed, now, 1);
            run.Errors = ImportErrors.Json([new(1, null, "The process that read the file ended before it; nothing of the file was imported.")]);
            await db.SaveChangesAsync(cancellation);
            await DeleteAsync(db, run.Id);
        }
        db.ChangeTracker.Clear();
    }
}
