using CspGraph.Data;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>The tables as an import sees them: no subtree hides a row. Another tenant's stay hidden.</summary>
static class WholeTenant
{
    public static IQueryable<TRow> Whole<TRow>(this DbSet<TRow> rows) where TRow : class => rows.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);

    /// <summary>With the rows of imports that have not ended.</summary>
    public static IQueryable<TRow> WholeAndHidden<TRow>(this DbSet<TRow> rows) where TRow : class =>
        rows.IgnoreQueryFilters([CspGraphDb.SubtreeFilter, CspGraphDb.CompleteFilter]);
}
