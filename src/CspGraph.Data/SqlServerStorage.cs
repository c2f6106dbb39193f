using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CspGraph.Data;

/// <summary>How values are kept in SQL Server.</summary>
static class SqlServerStorage
{
    /// <summary>Compares UTF-8 byte by byte, as SQLite does: both databases answer alike.</summary>
    const string Binary = "Latin1_General_100_BIN2_UTF8";

    public static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<string>().AreUnicode(false).UseCollation(Binary);
        conventions.Properties<decimal>().HavePrecision(19, 4);
        conventions.DefaultTypeMapping<decimal>().HasPrecision(19, 4);
        conventions.Properties<DateTime>().HaveColumnType("datetime2(3)").HaveConversion<UtcInstant>();
        Storage.NameEnums(conventions, Binary);
    }

    sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(instant => instant, stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
