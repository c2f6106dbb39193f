using CspGraph.Api.Tests.Reads;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>What SQL Server's migrations say in their own words, beside the tables that follow from the model.</summary>
static class ServerMigrations
{
    public const string ProviderName = "Microsoft.EntityFrameworkCore.SqlServer";

    /// <summary>All of them, the oldest first.</summary>
    public static IReadOnlyList<(string Name, Migration Migration)> All()
    {
        using var db = Statements.OpenServer(new Viewer(0, Role.Integration, SubtreeRootId: null));
        var assembly = db.GetService<IMigrationsAssembly>();
        return [.. assembly.Migrations.Select(entry => (entry.Key, assembly.CreateMigration(entry.Value, ProviderName)))];
    }

    /// <summary>The single statements of what is written by hand, taken out of the batches of their own.</summary>
    public static IEnumerable<TSqlStatement> StatementsOf(IEnumerable<MigrationOperation> operations) =>
        operations.OfType<SqlOperation>().SelectMany(operation => Parse(operation.Sql));

    /// <summary>Schemas, functions, triggers and the security policy as they are once every migration was applied, each to be created by itself.</summary>
    public static IReadOnlyList<string> Objects()
    {
        var statements = All().SelectMany(entry => StatementsOf(entry.Migration.UpOperations)).ToList();
        return [.. statements.Where(statement => statement is CreateSchemaStatement or CreateFunctionStatement or CreateTriggerStatement).Append(Policy(statements)).Select(Text)];
    }

    public static CreateSecurityPolicyStatement Policy() => Policy(All().SelectMany(entry => StatementsOf(entry.Migration.UpOperations)));

    /// <summary>One predicate, as it stands in the policy.</summary>
    public static string Describe(SecurityPredicateAction predicate) =>
        $"{predicate.TargetObjectName.BaseIdentifier.Value}: {predicate.SecurityPredicateType} {predicate.SecurityPredicateOperation}";

    public static IEnumerable<TSqlStatement> Parse(string sql)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.True(errors.Count == 0, $"{errors.FirstOrDefault()?.Message} in {sql}");
        return script.Batches.SelectMany(batch => batch.Statements).SelectMany(statement =>
            statement is ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral inner] } } ? Parse(inner.Value) : [statement]);
    }

    public static string Text(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator().GenerateScript(fragment, out var text);
        return text;
    }

    /// <summary>The policy with what later statements did to it.</summary>
    public static CreateSecurityPolicyStatement Policy(IEnumerable<TSqlStatement> statements)
    {
        var policy = statements.OfType<CreateSecurityPolicyStatement>().Single();
        foreach (var change in statements.OfType<AlterSecurityPolicyStatement>().SelectMany(alter => alter.SecurityPredicateActions))
        {
            if (change.ActionType is SecurityPredicateActionType.Drop)
                policy.SecurityPredicateActions.Remove(policy.SecurityPredicateActions.Single(predicate => Describe(predicate) == Describe(change)));
            else
                policy.SecurityPredicateActions.Add(change);
        }
        return policy;
    }
}
