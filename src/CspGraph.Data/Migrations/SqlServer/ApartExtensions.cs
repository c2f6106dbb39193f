using Microsoft.EntityFrameworkCore.Migrations;

namespace CspGraph.Data.Migrations.SqlServer;

static class ApartExtensions
{
    /// <summary>Runs a statement in a batch of its own: in a script it may stand behind the statement that adds a column it names, and a batch is compiled before it runs.</summary>
    public static void SqlApart(this MigrationBuilder migration, string statement) => migration.Sql(Apart(statement));

    public static string Apart(string statement) => $"EXEC(N'{statement.Replace("'", "''")}')";
}
