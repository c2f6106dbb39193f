using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Jobs;

/// <summary>Something that is done for each tenant without being asked, again and again. It is safe to be done twice, also at the same time.</summary>
abstract class TenantJob(JobKind kind)
{
    public JobKind Kind { get; } = kind;

    /// <summary>Does what there is to do now.</summary>
    /// <returns>When there may be something to do although no data has changed meanwhile.</returns>
    public abstract Task<DateTime> RunAsync(JobRun run);
}
