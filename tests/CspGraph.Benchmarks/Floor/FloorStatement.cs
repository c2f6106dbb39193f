using static CspGraph.Benchmarks.Floor.Sqlite;

namespace CspGraph.Benchmarks.Floor;

/// <summary>A statement that stays prepared on its connection. What it reads is SQLite's own memory, good until the next step.</summary>
sealed unsafe class FloorStatement(nint connection, nint statement)
{
    const int NullType = 5;
    static readonly nint Copied = -1;

    public void Bind(int parameter, long value) => sqlite3_bind_int64(statement, parameter, value);

    public void Bind(int parameter, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value) sqlite3_bind_blob(statement, parameter, bytes, value.Length, Copied);
    }

    public bool Step()
    {
        var code = sqlite3_step(statement);
        if (code is Row) return true;
        sqlite3_reset(statement);
        return code is Done ? false : throw FloorConnection.Failure(connection);
    }

    /// <summary>Ends a statement that is not read to its end.</summary>
    public void Reset() => sqlite3_reset(statement);

    public bool IsNull(int column) => sqlite3_column_type(statement, column) == NullType;

    public long Number(int column) => sqlite3_column_int64(statement, column);

    public ReadOnlySpan<byte> Bytes(int column)
    {
        // In this order: the first call decides the form that the second measures.
        var bytes = sqlite3_column_blob(statement, column);
        return new(bytes, sqlite3_column_bytes(statement, column));
    }

    public void Close() => sqlite3_finalize(statement);
}
