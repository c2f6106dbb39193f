namespace CspGraph.Api.Tests.SqlServer;

/// <summary>How the tests make a database of their own on a server, as far as that can be seen without one: what goes over the wire, and in which order.</summary>
public sealed class RealServerOnWireTests
{
    [Fact]
    public async Task A_database_is_set_up_then_migrated_then_its_rights_are_given_and_in_the_end_it_is_dropped()
    {
        // EF waits until nobody else migrates.
        await using var tds = new TdsServer { Answers = said => said.Contains("sp_getapplock", StringComparison.Ordinal) ? TdsServer.Result([("", "int")], BitConverter.GetBytes(0)) : null }.Start();
        await (await RealServer.CreateAsync(tds.ConnectionString)).DisposeAsync();

        string[] marks =
        [
            "CREATE DATABASE [cspgraph_", "SET ALLOW_SNAPSHOT_ISOLATION ON", "SET READ_COMMITTED_SNAPSHOT ON", "CREATE ROLE cspgraph_runtime", "CREATE ROLE cspgraph_migration", "GRANT CREATE TABLE",
            "CREATE LOGIN", "ALTER ROLE [cspgraph_runtime] ADD MEMBER", "ALTER ROLE [cspgraph_migration] ADD MEMBER", "CREATE TABLE [Tenants]", "CREATE SECURITY POLICY", "CREATE TABLE [Webhooks]",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO cspgraph_runtime", "DROP DATABASE [cspgraph_", "DROP LOGIN",
        ];
        var log = tds.Log.ToList();
        var places = marks.Select(mark => log.FindIndex(line => line.Contains(mark, StringComparison.Ordinal))).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }
}
