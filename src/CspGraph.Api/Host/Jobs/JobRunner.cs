using System.Collections.Concurrent;
using System.Data.Common;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
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
        if (!await ClaimAsync(viewer, job.Kind, now, cancellation)) return null;
        var run = new JobRun(database, viewer, job.Kind, now, clock, holder, state.Lease?.EventNumber ?? 0, cancellation) { Kept = kept.GetValueOrDefault((job.Kind, tenant)) };
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
            if (!isDone) await TryLetGoAsync(viewer, job.Kind);
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

    async Task<bool> ClaimAsync(Viewer viewer, JobKind job, DateTime now, CancellationToken cancellation)
    {
        await using var transaction = await database.BeginWriteAsync(viewer, cancellation);
        var (db, until) = (transaction.Db, now + JobRun.Lease);
        // One that is held longer than any is was claimed by a clock that was ahead.
        var claimed = await db.JobLeases.Whole().Where(row => row.Job == job && (row.Holder == holder || row.HeldUntil <= now || row.HeldUntil > until))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, holder).SetProperty(row => row.HeldUntil, until), cancellation);
        if (claimed == 0)
        {
            if (await db.JobLeases.Whole().AnyAsync(row => row.Job == job, cancellation)) return false;
            db.Add(new JobLease { Job = job, Holder = holder, HeldUntil = until });
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException taken) when (taken.IsDuplicate())
            {
                return false;
            }
        }
        await transaction.CommitAsync(CancellationToken.None);
        return true;
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

    /// <summary>The failure of the job is the one to tell; a lease that is not let go of ends by itself.</summary>
    async Task TryLetGoAsync(Viewer viewer, JobKind job)
    {
        try
        {
            await LetGoAsync(viewer, job);
        }
        catch (Exception unreachable) when (unreachable is DbException or DbUpdateException)
        {
        }
    }

    async Task LetGoAsync(Viewer viewer, JobKind job)
    {
        await using var transaction = await database.BeginWriteAsync(viewer, CancellationToken.None);
        await transaction.Db.JobLeases.Whole().Where(row => row.Job == job && row.Holder == holder)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntil, DateTime.UnixEpoch));
        await transaction.CommitAsync(CancellationToken.None);
    }

    sealed record State(JobLease? Lease, long Version, Guid Stamp, long LastEvent);
}
