using Sylvan.Data.Csv;

namespace CspGraph.Api.Imports;

/// <summary>Which columns a kind of CSV file has: in any order, in any letter case, unknown ones ignored.</summary>
/// <param name="required">Without these no line can be taken.</param>
/// <param name="optional">These may be absent.</param>
/// <param name="aliases">Other names under which some files have a column.</param>
sealed class CsvHeader(string[] required, string[] optional, params (string Alias, string Column)[] aliases)
{
    readonly Dictionary<string, string> known = new(
        [
            .. required.Concat(optional).Select(name => KeyValuePair.Create(name, name)),
            .. aliases.Select(alias => KeyValuePair.Create(alias.Alias, alias.Column)),
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns without which no line can be taken.</summary>
    public IReadOnlyList<string> Required => required;

    /// <summary>Whether a column of the kind is called so.</summary>
    public bool Knows(string name) => known.ContainsKey(name);

    /// <summary>Where each column is, and what the file calls it. What is wrong with the header is an offence of line 1.</summary>
    public Dictionary<string, CsvColumn> Read(CsvDataReader csv, ImportErrors errors)
    {
        var columns = new Dictionary<string, CsvColumn>();
        for (var ordinal = 0; ordinal < csv.FieldCount; ordinal++)
        {
            var name = csv.GetName(ordinal).Trim();
            if (!known.TryGetValue(name, out var column)) continue;
            var shown = Shown(name, column);
            if (!columns.TryAdd(column, new(ordinal, shown)))
                errors.Add(new(1, shown, columns[column].Name == shown ? "The column is there twice." : $"The column is there twice: as {columns[column].Name} and as {shown}."));
        }
        foreach (var name in required.Where(name => !columns.ContainsKey(name)))
            errors.Add(new(1, name, "The column is required and not in the header."));
        return columns;
    }

    string Shown(string name, string column) =>
        name.Equals(column, StringComparison.OrdinalIgnoreCase) ? column : aliases.First(alias => alias.Alias.Equals(name, StringComparison.OrdinalIgnoreCase)).Alias;
}

/// <summary>A column of one file.</summary>
/// <param name="Ordinal">Its place.</param>
/// <param name="Name">Its name in this file, in the documented letter case.</param>
readonly record struct CsvColumn(int Ordinal, string Name);
