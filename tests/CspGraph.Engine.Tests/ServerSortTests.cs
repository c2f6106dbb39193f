using CsCheck;
using CspGraph.Engine.Load;
using Microsoft.Data.Sqlite;

namespace CspGraph.Engine.Tests;

/// <summary>The order of a server's statement, run on SQLite (which reads the same words): rows without a value come last, and first from the end.</summary>
public sealed class ServerSortTests
{
    [Fact]
    public void ReadsNullsLastInEitherDirection() =>
        Gen.Select(Gen.Int[0, 3].Nullable().Array[1, 12], Gen.Bool, Gen.Bool).Sample((values, descending, backward) =>
        {
            var falls = descending ^ backward;
            var inOrder = values.Index().OrderBy(row => row.Item is null).ThenBy(row => descending ? -row.Item : row.Item).ThenBy(row => descending ? -row.Index : row.Index);
            var expected = (backward ? inOrder.Reverse() : inOrder).Select(row => row.Index);

            var sort = ServerStatement.Sort([new SortColumn(0, IsNullable: true, falls), new SortColumn(1, IsNullable: false, falls)], backward);

            Assert.Equal(expected, Run(values, sort));
        });

    static List<int> Run(int?[] values, string sort)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var rows = string.Join(" UNION ALL ", values.Select((value, i) => $"SELECT {(value is null ? "NULL" : value)} AS c0, {i} AS c1"));
        command.CommandText = $"SELECT [row].[c1] FROM ({rows}) AS [row] ORDER BY {sort}";
        using var reader = command.ExecuteReader();
        var read = new List<int>();
        while (reader.Read()) read.Add(reader.GetInt32(0));
        return read;
    }
}
