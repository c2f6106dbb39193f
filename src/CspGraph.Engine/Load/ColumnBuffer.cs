using System.Data.Common;

namespace CspGraph.Engine.Load;

/// <summary>One column's values.</summary>
abstract class ColumnBuffer
{
    public abstract void Read(DbDataReader reader, int ordinal);
    public abstract void Reverse(int start, int count);
    public abstract void Truncate(int count);
    public abstract bool IsNull(int row);
    public abstract object? Box(int row);
    public abstract TProperty Get<TProperty>(int row);
}

/// <inheritdoc/>
sealed class ColumnBuffer<T>(Func<DbDataReader, int, T> read) : ColumnBuffer
{
    T[] values = new T[32];
    bool[] nulls = new bool[32];
    int count;

    public T this[int row] => values[row];

    public override bool IsNull(int row) => nulls[row];

    public override object? Box(int row) => nulls[row] ? null : values[row];

    public override TProperty Get<TProperty>(int row) => this is ColumnBuffer<TProperty> same
        ? same.values[row]
        : nulls[row] ? default! : (TProperty)(object)values[row]!;

    public override void Read(DbDataReader reader, int ordinal)
    {
        if (count == values.Length)
        {
            Array.Resize(ref values, count * 2);
            Array.Resize(ref nulls, count * 2);
        }
        if (reader.IsDBNull(ordinal))
        {
            values[count] = default!;
            nulls[count] = true;
        }
        else
        {
            values[count] = read(reader, ordinal);
            nulls[count] = false;
        }
        count++;
    }

    public override void Reverse(int start, int length)
    {
        Array.Reverse(values, start, length);
        Array.Reverse(nulls, start, length);
    }

    public override void Truncate(int length) => count = length;
}
