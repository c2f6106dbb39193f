using CspGraph.Api.Tests.Reads;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>The script that gives the server's login its rights names what there is, and gives no more than is needed.</summary>
public sealed class RuntimeRoleTests
{
    [Fact]
    public void What_it_grants_and_denies_compiles()
    {
        using var model = new ServerModel();
        foreach (var statement in Rights()) model.AddObject(statement);
        Assert.Empty(model.Validate());
    }

    [Theory]
    [InlineData("[dbo].[AuditEntries]")]
    [InlineData("SCHEMA::[Security]")]
    [InlineData("TO [cspgraph_runtime]")]
    public void A_name_that_is_not_there_is_found(string name)
    {
        using var model = new ServerModel();
        foreach (var statement in Rights()) model.AddObject(statement.Replace(name, name.Replace("]", "s]", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.NotEmpty(model.Validate());
    }

    [Fact]
    public void The_roles_have_these_rights_and_no_others() => Assert.Equal(
        [
            "CREATE ROLE [cspgraph_runtime]",
            "CREATE ROLE [cspgraph_migration]",
            "GRANT CREATE TABLE, CREATE SCHEMA, CREATE FUNCTION, ALTER ANY SECURITY POLICY TO [cspgraph_migration]",
            "GRANT ALTER, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON SCHEMA::[dbo] TO [cspgraph_migration]",
            "ALTER AUTHORIZATION ON SCHEMA::[Security] TO [cspgraph_migration]",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::[dbo] TO [cspgraph_runtime]",
            "DENY UPDATE, DELETE ON [dbo].[AuditEntries] TO [cspgraph_runtime]",
            "DENY INSERT, UPDATE, DELETE ON [dbo].[__EFMigrationsHistory] TO [cspgraph_runtime]",
            "GRANT VIEW DEFINITION ON SCHEMA::[Security] TO [cspgraph_runtime]",
            "DENY ALTER ANY SECURITY POLICY TO [cspgraph_runtime]",
        ],
        Rights());

    /// <summary>In the order in which a server is asked for them, before there are tables: READ_COMMITTED_SNAPSHOT and snapshots are what is checked at the start.</summary>
    [Fact]
    public void The_set_up_switches_on_what_is_checked() => Assert.Equal(
        [
            "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON",
            "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE",
            "ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 1",
        ],
        RuntimeRole.SetUp().SelectMany(ServerMigrations.Parse).Select(statement => statement is IfStatement make ? make.ThenStatement : statement)
            .Where(statement => statement is AlterDatabaseSetStatement or AlterDatabaseScopedConfigurationStatement).Select(statement => string.Join(' ', ServerMigrations.Text(statement).Split((char[])[' ', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries))));

    /// <summary>What all migrations send is of these kinds. When there is another: the migration role must have the right to it, as Microsoft's page of the statement says, and docs/sqlserver.md name it.</summary>
    [Fact]
    public void Migrations_send_what_their_role_may()
    {
        using var db = Statements.OpenServer(new Viewer(0, Role.Integration, SubtreeRootId: null));
        var script = db.GetService<IMigrator>().GenerateScript();
        var kinds = new Kinds();
        foreach (var statement in ServerMigrations.Parse(script)) statement.Accept(kinds);
        Assert.True(KindsOfMigrations.SequenceEqual(kinds.Found), string.Join(' ', kinds.Found));
    }

    /// <summary>Transactions, conditions and declarations take no right.</summary>
    static readonly string[] KindsOfMigrations =
    [
        "AlterSecurityPolicy", "AlterTableAddTableElement", "AlterTableDropTableElement", "CreateFunction", "CreateIndex", "CreateSchema", "CreateSecurityPolicy", "CreateTable", "CreateTrigger", "DropIndex", "DropTable", "Insert",
        "Throw", "Update",
    ];

    sealed class Kinds : TSqlFragmentVisitor
    {
        static readonly HashSet<Type> NeedNoRight = [typeof(BeginTransactionStatement), typeof(CommitTransactionStatement), typeof(DeclareVariableStatement), typeof(SelectStatement), typeof(IfStatement), typeof(BeginEndBlockStatement), typeof(SetVariableStatement), typeof(ExecuteStatement)];

        public SortedSet<string> Found { get; } = [];

        public override void Visit(TSqlStatement statement)
        {
            if (!NeedNoRight.Contains(statement.GetType())) Found.Add(statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal));
        }
    }

    /// <summary>What makes the role and its rights, in one form; the rest of the script are the database's settings.</summary>
    static IReadOnlyList<string> Rights() =>
        [.. RuntimeRole.SetUp().Concat(RuntimeRole.Grants()).SelectMany(ServerMigrations.Parse).Select(statement => statement is IfStatement make ? make.ThenStatement : statement)
            .Where(statement => statement is not (AlterDatabaseSetStatement or AlterDatabaseScopedConfigurationStatement)).Select(Text)];

    static string Text(TSqlStatement statement)
    {
        foreach (var name in new Names().Of(statement)) name.QuoteType = QuoteType.SquareBracket;
        return string.Join(' ', ServerMigrations.Text(statement).Split((char[])[' ', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries));
    }

    sealed class Names : TSqlFragmentVisitor
    {
        readonly List<Identifier> names = [];

        public IReadOnlyList<Identifier> Of(TSqlFragment fragment)
        {
            fragment.Accept(this);
            return names;
        }

        public override void Visit(MultiPartIdentifier name) => names.AddRange(name.Identifiers);

        public override void Visit(SecurityPrincipal principal) => names.Add(principal.Identifier);

        public override void Visit(AlterAuthorizationStatement authorization) => names.Add(authorization.PrincipalName);

        public override void Visit(CreateRoleStatement role) => names.Add(role.Name);
    }
}
