using CsCheck;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CspGraph.Api.Tests.Data;

/// <summary>Instants and texts are the same on both databases: how they come back, and how they compare.</summary>
public sealed class SameOnBothTests
{
    const string Binary = "Latin1_General_100_BIN2_UTF8";

    static readonly Viewer Nobody = new(0, Role.Integration, SubtreeRootId: null);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "INTEGER")]
    [InlineData(DatabaseProvider.SqlServer, "datetime2(3)")]
    public void An_instant_is_kept_to_the_millisecond_and_comes_back_as_UTC(DatabaseProvider provider, string type)
    {
        var noon = new DateTime(2027, 3, 1, 12, 0, 0, 1, DateTimeKind.Utc);
        var instants = Columns(provider).Where(column => (Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) == typeof(DateTime)).ToList();

        Assert.True(instants.Count > 30);
        Assert.All(instants, instant =>
        {
            Assert.Equal(type, instant.GetColumnType());
            var converter = instant.GetTypeMapping().Converter!;
            // As the server's client reads it: it does not know that it is UTC.
            var stored = converter.ConvertToProvider(noon) is DateTime local ? DateTime.SpecifyKind(local, DateTimeKind.Unspecified) : converter.ConvertToProvider(noon);
            var read = (DateTime)converter.ConvertFromProvider(stored)!;
            Assert.Equal((noon, DateTimeKind.Utc), (read, read.Kind));
        });
    }

    /// <summary>In the tables that the migrations lead to, not only in the model: a text column without it would compare by the database's own collation.</summary>
    [Fact]
    public void A_text_is_compared_by_its_UTF_8_bytes_on_a_server()
    {
        var columns = TextColumns();
        Assert.True(columns.Count > 200);
        Assert.All(columns, column => Assert.Equal(($"{column.Table}.{column.Name}", Binary), ($"{column.Table}.{column.Name}", column.Collation)));
        Assert.All(columns, column => Assert.StartsWith("varchar", column.Type, StringComparison.Ordinal));
    }

    /// <summary>SQLite compares bytes of UTF-8. So does the server by this collation (Microsoft: "BIN2 … UTF-8 … by code point"; order by code point and by UTF-8 bytes are one). UTF-16, in which nvarchar is kept, has another order beyond the surrogates.</summary>
    [Fact]
    public void Texts_compare_on_SQLite_as_the_server_compares_them()
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CASE WHEN @left < @right THEN -1 WHEN @left = @right THEN 0 ELSE 1 END";
        var (left, right) = (command.Parameters.Add("@left", SqliteType.Text), command.Parameters.Add("@right", SqliteType.Text));
        Gen.Select(Texts, Texts).Sample((one, other) =>
        {
            (left.Value, right.Value) = (one, other);
            return (long)command.ExecuteScalar()! == Math.Sign(ByCodePoint(one, other));
        }, iter: 5_000, threads: 1);
    }

    /// <summary>SQL Server takes texts that differ only in spaces at their end for equal, by whatever collation, and SQLite does not. A folded text has none.</summary>
    [Fact]
    public void A_folded_text_has_no_space_at_its_end_and_stays_what_it_is() => Texts.Sample(text =>
    {
        var folded = Folded.Of(text);
        return folded.Trim() == folded && Folded.Of(folded) == folded;
    }, iter: 5_000, threads: 1);

    [Theory]
    [InlineData("Straße", "STRASSE", false)]
    [InlineData("café", "CAFE\u0301", true)]
    [InlineData("café", "cafe", false)]
    [InlineData("ＡＢＣ", "abc", true)]
    [InlineData("ﬁn", "FIN", true)]
    [InlineData("Contoso ", "contoso", true)]
    [InlineData("ılgaz", "ILGAZ", false)]
    [InlineData("İzmir", "izmir", false)]
    [InlineData("a\u00A0", "A", true)]
    public void Folded_texts_are_equal_or_not_wherever_they_are_compared(string one, string other, bool areEqual)
    {
        Assert.Equal(areEqual, Folded.Of(one) == Folded.Of(other));
        Assert.Equal(areEqual, ByCodePoint(Folded.Of(one), Folded.Of(other)) == 0);
    }

    /// <summary>Letters of all sorts, so that pairs are near each other: with and without accents, wide, beyond the surrogates, and behind them.</summary>
    static readonly Gen<string> Texts = Gen.OneOfConst("a", "A", "é", "e\u0301", "ß", "ı", "İ", "i", "ﬁ", "Ａ", "Ω", "Ω", "\uFFFD", "\uE000", "\uFF5E", "😀", "𝔘", "\u00A0", " ", "\t", "-", "0", "٣")
        .Array[0, 6].Select(string.Concat);

    static int ByCodePoint(string one, string other)
    {
        var (left, right) = (one.EnumerateRunes().Select(rune => rune.Value).ToList(), other.EnumerateRunes().Select(rune => rune.Value).ToList());
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
            if (left[i] != right[i]) return left[i].CompareTo(right[i]);
        return left.Count.CompareTo(right.Count);
    }

    static IEnumerable<IProperty> Columns(DatabaseProvider provider)
    {
        using var database = new Database(provider, provider is DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Server=nowhere;Database=none", TimeProvider.System);
        using var db = database.Open(Nobody);
        return [.. db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())];
    }

    /// <summary>Of the snapshot to which the migrations lead.</summary>
    static List<(string Table, string Name, string? Collation, string Type)> TextColumns()
    {
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere;Database=none", TimeProvider.System);
        using var db = database.Open(Nobody);
        var snapshot = db.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model).FinalizeModel());
        var tables = db.GetService<IMigrationsModelDiffer>().GetDifferences(null, snapshot.GetRelationalModel()).OfType<CreateTableOperation>();
        // Numbers that keep every digit are texts to the server, which neither compares nor sorts them.
        var numbers = Columns(DatabaseProvider.SqlServer).Where(column => (Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) == typeof(decimal)).Select(column => (column.DeclaringType.GetTableName(), column.Name)).ToHashSet();
        return [.. tables.SelectMany(table => table.Columns.Where(column => column.ClrType == typeof(string) && !numbers.Contains((table.Name, column.Name))).Select(column => (table.Name, column.Name, column.Collation, column.ColumnType ?? "")))];
    }
}
