using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CspGraph.Engine.Load;

/// <summary>A place in an order: the order columns' values and the key. Good only for the viewer, order and filter it was made for.</summary>
sealed class Cursor(object?[] values, Guid key)
{
    const byte Version = 1;
    const int ChecksumBytes = 8;

    public IReadOnlyList<object?> Values { get; } = values;
    public Guid Key { get; } = key;

    /// <summary>What a cursor is bound to, as few bytes.</summary>
    public static byte[] Checksum(string boundTo) => SHA256.HashData(Encoding.UTF8.GetBytes(boundTo))[..ChecksumBytes];

    public string Encode(byte[] checksum)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(checksum);
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
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads a cursor back.</summary>
    /// <exception cref="GraphException">INVALID_CURSOR: it is none, or it was made for something else.</exception>
    public static Cursor Decode(string text, byte[] checksum, IReadOnlyList<(Type Type, bool IsNullable)> columns)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(Base64Url.DecodeFromChars(text)));
            if (reader.ReadByte() != Version || !reader.ReadBytes(ChecksumBytes).AsSpan().SequenceEqual(checksum)) throw Invalid();
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
