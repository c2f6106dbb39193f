using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Data;

/// <summary>The committed migrations make exactly the tables that the model has.</summary>
public sealed class PendingModelChangesTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.SqlServer, "Server=nowhere;Database=none")]
    public void The_migrations_are_up_to_date(DatabaseProvider provider, string connectionString)
    {
        using var db = new Database(provider, connectionString, TimeProvider.System).Open(new Viewer(1, Role.Integration, SubtreeRootId: null));
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }
}
