using System.Collections;
using System.Data.Common;

namespace CspGraph.Api.Tests.Reads;

/// <summary>A result of one row, in which every column holds its type's empty value.</summary>
sealed class OneRow : DbDataReader
{
    int row = -1;

    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(0);
    public override int Depth => 0;
    public override int FieldCount => 0;
    public override bool HasRows => true;
    public override bool IsClosed => false;
    public override int RecordsAffected => -1;

    public override bool Read() => ++row == 0;
    public override bool NextResult() => false;
    public override bool IsDBNull(int ordinal) => false;
    public override bool GetBoolean(int ordinal) => false;
    public override byte GetByte(int ordinal) => 0;
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;
    public override char GetChar(int ordinal) => ' ';
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;
    public override string GetDataTypeName(int ordinal) => "";
    public override DateTime GetDateTime(int ordinal) => DateTime.UnixEpoch;
    public override decimal GetDecimal(int ordinal) => 0;
    public override double GetDouble(int ordinal) => 0;
    public override IEnumerator GetEnumerator() => throw new NotSupportedException();
    public override Type GetFieldType(int ordinal) => typeof(object);
    public override T GetFieldValue<T>(int ordinal) => default!;
    public override float GetFloat(int ordinal) => 0;
    public override Guid GetGuid(int ordinal) => Guid.Empty;
    public override short GetInt16(int ordinal) => 0;
    public override int GetInt32(int ordinal) => 0;
    public override long GetInt64(int ordinal) => 0;
    public override string GetName(int ordinal) => "";
    public override int GetOrdinal(string name) => 0;
    public override string GetString(int ordinal) => "";
    public override object GetValue(int ordinal) => 0;
    public override int GetValues(object[] values) => 0;
}
