using CspGraph.Api.Subscriptions;
using CspGraph.Api.Usage;

namespace CspGraph.Api.Host.Jobs;

/// <summary>Every job: a file, and a line here.</summary>
static class ProductJobs
{
    public static readonly IReadOnlyList<TenantJob> All = [new RenewalWatch(), new SpendWatch()];
}
