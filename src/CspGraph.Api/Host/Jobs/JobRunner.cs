using System.Collections.Concurrent;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Jobs;

/// <summary>Runs jobs, each for one tenant at a time. Where nothing has changed since a job found nothing to do, and nothing has come due, it is not begun: one row is read.</summary>
sealed class JobRunner(Database database, TimeProvider clock)
{
    /// <summary>This process, to itself and to others.</summary>
    readonly Guid holder = Guid.NewGuid();

    readonly ConcurrentDictionary<(JobKind, int), string?> kept = [];

    /// <summary>Runs a job for a tenant.</summary>
    /// <returns>How many events it told; null when it was not begun, for there is nothing to do or another process is at it.</returns>
    public async Task<int?> RunAsync(TenantJob job, int tenant, CancellationToken cancellation)
    {
        var viewer = TenantJobs.ViewerOf(tenant);
        var now = clock.Now();
        var state = await StateAsync(viewer, job.Kind, cancellation);
        if (state.Lease is { } done && IsDone(done, state, now)) return null;
        var lease = new TenantLease(database, viewer, job.Kind, holder, JobRun.Lease, clock);
        if (!await lease.ClaimAsync(cancellation)) return null;
        using var span = ProductTrace.Begin($"job {job.Kind}", tenant);
        var run = new JobRun(database, viewer, now, lease, state.Lease?.EventNumber ?? 0, cancellation) { Kept = kept.GetValueOrDefault((job.Kind, tenant)) };
        var isDone = false;
        try
        {
            var dueAt = await job.RunAsync(run);
            await KeepAsync(viewer, job.Kind, state, now, dueAt, cancellation);
            isDone = true;
            kept[(job.Kind, tenant)] = run.Kept;
            return run.Told;
        }
        finally
        {
            // The failure of the job is the one to tell.
            if (!isDone) await lease.TryLetGoAsync();
        }
    }

    /// <summary>A clock that was set back knows nothing of what was done later: then it is done again.</summary>
    static bool IsDone(JobLease lease, State state, DateTime now) => lease.DoneAt <= now && now < lease.DueAt && (lease.DataVersion, lease.DataStamp) == (state.Version, state.Stamp);

    async Task<State> StateAsync(Viewer viewer, JobKind job, CancellationToken cancellation)
    {
        await using var db = database.Open(viewer);
        // In one statement, as of one moment: what is written behind it is found changed the next time.
        var state = await db.Tenants.Whole().AsNoTracking().LeftJoin(db.JobLeases.Whole().Where(lease => lease.Job == job), tenant => tenant.TenantId, lease => lease.TenantId,
            (tenant, lease) => new { lease, tenant.DataVersion, tenant.DataStamp, tenant.LastEventNumber }).SingleAsync(cancellation);
        return new(state.lease, state.DataVersion, state.DataStamp, state.LastEventNumber);
    }

    /// <summary>Of the state before the run: what the run itself has written makes it run once more, and find nothing.</summary>
    async Task KeepAsync(Viewer viewer, JobKind job, State state, DateTime now, DateTime dueAt, CancellationToken cancellation)
    {
        await using var transaction = await database.BeginWriteAsync(viewer, cancellation);
        await transaction.Db.JobLeases.Whole().Where(row => row.Job == job && row.Holder == holder).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.HeldUntil, now).SetProperty(row => row.DoneAt, now).SetProperty(row => row.DueAt, dueAt)
            .SetProperty(row => row.DataVersion, state.Version).SetProperty(row => row.DataStamp, state.Stamp).SetProperty(row => row.EventNumber, state.LastEvent), cancellation);
        await transaction.CommitAsync(CancellationToken.None);
    }

    sealed record State(JobLease? Lease, long Version, Guid Stamp, long LastEvent);
}
