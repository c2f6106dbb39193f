using System.Data;
using CspGraph.Api.Tests.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;

namespace CspGraph.Api.Tests.Reads;

/// <summary>SQL Server's tables as the model has them, and statements compiled against them. No server is needed.</summary>
sealed class ServerModel : IDisposable
{
    readonly TSqlModel model = new(SqlServerVersion.Sql160, new TSqlModelOptions());
    int statements;

    /// <param name="change">What is to be wrong with what the migrations make beside the tables; by default nothing.</param>
    public ServerModel(Func<string, string>? change = null)
    {
        using var db = Statements.OpenServer(new ReadNetwork(tenantId: 1, width: 1).Admin);
        // The model's own script: the compiler knows objects, and refuses to alter one. That the migrations lead here is another test's.
        foreach (var batch in db.Database.GenerateCreateScript().Split("\nGO", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) model.AddObjects(batch);
        model.AddObjects(db.GetService<IHistoryRepository>().GetCreateScript());
        foreach (var made in ServerMigrations.Objects()) model.AddObjects(change?.Invoke(made) ?? made);
    }

    /// <summary>What the migrations make beside the tables, but for schemas.</summary>
    public IEnumerable<string> Objects => model.GetObjects(DacQueryScopes.UserDefined, TableValuedFunction.TypeClass, SecurityPolicy.TypeClass, DmlTrigger.TypeClass).Select(made => made.Name.ToString());

    public IEnumerable<string> Tables => model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Select(table => table.Name.Parts[^1]);

    /// <summary>A statement as the body of a procedure with its parameters.</summary>
    public void Add(Recorded statement)
    {
        var parameters = string.Join(", ", statement.Parameters.Cast<SqlParameter>().Select(parameter => $"{Name(parameter)} {TypeOf(parameter)}"));
        model.AddObjects($"CREATE PROCEDURE [dbo].[Statement{++statements}] {parameters}\nAS\nBEGIN\n{statement.Text}\nEND");
    }

    /// <summary>An object of its own, or a right.</summary>
    public void AddObject(string statement) => model.AddObjects(statement);

    /// <summary>What the compiler has against what was added.</summary>
    public IReadOnlyList<string> Validate()
    {
        try
        {
            return [.. model.Validate().Select(message => message.ToString())];
        }
        catch (AggregateException broken)
        {
            // Its rule for security policies breaks down over a table that is not there.
            return [broken.Message];
        }
    }

    public void Dispose() => model.Dispose();

    static string Name(SqlParameter parameter) => parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : "@" + parameter.ParameterName;

    static string TypeOf(SqlParameter parameter) => parameter.SqlDbType switch
    {
        SqlDbType.Decimal => $"decimal({(parameter.Precision == 0 ? 19 : parameter.Precision)}, {parameter.Scale})",
        SqlDbType.DateTime2 => $"datetime2({(parameter.Scale == 0 ? 7 : parameter.Scale)})",
        SqlDbType.NVarChar or SqlDbType.VarChar => $"{parameter.SqlDbType.ToString().ToLowerInvariant()}({(parameter.Size is > 0 and <= 4000 ? parameter.Size : "max")})",
        var other => other.ToString().ToLowerInvariant(),
    };
}
