using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Data;

/// <summary>Tells a key that is there already from any other failure to save.</summary>
public static class Duplicates
{
    const int SqliteConstraintPrimaryKey = 1555;
    const int SqliteConstraintUnique = 2067;
    const int ServerUniqueConstraint = 2627;
    const int ServerUniqueIndex = 2601;

    /// <summary>True when a row has a key, or a value of a unique index, that another row has.</summary>
    public static bool IsDuplicate(this DbUpdateException failure) => failure.InnerException switch
    {
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintPrimaryKey or SqliteConstraintUnique } => true,
        SqlException { Number: ServerUniqueConstraint or ServerUniqueIndex } => true,
        _ => false,
    };
}
