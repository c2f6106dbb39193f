using CspGraph.Api.Tests.Reads;
using CspGraph.Data.Migrations.SqlServer;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>A migration meets the policy like everybody: it sees no tenant's rows, unless it says that it means all of them.</summary>
public sealed class MigrationsUnderPolicyTests
{
    const string Update = "UPDATE [Events] SET [Details] = 'it''s' WHERE [Details] IS NULL";

    /// <summary>When this names a migration: it changes rows that it does not see. It is to call SqlOfAllTenants.</summary>
    [Fact]
    public void No_migration_changes_rows_that_it_does_not_see() =>
        Assert.Empty(ServerMigrations.All().SkipWhile(entry => !entry.Name.EndsWith("_TenantSecurity", StringComparison.Ordinal)).SelectMany(entry => Blind(entry.Migration.UpOperations).Select(text => $"{entry.Name}: {text}")));

    [Fact]
    public void One_that_would_is_found()
    {
        var migration = new MigrationBuilder(ServerMigrations.ProviderName);
        migration.SqlOfAllTenants(Update);
        Assert.Empty(Blind(migration.Operations));
        migration.SqlApart("DELETE FROM [Events]");
        migration.Sql("INSERT INTO [Events] ([TenantId]) VALUES (1)");
        migration.UpdateData("Events", "TenantId", 1, "Details", "");
        Assert.Equal(["DELETE", "INSERT", "UpdateDataOperation"], Blind(migration.Operations).Select(text => text.Split(' ')[0]));
    }

    [Fact]
    public void A_statement_on_all_rows_stands_between_off_and_on_of_the_policy_that_there_is()
    {
        var migration = new MigrationBuilder(ServerMigrations.ProviderName);
        migration.SqlOfAllTenants(Update);

        var statements = ServerMigrations.StatementsOf(migration.Operations).ToList();

        Assert.Single(migration.Operations);
        Assert.Equal(["OFF", "", "ON"], statements.Select(State));
        Assert.Equal([Name(ServerMigrations.Policy())], statements.OfType<AlterSecurityPolicyStatement>().Select(Name).Distinct());
        using var model = new ServerModel();
        model.Add(new Recorded("data", ServerMigrations.Text(statements[1]), []));
        Assert.Empty(model.Validate());

        static string Name(SecurityPolicyStatement policy) => ServerMigrations.Text(policy.Name);
    }

    /// <summary>ALTER SECURITY POLICY is undone with its transaction.</summary>
    [Theory]
    [InlineData(false, "commit")]
    [InlineData(true, "rollback")]
    public async Task Off_and_on_are_within_the_migrations_transaction(bool fails, string end)
    {
        var server = new NoServer { Fails = text => fails && text.Contains("UPDATE", StringComparison.Ordinal) };
        await using var db = Statements.OpenServer(new Viewer(0, Role.Integration, SubtreeRootId: null));
        db.Database.SetDbConnection(server);
        var migration = new MigrationBuilder(ServerMigrations.ProviderName);
        migration.SqlOfAllTenants(Update);
        migration.DropIndex("IX_Events_TenantId_Id", "Events");

        var run = Record.ExceptionAsync(() => db.GetService<IMigrationCommandExecutor>().ExecuteNonQueryAsync(
            db.GetService<IMigrationsSqlGenerator>().Generate(migration.Operations), db.GetService<IRelationalConnection>()));

        Assert.Equal(fails, await run is NoServer.RefusedException);
        Assert.Equal(["open", "begin", "EXEC", .. fails ? Array.Empty<string>() : ["DROP"], end, "close"], server.Log.Select(line => line.Split(' ', '(')[0]));
        Assert.Equal(3, ServerMigrations.Parse(server.Log[2]).Count());
    }

    [Fact]
    public void A_table_of_later_is_put_under_the_policy_like_the_others_and_taken_out_again()
    {
        var before = ServerMigrations.Policy().SecurityPredicateActions.Select(ServerMigrations.Describe).ToList();
        var migration = new MigrationBuilder(ServerMigrations.ProviderName);
        migration.AddToTenantPolicy("Later");

        var added = Policy(migration).SecurityPredicateActions.Skip(before.Count).ToList();
        var likeIt = ServerMigrations.Policy().SecurityPredicateActions.Where(predicate => ServerMigrations.Describe(predicate).StartsWith("Events: ", StringComparison.Ordinal));
        Assert.Equal(likeIt.Select(ServerMigrations.Text).Order(StringComparer.Ordinal),
            added.Select(predicate => ServerMigrations.Text(predicate).Replace("[Later]", "[Events]", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        migration.RemoveFromTenantPolicy("Later");
        Assert.Equal(before, Policy(migration).SecurityPredicateActions.Select(ServerMigrations.Describe));

        static CreateSecurityPolicyStatement Policy(MigrationBuilder later) =>
            ServerMigrations.Policy(ServerMigrations.All().SelectMany(entry => ServerMigrations.StatementsOf(entry.Migration.UpOperations)).Concat(ServerMigrations.StatementsOf(later.Operations)));
    }

    /// <summary>What changes rows while the policy is on.</summary>
    static IEnumerable<string> Blind(IEnumerable<MigrationOperation> operations)
    {
        var isOn = true;
        foreach (var operation in operations)
        {
            if (operation is InsertDataOperation or UpdateDataOperation or DeleteDataOperation) yield return operation.GetType().Name;
            foreach (var statement in ServerMigrations.StatementsOf([operation]))
            {
                if (State(statement) is { Length: > 0 } state) isOn = state is "ON";
                else if (isOn && statement is DataModificationStatement) yield return ServerMigrations.Text(statement);
            }
        }
    }

    /// <summary>To what a statement switches the policy; empty when it does not.</summary>
    static string State(TSqlStatement statement) =>
        statement is AlterSecurityPolicyStatement { SecurityPolicyOptions: [{ OptionKind: SecurityPolicyOptionKind.State } state] } ? state.OptionState.ToString().ToUpperInvariant() : "";
}
