using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CspGraph.Data;

/// <summary>Tells that there is no room for what would be written from any other failure.</summary>
public static class FullDatabase
{
    const int SqliteFull = 13;

    /// <summary>A file group, the log, a new extent; and the quota of an Azure SQL database.</summary>
    static readonly int[] ServerFull = [1105, 9002, 1101, 40544];

    /// <summary>True when the database, its disk or what is granted of it is full. Nothing was written then.</summary>
    public static bool IsDatabaseFull(this Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => true,
        SqlException { Number: var number } when ServerFull.Contains(number) => true,
        AggregateException several => several.InnerExceptions.Any(IsDatabaseFull),
        _ => failure.InnerException?.IsDatabaseFull() is true,
    };
}
