using System.Buffers.Text;
using System.Security.Cryptography;

namespace CspGraph.Engine.Load;

/// <summary>A place in an order: the order columns' values and the key. Good only for the viewer, order and filter it was made for.</summary>
/// <remarks>Its checksum is no secret's: who makes one up gets to a place among rows that it sees anyway. It keeps what was altered, or made for something else, from being taken for a place.</remarks>
sealed class Cursor(object?[] values, Guid key)
{
    const byte Version = 2;
    const int ChecksumBytes = 8;
    const int HeadBytes = 1 + ChecksumBytes;

    public IReadOnlyList<object?> Values { get; } = values;
    public Guid Key { get; } = key;

    /// <param name="boundTo">From <see cref="CursorBinding"/>.</param>
    public string Encode(byte[] boundTo)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Key.ToByteArray(bigEndian: true));
        foreach (var value in Values)
        {
            writer.Write(value is not null);
            switch (value)
            {
                case null: break;
                case string text: writer.Write(text); break;
                case int number: writer.Write(number); break;
                case long number: writer.Write(number); break;
                case decimal number: writer.Write(number); break;
                case DateTime instant: writer.Write(instant.Ticks); break;
                case DateOnly day: writer.Write(day.DayNumber); break;
                default: throw new NotSupportedException($"{value.GetType().Name} cannot be a place in an order.");
            }
        }
        var place = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return Base64Url.EncodeToString([Version, .. Checksum(boundTo, place), .. place]);
    }

    /// <summary>Reads a cursor back.</summary>
    /// <exception cref="GraphException">INVALID_CURSOR: it is none, it was made for something else, or it was altered.</exception>
    public static Cursor Decode(string text, byte[] boundTo, IReadOnlyList<(Type Type, bool IsNullable)> columns)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            // One text for one cursor: padding, blanks and idle bits would make others.
            if (bytes.Length < HeadBytes || bytes[0] != Version || Base64Url.EncodeToString(bytes) != text) throw Invalid();
            if (!bytes.AsSpan(1, ChecksumBytes).SequenceEqual(Checksum(boundTo, bytes.AsSpan(HeadBytes)))) throw Invalid();
            using var reader = new BinaryReader(new MemoryStream(bytes, HeadBytes, bytes.Length - HeadBytes));
            var key = new Guid(reader.ReadBytes(16), bigEndian: true);
            var values = new object?[columns.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.ReadBoolean() ? Read(reader, columns[i].Type) : columns[i].IsNullable ? null : throw Invalid();
            return reader.BaseStream.Position == reader.BaseStream.Length ? new Cursor(values, key) : throw Invalid();
        }
        catch (Exception broken) when (broken is FormatException or IOException or ArgumentException)
        {
            throw Invalid();
        }
    }

    static ReadOnlySpan<byte> Checksum(byte[] boundTo, ReadOnlySpan<byte> place) => SHA256.HashData([.. boundTo, Version, .. place]).AsSpan(0, ChecksumBytes);

    static object Read(BinaryReader reader, Type type) =>
        type == typeof(string) ? reader.ReadString()
        : type == typeof(int) ? reader.ReadInt32()
        : type == typeof(long) ? reader.ReadInt64()
        : type == typeof(decimal) ? reader.ReadDecimal()
        : type == typeof(DateTime) ? new DateTime(reader.ReadInt64(), DateTimeKind.Utc)
        : type == typeof(DateOnly) ? DateOnly.FromDayNumber(reader.ReadInt32())
        : throw new NotSupportedException(type.Name);

    static GraphException Invalid() =>
        new(GraphErrorCodes.InvalidCursor, "The cursor is none of this connection's: it was made for another order, filter or viewer, or it was altered. Start again without it.");
}
