using CsCheck;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Tests;

public sealed class CursorTests
{
    static readonly (Type, bool)[] Types = [.. new[] { typeof(string), typeof(int), typeof(long), typeof(decimal), typeof(DateTime), typeof(DateOnly) }.Select(type => (type, true))];

    static readonly Gen<object?[]> Values = Gen.Select(Gen.String, Gen.Int, Gen.Long, Gen.Decimal, Gen.DateTime.Utc, Gen.DateOnly,
        (a, b, c, d, e, f) => new object?[] { a, b, c, d, e, f }).SelectMany(values => Gen.Bool.Array[6].Select(nulls => values.Select((value, i) => nulls[i] ? null : value).ToArray()));

    [Fact]
    public void ComesBackAsItWas() => Gen.Select(Values, Gen.Guid).Sample((values, key) =>
    {
        var checksum = Cursor.Checksum("one viewer");
        var back = Cursor.Decode(new Cursor(values, key).Encode(checksum), checksum, Types);
        Assert.Equal(values, back.Values);
        Assert.Equal(key, back.Key);
    });

    [Fact]
    public void IsRefusedForAnotherScopeOrderOrFilter()
    {
        var text = new Cursor(["A"], Guid.Empty).Encode(Cursor.Checksum("one viewer"));
        Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(text, Cursor.Checksum("another"), [(typeof(string), false)])).Code);
    }

    [Fact]
    public void IsRefusedWhenItLacksAValueThatEveryRowHas()
    {
        var checksum = Cursor.Checksum("one viewer");
        var forged = new Cursor([null], Guid.Empty).Encode(checksum);
        Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(forged, checksum, [(typeof(string), false)])).Code);
    }

    [Fact]
    public void IsRefusedWhenAlteredOrCut() => Gen.Select(Values, Gen.Int[0, 30], Gen.Byte[1, 255]).Sample((values, place, change) =>
    {
        var checksum = Cursor.Checksum("one viewer");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(new Cursor(values, Guid.Empty).Encode(checksum));
        Refused(System.Buffers.Text.Base64Url.EncodeToString(bytes.AsSpan(0, Math.Min(place, bytes.Length - 1))));
        if (place < 9)
        {
            bytes[place] ^= change;
            Refused(System.Buffers.Text.Base64Url.EncodeToString(bytes));
        }

        void Refused(string text) => Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(text, checksum, Types)).Code);
    });

    [Theory]
    [InlineData("")]
    [InlineData("not a cursor")]
    [InlineData("////")]
    [InlineData("AAAA")]
    public void IsRefusedWhenItIsNone(string text) =>
        Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(text, Cursor.Checksum(""), [])).Code);
}
