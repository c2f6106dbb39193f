using System.Data;
using System.Globalization;
using CspGraph.Data.Events;
using CspGraph.Data.Usage;
using Microsoft.Data.SqlClient;

namespace CspGraph.Api.Tests.Reads;

/// <summary>SQL Server would accept every statement of every committed document: its own compiler says so, against the migrations' tables.</summary>
public sealed class ServerSqlTests
{
    [Fact]
    public async Task Every_statement_compiles()
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        using var model = new ServerModel();
        foreach (var document in ReadDocument.Names.Select(ReadDocument.Read))
            foreach (var viewer in new[] { network.Admin, network.Reseller })
            {
                var prepared = await database.PrepareAsync(document.Text, await document.VariablesAsync(database, network, viewer));
                foreach (var statement in await database.OnServerAsync(prepared, viewer))
                {
                    model.Add(statement);
                    Assert.Empty(DerivedTables.Faults(statement.Text));
                }
            }
        Assert.True(model.Validate() is [], string.Join("\n", model.Validate().Distinct().Take(20)));
    }

    /// <summary>Texts are stored as varchar: a parameter of nvarchar would make the server convert the column, and read all of it.</summary>
    [Fact]
    public async Task Texts_are_bound_as_they_are_stored()
    {
        var network = new ReadNetwork(tenantId: 1, width: 2);
        await using var database = await ReadDatabase.CreateAsync(network);
        var wide = new List<string>();
        foreach (var document in ReadDocument.Names.Select(ReadDocument.Read))
        {
            var prepared = await database.PrepareAsync(document.Text, await document.VariablesAsync(database, network, network.Admin));
            foreach (var statement in await database.OnServerAsync(prepared, network.Admin))
                wide.AddRange(statement.Parameters.Cast<SqlParameter>().Where(parameter => parameter.SqlDbType is SqlDbType.NVarChar
                    && !statement.Text.Contains($"OPENJSON({parameter.ParameterName})", StringComparison.Ordinal)).Select(parameter => $"{document.Name}, {statement.Name}: {parameter.ParameterName}"));
        }
        Assert.Empty(wide);
    }

    [Theory]
    [InlineData("SELECT [r].[Nmae] FROM [Resellers] AS [r] WHERE [r].[TenantId] = @p0", "Nmae")]
    [InlineData("SELECT [r].[Name] FROM [Reseller] AS [r] WHERE [r].[TenantId] = @p0", "Reseller")]
    [InlineData("SELECT [row].[c1] FROM (SELECT [Name] FROM [Resellers]) AS [row] ([c0])", "c1")]
    public void A_name_that_is_not_there_is_found(string text, string name)
    {
        using var model = new ServerModel();
        model.Add(new Recorded("wrong", text, [new SqlParameter("@p0", SqlDbType.Int)]));
        Assert.Contains(model.Validate(), message => message.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void An_order_inside_a_derived_table_without_TOP_is_found()
    {
        using var model = new ServerModel();
        Assert.ThrowsAny<Exception>(() => model.Add(new Recorded("wrong", "SELECT [Name] FROM (SELECT [Name] FROM [Resellers] ORDER BY [Name]) AS [row]", [])));
    }

    [Theory]
    [InlineData("SELECT [c0] FROM (SELECT [Name], [Id] FROM [Resellers]) AS [row] ([c0])")]
    [InlineData("SELECT [c0] FROM (SELECT [Name], [Id] FROM [Resellers]) AS [row] ([c0], [c0])")]
    [InlineData("SELECT 1 FROM (SELECT [r].[Name], [s].[Name] FROM [Resellers] AS [r], [Resellers] AS [s]) AS [row]")]
    [InlineData("SELECT 1 FROM (SELECT 1 FROM [Resellers]) AS [row]")]
    [InlineData("SELECT [Name] FROM [Resellers] UNION ALL SELECT [Name], [Id] FROM [Resellers]")]
    public void A_derived_table_that_the_server_refuses_is_found(string text) => Assert.NotEmpty(DerivedTables.Faults(text));

    /// <summary>Written by hand, and sent one after the other on one connection: so they are compiled as one body, in which the table beside is made first.</summary>
    [Fact]
    public void Adding_sums_of_usage_compiles()
    {
        using var model = new ServerModel();
        model.Add(new Recorded("sums", string.Join(";\n", UsageSums.ServerStage, UsageSums.ServerUpdate, UsageSums.ServerInsert), []));
        Assert.True(model.Validate() is [], string.Join("\n", model.Validate().Distinct().Take(20)));
    }

    /// <summary>Its placeholders become parameters as EF names them.</summary>
    [Fact]
    public void Saying_under_whom_events_happened_compiles()
    {
        using var model = new ServerModel();
        model.Add(new Recorded("scopes", string.Format(CultureInfo.InvariantCulture, EventLog.ScopesText, "@p0", "@p1"), [new SqlParameter("@p0", SqlDbType.Int), new SqlParameter("@p1", SqlDbType.BigInt)]));
        Assert.True(model.Validate() is [], string.Join("\n", model.Validate().Distinct().Take(20)));
    }

    [Fact]
    public void The_model_has_the_migrations_tables()
    {
        using var model = new ServerModel();
        Assert.Contains("ResellerClosure", model.Tables);
        Assert.True(model.Validate() is [], string.Join("\n", model.Validate().Distinct().Take(20)));
    }
}
