using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CspGraph.Data;

/// <summary>How values are kept in SQLite: each in the form whose native order is the value's own.</summary>
static class SqliteStorage
{
    public static void Configure(ModelConfigurationBuilder conventions)
    {
        Keep<Guid, BigEndianGuid>(conventions);
        Keep<decimal, TenThousandths>(conventions);
        Keep<DateTime, UnixMilliseconds>(conventions);
        Keep<DateOnly, DayNumber>(conventions);
        Storage.NameEnums(conventions);
    }

    static void Keep<TValue, TConverter>(ModelConfigurationBuilder conventions) where TConverter : ValueConverter
    {
        conventions.Properties<TValue>().HaveConversion<TConverter>();
        conventions.DefaultTypeMapping<TValue>().HasConversion<TConverter>();
    }

    public sealed class BigEndianGuid() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    /// <summary>Money as an integer of 1/10,000: exact, and summed by the database.</summary>
    sealed class TenThousandths() : ValueConverter<decimal, long>(amount => decimal.ToInt64(decimal.Round(amount * 10_000m, 0)), stored => stored / 10_000m);

    sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(
        instant => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond,
        stored => new DateTime(stored * TimeSpan.TicksPerMillisecond + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc));

    /// <summary>Every digit, in invariant form; such a column is neither sorted nor summed.</summary>
    public sealed class ExactText() : ValueConverter<decimal, string>(
        value => value.ToString(CultureInfo.InvariantCulture),
        stored => decimal.Parse(stored, CultureInfo.InvariantCulture));

    sealed class DayNumber() : ValueConverter<DateOnly, int>(day => day.DayNumber, stored => DateOnly.FromDayNumber(stored));
}
