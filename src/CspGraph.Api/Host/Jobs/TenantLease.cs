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
        await using var transaction = await database.BeginWriteAsync(viewer, cancellation);
        var (db, now) = (transaction.Db, clock.Now());
        var until = now + length;
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

    /// <summary>Holds it anew, within a transaction: another process cannot take it before that ends.</summary>
    /// <returns>False when another process has it, or nobody.</returns>
    public async Task<bool> HoldAsync(CspGraphDb db, CancellationToken cancellation)
    {
        var until = clock.Now() + length;
        return await db.JobLeases.Whole().Where(row => row.Job == job && row.Holder == holder).ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntil, until), cancellation) == 1;
    }

    /// <summary>Lets another process take it at once. One that cannot be let go of ends by itself.</summary>
    public async Task TryLetGoAsync()
    {
        try
        {
            await using var transaction = await database.BeginWriteAsync(viewer, CancellationToken.None);
            await transaction.Db.JobLeases.Whole().Where(row => row.Job == job && row.Holder == holder)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntil, DateTime.UnixEpoch));
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception unreachable) when (unreachable is DbException or DbUpdateException)
        {
        }
    }
}
