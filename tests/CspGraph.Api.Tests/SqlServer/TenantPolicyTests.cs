using CspGraph.Api.Tests.Reads;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>The server's own policy holds for every table that the model has, and is what the migrations say it is.</summary>
public sealed class TenantPolicyTests
{
    static readonly string[] Writes = ["Block AfterInsert", "Block AfterUpdate", "Block BeforeDelete", "Block BeforeUpdate"];

    /// <summary>When this names a new table: its migration for SQL Server calls AddToTenantPolicy.</summary>
    [Fact]
    public void Every_table_of_a_tenant_is_under_the_policy()
    {
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere;Database=none", TimeProvider.System);
        using var db = database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        using var directory = database.OpenDirectory();
        var readBefore = directory.Model.GetEntityTypes().Select(entity => entity.GetTableName()).ToHashSet();
        var expected = db.Model.GetEntityTypes().Where(entity => typeof(ITenantOwned).IsAssignableFrom(entity.ClrType)).Select(entity => entity.GetTableName()!)
            .SelectMany(table => (readBefore.Contains(table) ? Writes : [.. Writes, "Filter All"]).Select(predicate => $"{table}: {predicate}"));

        var predicates = ServerMigrations.Policy().SecurityPredicateActions;

        Assert.Equal(expected.Order(StringComparer.Ordinal), predicates.Select(ServerMigrations.Describe).Order(StringComparer.Ordinal));
        Assert.Equal(["[Security].[OwnTenant]([TenantId])"], predicates.Select(predicate => ServerMigrations.Text(predicate.FunctionCall)).Distinct());
        Assert.Equal(["ApiKeys", "Memberships", "Tenants"], readBefore.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_is_switched_on_and_bound_to_its_function() =>
        Assert.Equal(["STATE = ON", "SCHEMABINDING = ON"], ServerMigrations.Policy().SecurityPolicyOptions.Select(option => $"{option.OptionKind.ToString().ToUpperInvariant()} = {option.OptionState.ToString().ToUpperInvariant()}"));

    [Fact]
    public void Taking_the_migration_back_drops_what_it_made()
    {
        var migration = ServerMigrations.All().Single(entry => entry.Name.EndsWith("_TenantSecurity", StringComparison.Ordinal)).Migration;
        Assert.Equal([nameof(CreateSchemaStatement), nameof(CreateFunctionStatement), nameof(CreateSecurityPolicyStatement)], Kinds(migration.UpOperations));
        Assert.Equal([nameof(DropSecurityPolicyStatement), nameof(DropFunctionStatement), nameof(DropSchemaStatement)], Kinds(migration.DownOperations));

        static IEnumerable<string> Kinds(IEnumerable<Microsoft.EntityFrameworkCore.Migrations.Operations.MigrationOperation> operations) =>
            ServerMigrations.StatementsOf(operations).Select(statement => statement.GetType().Name);
    }

    [Fact]
    public void It_compiles()
    {
        using var model = new ServerModel();
        Assert.Equal(["[Security].[OwnTenant]", "[Security].[TenantPolicy]", "[dbo].[AuditEntries_NeverChanged]"], model.Objects.Order(StringComparer.Ordinal));
        Assert.Empty(model.Validate());
    }

    [Theory]
    [InlineData("ON [dbo].[Events]", "ON [dbo].[Event]")]
    [InlineData("ON [dbo].[Events] AFTER INSERT", "ON [dbo].[Happenings] AFTER INSERT")]
    [InlineData("CREATE FUNCTION [Security].[OwnTenant]", "CREATE FUNCTION [Security].[OtherTenant]")]
    [InlineData("([TenantId]) ON [dbo].[Events]", "([Tenant]) ON [dbo].[Events]")]
    [InlineData("ON [AuditEntries]", "ON [AuditEntry]")]
    public void A_name_that_is_not_there_is_found(string right, string wrong)
    {
        Assert.Contains(ServerMigrations.Objects(), text => text.Contains(right, StringComparison.Ordinal));
        using var model = new ServerModel(text => text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.NotEmpty(model.Validate());
    }
}
