using System.Buffers;
using System.Data.Common;
using System.Text;

namespace CspGraph.Engine.Load;

/// <summary>One column's texts, as UTF-8: the form in which an embedded database has them and a response takes them.</summary>
/// <param name="isEncoded">Whether the reader gives bytes in UTF-8; otherwise it gives strings.</param>
sealed class TextBuffer(bool isEncoded) : ColumnBuffer
{
    const int Rows = 32;
    const int BytesPerRow = 32;

    byte[] bytes = ArrayPool<byte>.Shared.Rent(Rows * BytesPerRow);
    (int Start, int Length)[] places = ArrayPool<(int, int)>.Shared.Rent(Rows);
    int used;
    int count;

    public ReadOnlySpan<byte> this[int row] => bytes.AsSpan(places[row].Start, places[row].Length);

    public override bool IsNull(int row) => places[row].Length < 0;

    public override object? Box(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(this[row]);

    public override void Read(DbDataReader reader, int ordinal)
    {
        if (count == places.Length) Grow(ref places, count);
        var length = isEncoded ? ReadBytes(reader, ordinal) : ReadString(reader, ordinal);
        places[count++] = (used, length);
        if (length > 0) used += length;
    }

    public override void Reverse(int start, int length) => Array.Reverse(places, start, length);

    public override void Truncate(int length)
    {
        count = length;
        if (length == 0) used = 0;
    }

    public override void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<(int, int)>.Shared.Return(places);
        (bytes, places) = ([], []);
    }

    /// <summary>Appends the text; its length, or -1 for none.</summary>
    int ReadBytes(DbDataReader reader, int ordinal)
    {
        while (true)
        {
            var room = bytes.Length - used;
            var length = (int)reader.GetBytes(ordinal, 0, bytes, used, room);
            if (length == 0 && reader.IsDBNull(ordinal)) return -1;
            if (length < room) return length;
            // It may have been cut.
            Reserve((int)reader.GetBytes(ordinal, 0, null, 0, 0) + 1);
        }
    }

    int ReadString(DbDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal)) return -1;
        var text = reader.GetString(ordinal);
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Encoding.UTF8.GetBytes(text, bytes.AsSpan(used));
    }

    void Reserve(int length)
    {
        if (bytes.Length - used >= length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, used + length));
        bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
