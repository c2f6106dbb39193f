using System.Text;
using System.Text.RegularExpressions;

namespace CspGraph.Engine.Load;

/// <summary>Puts the one-parent statements that EF wrote into one statement for all parents, as SQL Server runs it best: a seek per parent by CROSS APPLY.</summary>
static class ServerStatement
{
    /// <summary>The name of the parameter that holds the parents: a JSON array of their keys in order.</summary>
    public const string Parents = "@parents";

    const string FromParents = "FROM OPENJSON(@parents) WITH ([ordinal] int '$.o', [key] uniqueidentifier '$.k') AS [parent]";

    public static Statement Rows(
        IReadOnlyList<(string Text, List<Binding> Bindings)> ranges, bool hasParents, int columns,
        IReadOnlyList<SortColumn> order, bool backward, StorageModel model)
    {
        var bindings = Merge(ranges.SelectMany(range => range.Bindings), hasParents, model);
        if (!hasParents && ranges.Count == 1) return new Statement(ranges[0].Text, bindings);
        var limit = bindings.First(binding => binding.Slot?.Source is SlotSource.Limit).Name;
        var names = string.Join(", ", Enumerable.Range(0, columns).Select(column => $"[c{column}]"));
        var sort = Sort(order, backward);
        var rows = ranges.Count == 1
            ? $"(\n{ranges[0].Text}\n) AS [row] ({names})"
            : $"(\n{string.Join("\nUNION ALL\n", ranges.Select((range, i) => $"SELECT * FROM (\n{range.Text}\n) AS [range{i}] ({names})"))}\n) AS [row] ({names})";
        if (!hasParents)
            return new Statement($"SELECT TOP({limit}) {names}\nFROM {rows}\nORDER BY {sort}", bindings);
        if (ranges.Count > 1)
            rows = $"(\nSELECT TOP({limit}) {names} FROM {rows} ORDER BY {sort}\n) AS [row] ({names})";
        return new Statement(
            $"SELECT [parent].[ordinal], {string.Join(", ", Enumerable.Range(0, columns).Select(column => $"[row].[c{column}]"))}\n{FromParents}\nCROSS APPLY {OfParent(rows, ranges.SelectMany(range => range.Bindings))}\nORDER BY [parent].[ordinal], {sort}",
            bindings);
    }

    public static Statement Count((string Text, List<Binding> Bindings) ones, bool hasParents, StorageModel model)
    {
        var bindings = Merge(ones.Bindings, hasParents, model);
        return hasParents
            ? new Statement($"SELECT [parent].[ordinal], [counted].[total]\n{FromParents}\nCROSS APPLY (\nSELECT COUNT(*) AS [total] FROM (\n{OfParent(ones.Text, ones.Bindings)}\n) AS [one] ([x])\n) AS [counted]", bindings)
            : new Statement($"SELECT COUNT(*)\nFROM (\n{ones.Text}\n) AS [one] ([x])", bindings);
    }

    /// <summary>The parents as the statement reads them.</summary>
    public static string Json(IReadOnlyList<Guid> parents)
    {
        var json = new StringBuilder("[");
        for (var i = 0; i < parents.Count; i++)
            json.Append(i == 0 ? "" : ",").Append("{\"o\":").Append(i).Append(",\"k\":\"").Append(parents[i]).Append("\"}");
        return json.Append(']').ToString();
    }

    /// <summary>The order in which rows are read. Those without a value come last in either direction of the column, and so first when the page is read from its end.</summary>
    public static string Sort(IReadOnlyList<SortColumn> order, bool backward) => string.Join(", ", order.Select(column =>
        (column.IsNullable ? $"CASE WHEN [row].[c{column.Number}] IS NULL THEN 1 ELSE 0 END{(backward ? " DESC" : "")}, " : "")
        + $"[row].[c{column.Number}]{(column.IsDescending ? " DESC" : "")}"));

    static string OfParent(string text, IEnumerable<Binding> bindings) =>
        bindings.Where(binding => binding.Slot?.Source is SlotSource.Parent).Select(parent => parent.Name).Distinct()
            .Aggregate(text, (rest, parent) => Regex.Replace(rest, Regex.Escape(parent) + @"\b", "[parent].[key]"));

    static List<Binding> Merge(IEnumerable<Binding> bindings, bool hasParents, StorageModel model)
    {
        var merged = bindings.DistinctBy(binding => binding.Name).Where(binding => !(hasParents && binding.Slot?.Source is SlotSource.Parent)).ToList();
        if (hasParents) merged.Add(new Binding(Parents, Slot: null, Filter: null, model.Mapping(typeof(string))));
        return merged;
    }
}

/// <summary>A column of the statement's rows by which they are read.</summary>
/// <param name="Number">Its place among the columns.</param>
/// <param name="IsNullable">Whether rows can be without a value.</param>
/// <param name="IsDescending">Whether it falls in the direction of reading.</param>
sealed record SortColumn(int Number, bool IsNullable, bool IsDescending);
