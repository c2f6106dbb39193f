using System.Data.SqlTypes;
using CspGraph.Data;

namespace CspGraph.Api.Tests.Data;

/// <summary>Ids sort by the time they were made, in the order of the database that keeps them.</summary>
public sealed class IdOrderTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Instants a millisecond, a carry of each byte of the time, and years apart.</summary>
    static readonly DateTimeOffset[] Instants =
        [.. new long[] { 0, 1, 2, 255, 256, 65_535, 65_536, 16_777_216, 4_294_967_296, 1_000_000_000_000 }.Select(milliseconds => Start.AddMilliseconds(milliseconds))];

    [Fact]
    public void In_SQLite_by_bytes_from_the_first()
    {
        var ids = Make(sqlServerOrder: false);
        Assert.Equal(ids, ids.OrderBy(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)), StringComparer.Ordinal));
    }

    [Fact]
    public void In_SQL_Server_as_uniqueidentifier_compares()
    {
        var ids = Make(sqlServerOrder: true);
        Assert.Equal(ids, ids.OrderBy(id => new SqlGuid(id)));
    }

    [Fact]
    public void Neither_order_serves_the_other_database()
    {
        var (sqlite, server) = (Make(sqlServerOrder: false), Make(sqlServerOrder: true));
        Assert.NotEqual(sqlite, sqlite.OrderBy(id => new SqlGuid(id)));
        Assert.NotEqual(server, server.OrderBy(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)), StringComparer.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Ids_of_one_instant_differ(bool sqlServerOrder)
    {
        var ids = new Ids(TimeProvider.System, sqlServerOrder);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => ids.At(Start)).Distinct().Count());
    }

    /// <summary>Ids whose random bits are the largest first: only the time can put them in order.</summary>
    static List<Guid> Make(bool sqlServerOrder)
    {
        var random = new Falling();
        var ids = new Ids(TimeProvider.System, sqlServerOrder, random);
        return [.. Instants.Select(ids.At)];
    }

    sealed class Falling : Random
    {
        byte next = 255;

        public override void NextBytes(Span<byte> buffer)
        {
            buffer.Fill(next);
            next -= 20;
        }
    }
}
