using System.Buffers;
using System.Data.Common;

namespace CspGraph.Engine.Load;

/// <summary>One column's values. Its memory is borrowed, and goes back when it is disposed.</summary>
abstract class ColumnBuffer : IDisposable
{
    public abstract void Read(DbDataReader reader, int ordinal);
    public abstract void Reverse(int start, int count);
    public abstract void Truncate(int count);
    public abstract bool IsNull(int row);
    public abstract object? Box(int row);
    public abstract void Dispose();

    /// <summary>A value as the property's own type, null included.</summary>
    public TProperty Get<TProperty>(int row) => this is ColumnBuffer<TProperty> same ? same[row] : IsNull(row) ? default! : (TProperty)Box(row)!;

    protected static void Grow<T>(ref T[] values, int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(count * 2);
        Array.Copy(values, larger, count);
        ArrayPool<T>.Shared.Return(values);
        values = larger;
    }
}

/// <inheritdoc/>
/// <param name="read">Reads a value that is there.</param>
/// <param name="isNullable">Whether a value can be missing.</param>
sealed class ColumnBuffer<T>(Func<DbDataReader, int, T> read, bool isNullable) : ColumnBuffer
{
    const int Rows = 32;

    T[] values = ArrayPool<T>.Shared.Rent(Rows);
    bool[] nulls = isNullable ? ArrayPool<bool>.Shared.Rent(Rows) : [];
    int count;

    public T this[int row] => values[row];

    public override bool IsNull(int row) => isNullable && nulls[row];

    public override object? Box(int row) => IsNull(row) ? null : values[row];

    public override void Read(DbDataReader reader, int ordinal)
    {
        if (count == values.Length) Grow(ref values, count);
        if (isNullable)
        {
            if (count == nulls.Length) Grow(ref nulls, count);
            if (nulls[count] = reader.IsDBNull(ordinal))
            {
                values[count++] = default!;
                return;
            }
        }
        values[count++] = read(reader, ordinal);
    }

    public override void Reverse(int start, int length)
    {
        Array.Reverse(values, start, length);
        if (isNullable) Array.Reverse(nulls, start, length);
    }

    public override void Truncate(int length) => count = length;

    public override void Dispose()
    {
        ArrayPool<T>.Shared.Return(values);
        if (isNullable) ArrayPool<bool>.Shared.Return(nulls);
        (values, nulls) = ([], []);
    }
}
