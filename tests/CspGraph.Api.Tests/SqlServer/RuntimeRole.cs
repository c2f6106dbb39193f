namespace CspGraph.Api.Tests.SqlServer;

/// <summary>The scripts by which a database is set up.</summary>
static class RuntimeRole
{
    /// <summary>Before there are tables: the database's settings, both roles, and what the one may do that makes the tables.</summary>
    public static IReadOnlyList<string> SetUp() => Batches("set-up.sql");

    /// <summary>Behind that: what the role may do that the server's login has.</summary>
    public static IReadOnlyList<string> Grants() => Batches("runtime-role.sql");

    static string[] Batches(string script) =>
        Repository.Text($"deploy/sqlserver/{script}").Split("\nGO", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
