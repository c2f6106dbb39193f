using CspGraph.Data;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>How many issues of invoices an import has superseded: who sends the parts of one invoice one by one sees here that each took the place of the one before.</summary>
static class SupersededInvoices
{
    public static async Task<IReadOnlyList<int>> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var counts = await CountAsync(context.Rows<Invoice>(), [.. context.Parents], context.Cancellation);
        return [.. context.Parents.Select(run => counts.GetValueOrDefault(run))];
    }

    public static async Task<int> OfAsync(CspGraphDb db, Guid run, CancellationToken cancellation) =>
        (await CountAsync(db.Invoices.Whole().AsNoTracking(), [run], cancellation)).GetValueOrDefault(run);

    /// <summary>An issue has one before it at most.</summary>
    static Task<Dictionary<Guid, int>> CountAsync(IQueryable<Invoice> invoices, IReadOnlyCollection<Guid> runs, CancellationToken cancellation) =>
        invoices.Where(later => runs.Contains(later.ImportRunId) && invoices.Any(issue => issue.SupersededById == later.Id))
            .GroupBy(later => later.ImportRunId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
}
