using System.Data.Common;

namespace CspGraph.Engine.Load;

/// <summary>The rows of one level, column by column.</summary>
sealed class RowBuffer(IReadOnlyList<ReadColumn> read) : IDisposable
{
    readonly ColumnBuffer[] columns = Create(read);

    public int Count { get; private set; }

    public ColumnBuffer this[int column] => columns[column];

    public void Read(DbDataReader reader, int firstOrdinal)
    {
        for (var i = 0; i < columns.Length; i++) columns[i].Read(reader, firstOrdinal + i);
        Count++;
    }

    /// <summary>Turns the rows from <paramref name="start"/> on around.</summary>
    public void Reverse(int start)
    {
        foreach (var column in columns) column.Reverse(start, Count - start);
    }

    /// <summary>Drops the last row.</summary>
    public void DropLast()
    {
        Count--;
        foreach (var column in columns) column.Truncate(Count);
    }

    /// <summary>Drops all rows.</summary>
    public void Clear()
    {
        Count = 0;
        foreach (var column in columns) column.Truncate(0);
    }

    /// <summary>A value as the property's own type, null included.</summary>
    public TProperty Get<TProperty>(int column, int row) => columns[column].Get<TProperty>(row);

    public void Dispose()
    {
        foreach (var column in columns) column.Dispose();
    }

    static ColumnBuffer[] Create(IReadOnlyList<ReadColumn> read)
    {
        var columns = new ColumnBuffer[read.Count];
        for (var i = 0; i < columns.Length; i++) columns[i] = read[i].Reader.CreateBuffer(read[i].IsNullable);
        return columns;
    }
}

/// <summary>A column of a level's statements.</summary>
/// <param name="Reader">How its values are read.</param>
/// <param name="IsNullable">Whether a value can be missing.</param>
readonly record struct ReadColumn(ColumnReader Reader, bool IsNullable);
