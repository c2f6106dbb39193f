using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CspGraph.Data;

/// <summary>Hands one value to a prepared statement without making an object of it. SQLite keeps a copy.</summary>
static class SqliteBind
{
    const int StackBytes = 512;

    public static void Null(sqlite3_stmt statement, int parameter) => Check(statement, raw.sqlite3_bind_null(statement, parameter));

    public static void Value(sqlite3_stmt statement, int parameter, int value) => Value(statement, parameter, (long)value);

    public static void Value(sqlite3_stmt statement, int parameter, bool value) => Value(statement, parameter, value ? 1L : 0L);

    public static void Value(sqlite3_stmt statement, int parameter, long value) => Check(statement, raw.sqlite3_bind_int64(statement, parameter, value));

    public static void Value(sqlite3_stmt statement, int parameter, string value)
    {
        if (value.Length == 0)
        {
            // A span of no bytes has no address, which SQLite takes for NULL.
            Check(statement, raw.sqlite3_bind_text(statement, parameter, value));
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackBytes];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        Check(statement, raw.sqlite3_bind_text(statement, parameter, (ReadOnlySpan<byte>)bytes[..length]));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    public static void Value(sqlite3_stmt statement, int parameter, byte[] value) => Check(statement,
        value.Length == 0 ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value));

    /// <summary>As <see cref="SqliteStorage.BigEndianGuid"/> keeps it.</summary>
    public static void Value(sqlite3_stmt statement, int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(statement, raw.sqlite3_bind_blob(statement, parameter, (ReadOnlySpan<byte>)bytes));
    }

    /// <summary>As <see cref="SqliteStorage.ExactText"/> keeps it.</summary>
    public static void Value(sqlite3_stmt statement, int parameter, decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Check(statement, raw.sqlite3_bind_text(statement, parameter, (ReadOnlySpan<byte>)text[..length]));
    }

    static void Check(sqlite3_stmt statement, int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, raw.sqlite3_db_handle(statement));
    }
}
