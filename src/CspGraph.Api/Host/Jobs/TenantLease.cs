using System.Data.Common;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Jobs;

/// <summary>That this process, and no other, does something for a tenant: for a while, and held anew as long as it goes on.</summary>
/// <param name="database">Where.</param>
/// <param name="viewer">Who works for the tenant.</param>
/// <param name="job">What is done.</param>
/// <param name="holder">This process.</param>
/// <param name="length">How long it holds by itself.</param>
/// <param name="clock">By which it is held.</param>
sealed class TenantLease(Database database, Viewer viewer, JobKind job, Guid holder, TimeSpan length, TimeProvider clock)
{
    /// <returns>False when another process has it.</returns>
    public async Task<bool> ClaimAsync(CancellationToken cancellation)
    {
        // Who cannot have it looks, and writes nothing.
        await using (var reading = database.Open(viewer))
            if (await reading.JobLeases.Whole().AnyAsync(row => row.Job == job, cancellation) && !await Free(reading, clock.Now()).AnyAsync(cancellation)) return false;
        await using var transaction = await database.BeginWriteAsync(viewer, cancellation);
        var (db, now) = (transaction.Db, clock.Now());
        var until = now + length;
        var claimed = await Free(db, now).ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, holder).SetProperty(row => row.HeldUntil, until), cancellation);
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

    /// <summary>Holds it anew, within a transaction: another process cannot take it before that ends.</summary>
    /// <returns>False when another process has it, or nobody.</returns>
    public async Task<bool> HoldAsync(CspGraphDb db, CancellationToken cancellation) => await HoldUntilAsync(db, clock.Now() + length, cancellation) == 1;

    /// <summary>Lets another process take it at once. One that cannot be let go of ends by itself.</summary>
    public async Task TryLetGoAsync()
    {
        try
        {
            await using var transaction = await database.BeginWriteAsync(viewer, CancellationToken.None);
            await HoldUntilAsync(transaction.Db, DateTime.UnixEpoch, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception unreachable) when (unreachable is DbException or DbUpdateException)
        {
        }
    }

    /// <summary>The lease, where it is this process's, or nobody's. One that is held much longer than any is was claimed by a clock that was ahead; clocks agree to less than its length.</summary>
    IQueryable<JobLease> Free(CspGraphDb db, DateTime now)
    {
        var most = now + 2 * length;
        return db.JobLeases.Whole().Where(row => row.Job == job && (row.Holder == holder || row.HeldUntil <= now || row.HeldUntil > most));
    }

    Task<int> HoldUntilAsync(CspGraphDb db, DateTime until, CancellationToken cancellation) =>
        db.JobLeases.Whole().Where(row => row.Job == job && row.Holder == holder).ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntil, until), cancellation);
}
