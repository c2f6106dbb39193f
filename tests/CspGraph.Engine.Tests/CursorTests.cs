using System.Buffers.Text;
using CsCheck;
using CspGraph.Engine.Load;

namespace CspGraph.Engine.Tests;

public sealed class CursorTests
{
    static readonly byte[] OneViewer = [1, 2, 3];
    static readonly byte[] Another = [1, 2, 4];
    static readonly (Type, bool)[] Types = [.. new[] { typeof(string), typeof(int), typeof(long), typeof(decimal), typeof(DateTime), typeof(DateOnly) }.Select(type => (type, true))];

    static readonly Gen<object?[]> Values = Gen.Select(Gen.String, Gen.Int, Gen.Long, Gen.Decimal, Gen.DateTime.Utc, Gen.DateOnly,
        (a, b, c, d, e, f) => new object?[] { a, b, c, d, e, f }).SelectMany(values => Gen.Bool.Array[6].Select(nulls => values.Select((value, i) => nulls[i] ? null : value).ToArray()));

    [Fact]
    public void ComesBackAsItWas() => Gen.Select(Values, Gen.Guid).Sample((values, key) =>
    {
        var back = Cursor.Decode(new Cursor(values, key).Encode(OneViewer), OneViewer, Types);
        Assert.Equal(values, back.Values);
        Assert.Equal(key, back.Key);
    });

    [Fact]
    public void IsRefusedForAnotherScopeOrderOrFilter()
    {
        var text = new Cursor(["A"], Guid.Empty).Encode(OneViewer);
        Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(text, Another, [(typeof(string), false)])).Code);
    }

    [Fact]
    public void IsRefusedWhenItLacksAValueThatEveryRowHas()
    {
        var forged = new Cursor([null], Guid.Empty).Encode(OneViewer);
        Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(forged, OneViewer, [(typeof(string), false)])).Code);
    }

    [Fact]
    public void IsRefusedWhenAnyBitIsAltered() => Gen.Select(Values, Gen.Guid).Sample((values, key) =>
    {
        var bytes = Base64Url.DecodeFromChars(new Cursor(values, key).Encode(OneViewer));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Refused(Base64Url.EncodeToString(bytes));
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }, iter: 20);

    [Fact]
    public void IsRefusedWhenCutOrLengthened() => Gen.Select(Values, Gen.Guid).Sample((values, key) =>
    {
        var text = new Cursor(values, key).Encode(OneViewer);
        for (var length = 0; length < text.Length; length++)
        {
            Refused(text[..length]);
            Refused(text[^length..]);
        }
        foreach (var more in new[] { "A", "AA", "AAA", "AAAA", "=", "==", " ", "\n", "%", "\0", "é" })
        {
            Refused(text + more);
            Refused(more + text);
            Refused(text.Insert(text.Length / 2, more));
        }
    }, iter: 20);

    /// <remarks>Sixteen or twenty-four bits are not always whole bytes: the last letter of a text may have bits that say nothing.</remarks>
    [Fact]
    public void IsRefusedWhenAnyLetterIsAnother() => Gen.Select(Values, Gen.Guid).Sample((values, key) =>
    {
        var text = new Cursor(values, key).Encode(OneViewer);
        foreach (var place in new[] { 0, 1, 11, 12, text.Length / 2, text.Length - 2, text.Length - 1 })
            foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ".Where(letter => letter != text[place]))
                Refused($"{text[..place]}{letter}{text[(place + 1)..]}");
    }, iter: 20);

    [Fact]
    public void IsRefusedWhenItIsAnyBytes() => Gen.Byte.Array[0, 200].Sample(bytes => Refused(Base64Url.EncodeToString(bytes)));

    [Fact]
    public void IsRefusedFromAnotherVersion() => Gen.Select(Values, Gen.Guid).Sample((values, key) =>
    {
        var bytes = Base64Url.DecodeFromChars(new Cursor(values, key).Encode(OneViewer));
        for (var version = 1; version < 256; version++)
        {
            bytes[0]++;
            Refused(Base64Url.EncodeToString(bytes));
        }
    }, iter: 5);

    [Theory]
    [InlineData("")]
    [InlineData("not a cursor")]
    [InlineData("////")]
    [InlineData("AAAA")]
    public void IsRefusedWhenItIsNone(string text) => Refused(text);

    static void Refused(string text) => Assert.Equal(GraphErrorCodes.InvalidCursor, Assert.Throws<GraphException>(() => Cursor.Decode(text, OneViewer, Types)).Code);
}
