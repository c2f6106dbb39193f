using System.Collections;
using System.Data.Common;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Data;

/// <summary>Rows on their way into a table, as the reader that a bulk copy takes. It goes forward once and knows only what a bulk copy asks.</summary>
sealed class BulkReader(BulkTable table, IEnumerable<ITenantOwned> rows) : DbDataReader
{
    readonly IEnumerator<ITenantOwned> row = rows.GetEnumerator();

    /// <summary>Rows read so far.</summary>
    public long RowCount { get; private set; }

    public override bool Read()
    {
        if (!row.MoveNext()) return false;
        RowCount++;
        return true;
    }

    public override object GetValue(int ordinal) => table.Columns[ordinal].Read(row.Current);
    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;
    public override int FieldCount => table.Columns.Length;
    public override string GetName(int ordinal) => table.Columns[ordinal].Name;
    public override int GetOrdinal(string name) => Array.FindIndex(table.Columns, column => column.Name == name);
    public override Type GetFieldType(int ordinal) => table.Columns[ordinal].StoredType;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));
    public override int Depth => 0;
    public override bool HasRows => true;
    public override bool IsClosed => false;
    public override int RecordsAffected => -1;
    public override bool NextResult() => false;

    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++) values[i] = GetValue(i);
        return FieldCount;
    }

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);
    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);
    public override char GetChar(int ordinal) => (char)GetValue(ordinal);
    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);
    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);
    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);
    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);
    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);
    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);
    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);
    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);
    public override string GetString(int ordinal) => (string)GetValue(ordinal);
    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) row.Dispose();
        base.Dispose(disposing);
    }
}
