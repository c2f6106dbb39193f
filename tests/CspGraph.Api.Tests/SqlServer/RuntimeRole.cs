namespace CspGraph.Api.Tests.SqlServer;

/// <summary>The script of the role that the server's login has.</summary>
static class RuntimeRole
{
    public static IReadOnlyList<string> Batches() =>
        Repository.Text("deploy/sqlserver/runtime-role.sql").Split("\nGO", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
