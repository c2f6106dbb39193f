using CspGraph.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CspGraph.Api.Tests.Data;

/// <summary>The release before goes on serving while the tables are brought to the next one's: docs/upgrades.md has the rule.</summary>
public sealed class ExpandStepTests
{
    /// <summary>When this names a step: add only, or, where no release that still serves uses it, list the step in schema/previous-release.json.</summary>
    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Every_migration_behind_the_release_before_only_adds(DatabaseProvider provider)
    {
        Skip.If(PreviousRelease.Committed is null, PreviousRelease.WhySkipped);
        Assert.Empty(NotAdded(provider, PreviousRelease.Committed));
    }

    /// <summary>As if the first migration were the release before: some that came behind it have dropped and renamed.</summary>
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Behind_the_release_before_each_migration_is_looked_at(DatabaseProvider provider)
    {
        var first = new PreviousRelease("", "Initial", []);
        var found = NotAdded(provider, first);
        Assert.NotEmpty(found);
        Assert.Empty(NotAdded(provider, first with { Contracts = found }));
        Assert.Empty(NotAdded(provider, first with { Migration = "Webhooks" }));
        Assert.Throws<InvalidOperationException>(() => NotAdded(provider, first with { Migration = "None" }));
    }

    /// <summary>The names of both providers' migrations are the same but for their times.</summary>
    static IReadOnlyList<string> NotAdded(DatabaseProvider provider, PreviousRelease previous)
    {
        using var database = new Database(provider, provider is DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Server=nowhere;Database=none", TimeProvider.System);
        using var db = database.OpenForNobody();
        var assembly = db.GetService<IMigrationsAssembly>();
        var all = assembly.Migrations.Select(entry => (Name: entry.Key.Split('_')[1], Migration: assembly.CreateMigration(entry.Value, db.Database.ProviderName!))).ToList();
        var last = all.Single(entry => entry.Name == previous.Migration);
        return [.. all.Skip(all.IndexOf(last) + 1).SelectMany(entry => Faults(entry.Migration.UpOperations).Select(fault => $"{entry.Name}: {fault}")).Except(previous.Contracts, StringComparer.Ordinal)];
    }

    [Fact]
    public void What_only_adds_is_let_pass()
    {
        var migration = new MigrationBuilder("any");
        migration.CreateTable("Later", table => new { Id = table.Column<int>() });
        migration.AddColumn<string>("Note", "Customers", nullable: true);
        migration.AddColumn<int>("Count", "Customers", nullable: false, defaultValue: 0);
        migration.CreateIndex("IX_Later", "Customers", "Note");
        migration.CreateIndex("IX_Unique", "Later", "Id", unique: true);
        migration.AlterColumn<string>("Name", "Customers", maxLength: 900, oldMaxLength: 800, oldType: "varchar(800)", type: "varchar(900)");
        migration.AlterColumn<string>("Country", "Customers", nullable: true, oldNullable: false);
        migration.AlterColumn<decimal>("Cost", "Lines", precision: 21, scale: 8, oldPrecision: 19, oldScale: 6);
        migration.DropIndex("IX_Slow", "Customers");
        Assert.Empty(Faults(migration.Operations));
    }

    [Fact]
    public void What_the_release_before_would_trip_over_is_found()
    {
        var migration = new MigrationBuilder("any");
        migration.DropTable("Alerts");
        migration.DropColumn("Note", "Customers");
        migration.RenameColumn("Note", "Customers", "Remark");
        migration.RenameTable("Alerts", newName: "Warnings");
        migration.AddColumn<int>("Count", "Customers", nullable: false);
        migration.AlterColumn<string>("Name", "Customers", nullable: false, oldNullable: true);
        migration.AlterColumn<string>("Name", "Customers", maxLength: 100, oldMaxLength: 800);
        migration.AlterColumn<decimal>("Cost", "Lines", precision: 19, scale: 4, oldPrecision: 19, oldScale: 6);
        migration.AlterColumn<decimal>("Price", "Lines", precision: 20, scale: 8, oldPrecision: 19, oldScale: 6);
        migration.AlterColumn<decimal>("Tax", "Lines", precision: 19, scale: 6);
        migration.AlterColumn<long>("Count", "Customers", type: "bigint", oldType: "int", oldClrType: typeof(int));
        migration.CreateIndex("IX_Unique", "Customers", "Name", unique: true);
        migration.AddForeignKey("FK", "Customers", "ResellerId", "Resellers", principalColumn: "Id");
        migration.AddCheckConstraint("CK", "Customers", "1 = 1");
        migration.Sql("DROP VIEW x");
        Assert.Equal(
            [
                "DropTable Alerts", "DropColumn Customers.Note", "RenameColumn Customers.Note", "RenameTable Alerts", "AddColumn Customers.Count", "AlterColumn Customers.Name", "AlterColumn Customers.Name",
                "AlterColumn Lines.Cost", "AlterColumn Lines.Price", "AlterColumn Lines.Tax", "AlterColumn Customers.Count", "CreateIndex Customers.IX_Unique", "AddForeignKey Customers.FK", "AddCheckConstraint Customers.CK", "Sql DROP VIEW x",
            ],
            Faults(migration.Operations));
    }

    /// <summary>Its own words say what it takes: a statement by hand is looked at by whoever lists it.</summary>
    static IEnumerable<string> Faults(IEnumerable<MigrationOperation> operations)
    {
        var made = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
        foreach (var operation in operations)
        {
            var name = operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal);
            var (table, what) = operation switch
            {
                CreateTableOperation or DropIndexOperation => (null, null),
                AddColumnOperation { IsNullable: true } or AddColumnOperation { DefaultValue: not null } or AddColumnOperation { DefaultValueSql: not null } => (null, null),
                AlterColumnOperation alter when IsWider(alter) => (null, null),
                CreateIndexOperation { IsUnique: false } => (null, null),
                SqlOperation sql => (sql.Sql, null),
                DropTableOperation drop => (drop.Name, null),
                RenameTableOperation rename => (rename.Name, null),
                ColumnOperation column => (column.Table, column.Name),
                DropColumnOperation column => (column.Table, column.Name),
                RenameColumnOperation column => (column.Table, column.Name),
                CreateIndexOperation index => (index.Table, index.Name),
                AddForeignKeyOperation key => (key.Table, key.Name),
                AddCheckConstraintOperation check => (check.Table, check.Name),
                _ => (operation.ToString(), (string?)null),
            };
            if (table is not null && !made.Contains(table)) yield return what is null ? $"{name} {table}" : $"{name} {table}.{what}";
        }
    }

    /// <summary>Holds all that it held, by the same type but for its length and digits.</summary>
    static bool IsWider(AlterColumnOperation alter) =>
        (alter.IsNullable || !alter.OldColumn.IsNullable) && alter.ClrType == alter.OldColumn.ClrType && HoldsDigits(alter, alter.OldColumn)
        && (alter.MaxLength is null || alter.OldColumn.MaxLength is { } before && alter.MaxLength >= before)
        && Kind(alter.ColumnType) == Kind(alter.OldColumn.ColumnType) && alter.Collation == alter.OldColumn.Collation;

    /// <summary>Before the point and behind it.</summary>
    static bool HoldsDigits(ColumnOperation column, ColumnOperation before) =>
        IsNoSmaller(column.Precision, before.Precision) && IsNoSmaller(column.Scale, before.Scale) && IsNoSmaller(column.Precision - column.Scale, before.Precision - before.Scale);

    static bool IsNoSmaller(int? digits, int? before) => digits == before || digits >= before;

    static string? Kind(string? type) => type?.Split('(')[0];
}
