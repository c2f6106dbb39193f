using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>What an import has written that nobody sees yet.</summary>
static class HiddenRows
{
    const int LinesPerDelete = 20_000;

    /// <summary>A run of another host (or of nobody known) that was silent for so long is taken for dead. One that lives all the same finds its run ended, and gives up.</summary>
    static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    /// <summary>Deletes the hidden rows of a run, in short transactions. It cannot be cancelled half-way.</summary>
    public static async Task DeleteAsync(CspGraphDb db, Guid runId)
    {
        var hidden = await db.Invoices.WholeAndHidden().Where(row => row.ImportRunId == runId && !row.IsComplete).Select(row => row.Id).ToListAsync();
        foreach (var invoiceId in hidden)
        {
            var lines = db.InvoiceLines.Whole().Where(row => row.InvoiceId == invoiceId);
            while (await lines.MinAsync(row => (int?)row.LineNumber) is { } first)
                await lines.Where(row => row.LineNumber < first + LinesPerDelete).ExecuteDeleteAsync();
            await db.Invoices.WholeAndHidden().Where(row => row.Id == invoiceId).ExecuteDeleteAsync();
        }
        if (await db.PriceSheets.AnyAsync(row => row.Id == runId && !row.IsComplete))
        {
            var prices = db.Prices.WholeAndHidden().Where(row => row.ImportRunId == runId);
            while (await prices.MinAsync(row => (int?)row.LineNumber) is { } first)
                await prices.Where(row => row.LineNumber < first + LinesPerDelete).ExecuteDeleteAsync();
            await db.PriceSheets.Where(row => row.Id == runId).ExecuteDeleteAsync();
        }
        await HiddenUsage.DeleteAsync(db, runId);
        await db.StagedPages.Whole().Where(row => row.ImportRunId == runId).ExecuteDeleteAsync();
        await db.ImportRuns.Whole().Where(row => row.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(row => row.HidesRows, false));
    }

    /// <summary>Takes away what ended imports of the viewer's tenant left behind, those among them whose process is gone.</summary>
    public static async Task SweepAsync(Database database, Viewer viewer, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = database.Open(viewer);
        foreach (var run in await db.ImportRuns.Whole().AsNoTracking().Where(row => row.HidesRows).ToListAsync(cancellation))
        {
            if (run.Status is ImportStatus.Running && !await EndDeadAsync(db, run, clock.GetUtcNow().UtcDateTime, cancellation)) continue;
            await DeleteAsync(db, run.Id);
        }
    }

    static async Task<bool> EndDeadAsync(CspGraphDb db, ImportRun run, DateTime now, CancellationToken cancellation)
    {
        var isAlive = run.Owner is { } owner ? ImportOwner.IsAlive(owner) : null;
        if (isAlive ?? run.ProgressAt > now - LongestSilence) return false;
        var why = ImportErrors.Json([new(1, null, "The process that read the file ended before it; nothing of the file was imported.")]);
        return await db.ImportRuns.Whole().Where(row => row.Id == run.Id && row.Status == ImportStatus.Running && row.ProgressAt == run.ProgressAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ImportStatus.Failed).SetProperty(row => row.FinishedAt, now)
                .SetProperty(row => row.ErrorCount, 1).SetProperty(row => row.Errors, why), cancellation) > 0;
    }
}
