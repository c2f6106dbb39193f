using CspGraph.Api.Tests.Reads;
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
    public void The_role_has_these_rights_and_no_others() => Assert.Equal(
        [
            "CREATE ROLE [cspgraph_runtime]",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::[dbo] TO [cspgraph_runtime]",
            "DENY UPDATE, DELETE ON [dbo].[AuditEntries] TO [cspgraph_runtime]",
            "DENY INSERT, UPDATE, DELETE ON [dbo].[__EFMigrationsHistory] TO [cspgraph_runtime]",
            "GRANT VIEW DEFINITION ON SCHEMA::[Security] TO [cspgraph_runtime]",
            "DENY ALTER ANY SECURITY POLICY TO [cspgraph_runtime]",
        ],
        Rights());

    /// <summary>What makes the role and its rights, in one form; the rest of the script are the database's settings.</summary>
    static IReadOnlyList<string> Rights() =>
        [.. RuntimeRole.Batches().SelectMany(ServerMigrations.Parse).Select(statement => statement is IfStatement make ? make.ThenStatement : statement)
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

        public override void Visit(CreateRoleStatement role) => names.Add(role.Name);
    }
}
