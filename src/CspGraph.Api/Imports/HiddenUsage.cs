using CspGraph.Data;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Usage that an import has written and nobody sees yet.</summary>
static class HiddenUsage
{
    const int RowsPerDelete = 20_000;

    /// <summary>Deletes it, in short transactions.</summary>
    public static async Task DeleteAsync(CspGraphDb db, Guid runId)
    {
        var hidden = await db.UsageStatements.WholeAndHidden().Where(row => row.ImportRunId == runId && !row.IsComplete).Select(row => new { row.Id, row.Month }).ToListAsync();
        foreach (var statement in hidden)
        {
            var lines = db.UsageLines.Whole().Where(row => row.Month == statement.Month && row.StatementId == statement.Id);
            while (await lines.MinAsync(row => (long?)row.LineNumber) is { } first)
                await lines.Where(row => row.LineNumber < first + RowsPerDelete).ExecuteDeleteAsync();
            var days = db.UsageDays.Whole().Where(row => row.StatementId == statement.Id);
            while (await days.OrderBy(row => row.MicrosoftCustomerId).Select(row => (Guid?)row.MicrosoftCustomerId).FirstOrDefaultAsync() is { } customer)
                await days.Where(row => row.MicrosoftCustomerId == customer).ExecuteDeleteAsync();
            await db.UsageStatements.WholeAndHidden().Where(row => row.Id == statement.Id).ExecuteDeleteAsync();
        }
    }
}
