using System.Text;
using CsCheck;
using CspGraph.Data;
using CspGraph.Engine.Load;
using Microsoft.Data.Sqlite;

namespace CspGraph.Api.Tests.Data;

/// <summary>What is bound comes back as it was, however often and in whichever order statements run.</summary>
public sealed class SqliteReadsTests : IDisposable
{
    static readonly string[] One = ["@a"];
    static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.String[Gen.Char[' ', '~'], 200, 400], Gen.Const(""), Gen.Const("\0é𝄞")).Where(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text);

    readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");
    readonly SqliteReads reads;

    public SqliteReadsTests()
    {
        connection.Open();
        reads = new SqliteReads(connection);
    }

    public void Dispose()
    {
        reads.Dispose();
        connection.Dispose();
    }

    [Fact]
    public void Values_come_back_in_whichever_order_they_are_bound() => Gen.OneOf(
            Gen.Const((object?)null), Boxed(Gen.Long), Boxed(Gen.Int), Boxed(Gen.Bool), Boxed(Gen.Double[-1e9, 1e9]), Boxed(Texts), Boxed(Gen.Guid), Boxed(Gen.Byte.Array[0, 40]))
        .List[1, 20].Sample(values =>
        {
            const string text = "SELECT @a";
            // The same object twice in a row is not bound again, and must be there all the same.
            foreach (var value in values.SelectMany(value => new[] { value, value })) Assert.Equal(value is Guid key ? key.ToByteArray(bigEndian: true) : value, Echo(text, value));
        }, threads: 1);

    [Fact]
    public void A_statement_that_was_forgotten_is_prepared_again()
    {
        var texts = Enumerable.Range(0, 600).Select(number => $"SELECT {number} + @a").ToArray();
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < texts.Length; i++)
                Assert.Equal(i + 5L, Echo(texts[i], 5L));
    }

    [Fact]
    public void A_run_that_was_not_read_to_its_end_ends_with_the_next()
    {
        const string text = "WITH RECURSIVE n(i) AS (SELECT @a UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
        var first = reads.Run(text, One, [1L]);
        Assert.True(first.Read() && first.Read());
        using var second = reads.Run(text, One, [7L]);
        Assert.True(second.Read());
        Assert.Equal(7, second.GetInt64(0));
    }

    [Fact]
    public void A_statement_that_is_none_is_refused_and_does_no_harm()
    {
        Assert.Throws<SqliteException>(() => reads.Run("SELECT nothing FROM nowhere", [], []));
        Assert.Equal(1L, Echo("SELECT @a", 1L));
    }

    [Fact]
    public void A_failing_row_says_why()
    {
        using var rows = reads.Run("SELECT abs(@a)", One, [long.MinValue]);
        Assert.Contains("integer overflow", Assert.Throws<SqliteException>(() => rows.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_none_is_refused()
    {
        using var rows = reads.Run("SELECT @a", One, [new byte[15]]);
        Assert.True(rows.Read());
        Assert.Throws<InvalidCastException>(() => rows.GetGuid(0));
    }

    /// <summary>Texts of any length fit one behind the other, and are cut and turned around as the rows are.</summary>
    [Fact]
    public void Texts_are_kept_as_they_are() => Gen.Select(Gen.OneOf(Texts, Gen.Const((string)null!), Gen.String[Gen.Char['a', 'z'], 900, 5_000]).List[0, 120], Gen.Int[0, 120], Gen.Int[0, 120]).Sample((texts, cut, start) =>
    {
        using var buffer = new TextBuffer(isEncoded: true);
        foreach (var text in texts)
        {
            using var rows = reads.Run("SELECT @a", One, [text]);
            Assert.True(rows.Read());
            buffer.Read(rows, 0);
        }
        var count = Math.Min(cut, texts.Count);
        buffer.Truncate(count);
        var from = Math.Min(start, count);
        buffer.Reverse(from, count - from);
        Assert.Equal(texts.Take(count).Take(from).Concat(texts.Take(count).Skip(from).Reverse()), Enumerable.Range(0, count).Select(row => (string?)buffer.Box(row)));
    }, threads: 1);

    static Gen<object?> Boxed<T>(Gen<T> values) => values.Select(value => (object?)value);

    object? Echo(string text, object? value)
    {
        using var rows = reads.Run(text, One, [value]);
        Assert.True(rows.Read());
        object? echoed = value switch
        {
            null => rows.IsDBNull(0) ? null : "something",
            string => rows.GetString(0),
            double => rows.GetDouble(0),
            bool => rows.GetBoolean(0),
            int => rows.GetInt32(0),
            long => rows.GetInt64(0),
            Guid key => rows.GetGuid(0).ToByteArray(bigEndian: true),
            _ => Bytes(),
        };
        Assert.False(rows.Read());
        return echoed;

        byte[] Bytes()
        {
            Assert.False(rows.IsDBNull(0));
            var bytes = new byte[rows.GetBytes(0, 0, null, 0, 0)];
            Assert.Equal(bytes.Length, rows.GetBytes(0, 0, bytes, 0, bytes.Length));
            return bytes;
        }
    }
}
