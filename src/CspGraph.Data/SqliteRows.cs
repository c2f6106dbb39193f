using System.Collections;
using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using static CspGraph.Data.SqliteNative;

namespace CspGraph.Data;

/// <summary>A prepared statement and the row it stands on. Values are read in the form they are stored in; a text also as its bytes in UTF-8.</summary>
/// <param name="connection">Where it was prepared.</param>
/// <param name="statement">SQLite's own handle of it.</param>
/// <param name="places">For each parameter, its number in the statement; 0 for one that the statement does not have.</param>
sealed unsafe class SqliteRows(SqliteConnection connection, nint statement, int[] places) : DbDataReader
{
    const int KeyBytes = 16;
    readonly object?[] bound = new object?[places.Length];
    nint statement = statement;

    /// <summary>Binds the values, and stands before the first row. What is bound already is left: of a run's parameters most are the run's before.</summary>
    public void Begin(ReadOnlySpan<object?> values)
    {
        sqlite3_reset(statement);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] == 0 || values[i] is { } same && ReferenceEquals(same, bound[i])) continue;
            bound[i] = null;
            var code = Bind(places[i], values[i]);
            if (code != Ok) throw Failure(code);
            bound[i] = values[i];
        }
    }

    public override bool Read() => sqlite3_step(statement) switch
    {
        Row => true,
        Done => false,
        var code => throw Failure(code),
    };

    public override bool IsDBNull(int ordinal) => sqlite3_column_type(statement, ordinal) == NullType;

    public override long GetInt64(int ordinal) => sqlite3_column_int64(statement, ordinal);

    public override int GetInt32(int ordinal) => (int)sqlite3_column_int64(statement, ordinal);

    public override bool GetBoolean(int ordinal) => sqlite3_column_int64(statement, ordinal) != 0;

    public override double GetDouble(int ordinal) => sqlite3_column_double(statement, ordinal);

    public override string GetString(int ordinal) => Encoding.UTF8.GetString(Bytes(ordinal));

    /// <summary>A key, as <see cref="SqliteStorage.BigEndianGuid"/> keeps it.</summary>
    public override Guid GetGuid(int ordinal) => Bytes(ordinal) is { Length: KeyBytes } key
        ? new Guid(key, bigEndian: true)
        : throw new InvalidCastException("The column holds no key of 16 bytes.");

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var bytes = Bytes(ordinal);
        if (buffer is null) return bytes.Length;
        var part = bytes[(int)dataOffset..];
        if (part.Length > length) part = part[..length];
        part.CopyTo(buffer.AsSpan(bufferOffset));
        return part.Length;
    }

    /// <summary>Ends the run. The statement stays prepared.</summary>
    public override void Close() => Close(forGood: false);

    public void Close(bool forGood)
    {
        if (statement == 0) return;
        sqlite3_reset(statement);
        if (!forGood) return;
        sqlite3_finalize(statement);
        statement = 0;
    }

    public override int FieldCount => sqlite3_column_count(statement);
    public override bool IsClosed => statement == 0;
    public override bool HasRows => throw new NotSupportedException();
    public override int Depth => 0;
    public override int RecordsAffected => -1;
    public override bool NextResult() => false;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => throw new NotSupportedException();
    public override object GetValue(int ordinal) => throw new NotSupportedException();
    public override int GetValues(object[] values) => throw new NotSupportedException();
    public override string GetName(int ordinal) => throw new NotSupportedException();
    public override int GetOrdinal(string name) => throw new NotSupportedException();
    public override string GetDataTypeName(int ordinal) => throw new NotSupportedException();
    public override Type GetFieldType(int ordinal) => throw new NotSupportedException();
    public override byte GetByte(int ordinal) => (byte)GetInt64(ordinal);
    public override short GetInt16(int ordinal) => (short)GetInt64(ordinal);
    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);
    public override char GetChar(int ordinal) => throw new NotSupportedException();
    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();
    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    ReadOnlySpan<byte> Bytes(int ordinal)
    {
        // In this order: the first call decides the form that the second measures.
        var bytes = sqlite3_column_blob(statement, ordinal);
        return new ReadOnlySpan<byte>(bytes, sqlite3_column_bytes(statement, ordinal));
    }

    int Bind(int parameter, object? value) => value switch
    {
        null => sqlite3_bind_null(statement, parameter),
        Guid key => BindKey(parameter, key),
        long number => sqlite3_bind_int64(statement, parameter, number),
        int number => sqlite3_bind_int64(statement, parameter, number),
        bool flag => sqlite3_bind_int64(statement, parameter, flag ? 1 : 0),
        double number => sqlite3_bind_double(statement, parameter, number),
        string text => BindText(parameter, text),
        byte[] bytes => BindBytes(parameter, bytes),
        _ => throw new NotSupportedException($"SQLite keeps no {value.GetType().Name}."),
    };

    int BindKey(int parameter, Guid key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes];
        key.TryWriteBytes(bytes, bigEndian: true, out _);
        fixed (byte* first = bytes) return sqlite3_bind_blob(statement, parameter, first, KeyBytes, Copied);
    }

    int BindBytes(int parameter, ReadOnlySpan<byte> bytes)
    {
        // An empty span has no address, which SQLite takes for NULL.
        fixed (byte* first = &MemoryMarshal.GetReference(bytes.IsEmpty ? "\0"u8 : bytes)) return sqlite3_bind_blob(statement, parameter, first, bytes.Length, Copied);
    }

    int BindText(int parameter, string text)
    {
        const int onStack = 256;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= onStack ? stackalloc byte[onStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        fixed (byte* first = bytes) return sqlite3_bind_text(statement, parameter, first, length, Copied);
    }

    SqliteException Failure(int code)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
        }
        catch (SqliteException failure)
        {
            return failure;
        }
        return new SqliteException($"SQLite answers {code}.", code);
    }
}
