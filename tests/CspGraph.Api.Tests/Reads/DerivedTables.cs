using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CspGraph.Api.Tests.Reads;

/// <summary>What SQL Server demands of a derived table's columns, and its compiler in tests does not look at: as many names as columns, each once.</summary>
sealed class DerivedTables : TSqlFragmentVisitor
{
    readonly List<string> faults = [];

    public static IReadOnlyList<string> Faults(string text)
    {
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        if (errors.Count > 0) return [.. errors.Select(error => error.Message)];
        var tables = new DerivedTables();
        fragment.Accept(tables);
        return tables.faults;
    }

    public override void Visit(QueryDerivedTable table)
    {
        var columns = Columns(table.QueryExpression);
        if (table.Columns.Count > 0 && table.Columns.Count != columns.Count)
            faults.Add($"{table.Alias.Value} names {table.Columns.Count} of {columns.Count} columns.");
        var names = table.Columns.Count > 0 ? [.. table.Columns.Select(column => (string?)column.Value)] : columns;
        faults.AddRange(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(name => name.Key is null || name.Count() > 1)
            .Select(name => $"{table.Alias.Value} has {name.Count()} columns named {name.Key ?? "nothing"}."));
    }

    public override void Visit(BinaryQueryExpression union)
    {
        if (Columns(union.FirstQueryExpression).Count != Columns(union.SecondQueryExpression).Count) faults.Add("The parts of a union differ in their columns.");
    }

    /// <summary>The names of a query's columns, null for one without a name.</summary>
    static IReadOnlyList<string?> Columns(QueryExpression query) => query switch
    {
        BinaryQueryExpression union => Columns(union.FirstQueryExpression),
        QueryParenthesisExpression inner => Columns(inner.QueryExpression),
        QuerySpecification { SelectElements: [SelectStarExpression], FromClause.TableReferences: [QueryDerivedTable { Columns.Count: > 0 } table] } => [.. table.Columns.Select(column => column.Value)],
        QuerySpecification { SelectElements: [SelectStarExpression], FromClause.TableReferences: [QueryDerivedTable table] } => Columns(table.QueryExpression),
        QuerySpecification select => [.. select.SelectElements.Cast<SelectScalarExpression>().Select(element =>
            element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value)],
        _ => throw new NotSupportedException(query.GetType().Name),
    };
}
