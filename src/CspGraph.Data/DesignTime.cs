using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore.Design;

namespace CspGraph.Data;

sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteCspGraphDb>
{
    public SqliteCspGraphDb CreateDbContext(string[] args) =>
        (SqliteCspGraphDb)new Database(DatabaseProvider.Sqlite, "Data Source=:memory:", TimeProvider.System).Open(new Viewer(0, Role.Integration, null));
}

sealed class DesignTimeSqlServer : IDesignTimeDbContextFactory<SqlServerCspGraphDb>
{
    public SqlServerCspGraphDb CreateDbContext(string[] args) =>
        (SqlServerCspGraphDb)new Database(DatabaseProvider.SqlServer, "Server=.;Database=CspGraph", TimeProvider.System).Open(new Viewer(0, Role.Integration, null));
}
