using CspGraph.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CspGraph.Api.Host;

/// <summary>Ready when the database answers and has this build's tables.</summary>
sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public const string Tag = "ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var directory = database.OpenDirectory();
        await directory.Tenants.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
