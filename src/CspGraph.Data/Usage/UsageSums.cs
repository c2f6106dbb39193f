using CspGraph.Domain.Usage;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data.Usage;

/// <summary>Adds sums of usage to those that are stored: a file's lines may come in any order, and its sums in parts.</summary>
public static class UsageSums
{
    /// <summary>What is added; the rest of a row is its key.</summary>
    static readonly string[] Added = [nameof(UsageDay.Cost), nameof(UsageDay.ListPrice), nameof(UsageDay.Lines), nameof(UsageDay.CostMissing), nameof(UsageDay.ListPriceMissing)];

    static readonly string[] Key =
        [nameof(UsageDay.TenantId), nameof(UsageDay.StatementId), nameof(UsageDay.MicrosoftCustomerId), nameof(UsageDay.Day), nameof(UsageDay.EntitlementId), nameof(UsageDay.Service)];

    /// <summary>Adds the sums within the context's transaction. All are whole numbers of the last place that is stored: nothing is rounded.</summary>
    /// <param name="db">The context.</param>
    /// <param name="days">Each key once.</param>
    /// <param name="cancellation">Looked at before each row.</param>
    public static async Task AddAsync(CspGraphDb db, IReadOnlyCollection<UsageDay> days, CancellationToken cancellation)
    {
        if (days.Count == 0) return;
        if (db.Database.IsSqlServer()) await AddOnServerAsync(db, days, cancellation);
        else BulkInsert.Insert(db, days, OnConflict, cancellation);
    }

    /// <summary>As SQLite has it.</summary>
    static string OnConflict => $" ON CONFLICT ({string.Join(", ", Key)}) DO UPDATE SET {string.Join(", ", Added.Select(column => $"{column} = {column} + excluded.{column}"))}";

    /// <summary>Copied beside the table, then added to what is there, then put in where nothing is.</summary>
    static async Task AddOnServerAsync(CspGraphDb db, IReadOnlyCollection<UsageDay> days, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlRawAsync(ServerStage, cancellation);
        await BulkInsert.CopyAsync(db, days, Stage, cancellation);
        await db.Database.ExecuteSqlRawAsync(ServerUpdate, cancellation);
        await db.Database.ExecuteSqlRawAsync(ServerInsert, cancellation);
    }

    const string Stage = "#UsageDays";

    internal static string ServerStage => $"SELECT TOP (0) * INTO {Stage} FROM UsageDays";

    internal static string ServerUpdate => $"UPDATE held SET {string.Join(", ", Added.Select(column => $"{column} = held.{column} + added.{column}"))} FROM UsageDays AS held INNER JOIN {Stage} AS added ON {Same}";

    internal static string ServerInsert =>
        $"INSERT INTO UsageDays ({Columns}) SELECT {Columns} FROM {Stage} AS added WHERE NOT EXISTS (SELECT 1 FROM UsageDays AS held WHERE {Same}); DROP TABLE {Stage}";

    static string Columns => string.Join(", ", Key.Concat(Added));

    static string Same => string.Join(" AND ", Key.Select(column => $"held.{column} = added.{column}"));
}
