using CspGraph.Api.Tests.Reads;
using CspGraph.Data.Tenancy;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>What the server asks of SQL Server at its start.</summary>
public sealed class ServerCheckTests
{
    /// <summary>As Microsoft documents the views; the compiler does not know them.</summary>
    static readonly string[] Views =
    [
        "CREATE TABLE [Views].[databases] ([name] sysname, [database_id] int, [snapshot_isolation_state] tinyint)",
        "CREATE TABLE [Views].[security_policies] ([name] sysname, [object_id] int, [schema_id] int, [is_enabled] bit, [is_schema_bound] bit)",
        "CREATE TABLE [Views].[security_predicates] ([object_id] int, [security_predicate_id] int, [target_object_id] int, [predicate_type] int, [operation] int)",
        "CREATE TABLE [Views].[tables] ([name] sysname, [object_id] int, [schema_id] int)",
    ];

    [Fact]
    public void Its_question_compiles()
    {
        using var model = new ServerModel();
        model.AddObject("CREATE SCHEMA [Views]");
        foreach (var view in Views) model.AddObject(view);
        model.Add(new Recorded("check", ServerCheck.Text.Replace(" sys.", " Views.", StringComparison.Ordinal), []));
        Assert.Empty(model.Validate());
    }
}
