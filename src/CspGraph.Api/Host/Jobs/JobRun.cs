using CspGraph.Data;
using CspGraph.Data.Resellers;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Jobs;

/// <summary>One run of a job for one tenant: at one time, in as many transactions as it takes.</summary>
/// <param name="database">Where.</param>
/// <param name="viewer">Who works for the tenant.</param>
/// <param name="now">The time (UTC) by which it is done.</param>
/// <param name="lease">By which nobody else begins it.</param>
/// <param name="sinceEvent">The newest event that was there when it was last done; 0 for never.</param>
/// <param name="cancellation">Ends it between two transactions.</param>
sealed class JobRun(Database database, Viewer viewer, DateTime now, TenantLease lease, long sinceEvent, CancellationToken cancellation)
{
    /// <summary>How long nobody else begins it; held anew with each transaction.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public Database Database { get; } = database;
    public Viewer Viewer { get; } = viewer;
    public DateTime Now { get; } = now;
    public DateOnly Today { get; } = DateOnly.FromDateTime(now);
    public long SinceEvent { get; } = sinceEvent;
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>What this process has kept of its last run of the job for the tenant, and is to keep of this one. It only saves work, and ends with the process.</summary>
    public string? Kept { get; set; }

    /// <summary>How many events it has told.</summary>
    public int Told { get; set; }

    /// <summary>The tenant's rows as they are, to look for something to do.</summary>
    public CspGraphDb Open() => Database.Open(Viewer);

    /// <summary>Begins to write. Who runs the same job meanwhile waits for it, and then finds what was done.</summary>
    public async Task<TenantTransaction> BeginAsync()
    {
        var transaction = await Database.BeginWriteAsync(Viewer, Cancellation);
        try
        {
            // Where another process has it by now, both find what the other has done.
            await lease.HoldAsync(transaction.Db, Cancellation);
            // Nothing comes to another reseller meanwhile.
            await transaction.Db.LockTreeAsync(Cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
