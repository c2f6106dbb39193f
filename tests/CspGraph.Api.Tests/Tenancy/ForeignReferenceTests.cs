using CspGraph.Api.Tests.Data;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>No row leads to another tenant's: each reference carries the tenant, so the database itself refuses one that would.</summary>
public sealed class ForeignReferenceTests
{
    const int ConstraintFailed = 787;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.SqlServer, "Server=nowhere;Database=none")]
    public void Every_reference_begins_with_the_tenant_on_both_sides(DatabaseProvider provider, string connectionString)
    {
        using var database = new Database(provider, connectionString, TimeProvider.System);
        using var db = database.Open(new Viewer(1, Role.DistributorAdmin, SubtreeRootId: null));
        Assert.All(db.Model.GetEntityTypes().SelectMany(entity => entity.GetForeignKeys()), reference =>
            Assert.Equal((nameof(ITenantOwned.TenantId), nameof(ITenantOwned.TenantId)), (reference.Properties[0].Name, reference.PrincipalKey.Properties[0].Name)));
        Assert.All(db.Model.GetEntityTypes(), entity => Assert.Equal(nameof(ITenantOwned.TenantId), entity.FindPrimaryKey()!.Properties[0].Name));
    }

    [SkippableFact]
    public async Task A_row_that_is_led_to_another_tenants_is_refused()
    {
        Skip.IfNot(TestDatabase.IsEmbedded, TestDatabase.WhySkipped);
        await using var temp = await TempDatabase.CreateAsync();
        IReadOnlyList<IForeignKey> references = [];
        foreach (var tenant in new[] { 1, 2 })
        {
            await using var db = temp.Open(tenant);
            references = [.. db.Model.GetEntityTypes().SelectMany(entity => entity.GetForeignKeys()).Where(reference => reference.Properties.Count > 1)];
            var sample = new Sample(db.Model, tenant, rowsPerTable: 1, seed: tenant);
            foreach (var entity in InOrder(db.Model)) db.AddRange(sample.Rows(entity));
            await db.SaveChangesAsync();
        }

        foreach (var reference in references)
        {
            var (table, principal) = (reference.DeclaringEntityType.GetTableName()!, reference.PrincipalEntityType.GetTableName()!);
            var change = $"UPDATE {table} SET ({Columns(reference.Properties)}) = (SELECT {Columns(reference.PrincipalKey.Properties)} FROM {principal} WHERE TenantId = 2) WHERE TenantId = 1";
            await using (var connection = await OpenAsync(temp, "ON"))
                Assert.Equal(ConstraintFailed, Assert.Throws<SqliteException>(() => Execute(connection, change)).SqliteExtendedErrorCode);
            // It is this reference that was refused, and no other.
            await using var careless = await OpenAsync(temp, "OFF");
            await using var undone = careless.BeginTransaction();
            Execute(careless, change);
            Assert.Equal([principal], Violated(careless, table));
        }
        Assert.True(references.Count > 20);
    }

    /// <summary>Each behind those that it refers to.</summary>
    static List<IEntityType> InOrder(IModel model)
    {
        var ordered = new List<IEntityType>();
        var rest = model.GetEntityTypes().ToList();
        while (rest.Count > 0)
        {
            IEntityType next = rest.First(entity => entity.GetForeignKeys().All(reference => reference.PrincipalEntityType == entity || ordered.Contains(reference.PrincipalEntityType)));
            rest.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }

    static string Columns(IEnumerable<IProperty> properties) => string.Join(", ", properties.Skip(1).Select(property => property.GetColumnName()));

    static async Task<SqliteConnection> OpenAsync(TempDatabase temp, string foreignKeys)
    {
        var connection = new SqliteConnection(temp.Database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        Execute(connection, $"PRAGMA foreign_keys = {foreignKeys}");
        return connection;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static List<string> Violated(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT DISTINCT parent FROM pragma_foreign_key_check('{table}')";
        using var reader = command.ExecuteReader();
        var parents = new List<string>();
        while (reader.Read()) parents.Add(reader.GetString(0));
        return parents;
    }
}
