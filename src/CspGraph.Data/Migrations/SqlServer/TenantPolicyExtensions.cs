using Microsoft.EntityFrameworkCore.Migrations;

namespace CspGraph.Data.Migrations.SqlServer;

/// <summary>The server's own door between tenants: a policy by which a connection meets only rows of the tenant it is set to, whatever is sent over it. The owner is bound by it too.</summary>
static class TenantPolicyExtensions
{
    const string Policy = "[Security].[TenantPolicy]";
    const string IsOwn = "PREDICATE [Security].[OwnTenant]([TenantId])";

    static readonly string[] Writes = ["AFTER INSERT", "BEFORE UPDATE", "AFTER UPDATE", "BEFORE DELETE"];

    /// <summary>Makes the policy, of tables that are read and written by one tenant alone, and of those that everybody reads, for they tell who is let in, and one tenant alone writes.</summary>
    public static void CreateTenantPolicy(this MigrationBuilder migration, string[] tables, string[] directory)
    {
        migration.SqlApart("CREATE SCHEMA [Security]");
        // A connection that is set to no tenant compares with null: it sees nothing and writes nothing.
        migration.SqlApart("CREATE FUNCTION [Security].[OwnTenant](@TenantId int) RETURNS TABLE WITH SCHEMABINDING AS RETURN SELECT 1 AS [IsOwn] WHERE @TenantId = CAST(SESSION_CONTEXT(N'TenantId') AS int)");
        migration.SqlApart($"CREATE SECURITY POLICY {Policy} {string.Join(", ", tables.SelectMany(Whole).Concat(directory.SelectMany(Written)))} WITH (STATE = ON, SCHEMABINDING = ON)");
    }

    public static void DropTenantPolicy(this MigrationBuilder migration)
    {
        migration.SqlApart($"DROP SECURITY POLICY {Policy}");
        migration.SqlApart("DROP FUNCTION [Security].[OwnTenant]");
        migration.SqlApart("DROP SCHEMA [Security]");
    }

    /// <summary>Puts a new table under the policy.</summary>
    public static void AddToTenantPolicy(this MigrationBuilder migration, string table) =>
        migration.SqlApart($"ALTER SECURITY POLICY {Policy} {string.Join(", ", Whole(table))}");

    /// <summary>Takes a table out of the policy: it cannot be dropped before.</summary>
    public static void RemoveFromTenantPolicy(this MigrationBuilder migration, string table) =>
        migration.SqlApart($"ALTER SECURITY POLICY {Policy} DROP FILTER PREDICATE ON [dbo].[{table}], {string.Join(", ", Writes.Select(write => $"DROP BLOCK PREDICATE ON [dbo].[{table}] {write}"))}");

    /// <summary>Runs a statement on the rows of all tenants, of which a migration sees none otherwise: with the policy switched off, and on again behind it.</summary>
    /// <remarks>One command, so that nothing can come between; within the migration's own transaction, so that a failure leaves the policy on.</remarks>
    public static void SqlOfAllTenants(this MigrationBuilder migration, string statement) => migration.Sql(string.Join(";\n",
        new[] { $"ALTER SECURITY POLICY {Policy} WITH (STATE = OFF)", statement, $"ALTER SECURITY POLICY {Policy} WITH (STATE = ON)" }.Select(ApartExtensions.Apart)));

    static IEnumerable<string> Whole(string table) => Written(table).Prepend($"ADD FILTER {IsOwn} ON [dbo].[{table}]");

    static IEnumerable<string> Written(string table) => Writes.Select(write => $"ADD BLOCK {IsOwn} ON [dbo].[{table}] {write}");
}
