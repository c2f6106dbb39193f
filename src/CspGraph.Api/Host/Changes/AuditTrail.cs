using System.Data;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Host.Changes;

/// <summary>Writes attempts down whose changes are not kept. What is kept takes its entries along, in its own transaction.</summary>
sealed class AuditTrail(Database database, TimeProvider clock)
{
    /// <summary>How long an entry waits for those who write before.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One attempt that was refused, or that failed.</summary>
    public Task KeepAsync(Attempted attempt, AuditOutcome outcome, string? code) => KeepAsync(attempt, [Entry(attempt, outcome, code)]);

    /// <summary>Entries that were made before.</summary>
    public async Task KeepAsync(Attempted attempt, IReadOnlyList<AuditEntry> entries)
    {
        // Whoever has gone meanwhile has attempted it all the same.
        using var patience = new CancellationTokenSource(Patience, clock);
        var isSent = false;
        await database.RetryAsync(async cancellation =>
        {
            if (isSent && await IsKeptAsync(entries[0], cancellation)) return true;
            await using var transaction = await database.BeginWriteAsync(attempt.Caller.Viewer, cancellation);
            transaction.Db.AddRange(entries);
            await transaction.Db.SaveChangesAsync(CancellationToken.None);
            isSent = true;
            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }, patience.Token);
    }

    /// <summary>Whether the transaction was committed that wrote an entry, of a server that has not said so.</summary>
    /// <remarks>It waits for that transaction where it is still under way: reading by locks it does not see past the entry.</remarks>
    public async Task<bool> IsKeptAsync(AuditEntry entry, CancellationToken cancellation)
    {
        await using var db = database.Open(TenantJobs.ViewerOf(entry.TenantId));
        var locking = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        try
        {
            return await db.AuditEntries.Whole().AnyAsync(kept => kept.Id == entry.Id, cancellation);
        }
        finally
        {
            await locking.UndoAsync();
        }
    }

    public AuditEntry Entry(Attempted attempt, AuditOutcome outcome, string? code = null, string? subject = null, string? before = null, string? after = null) =>
        attempt.Entry(database.Ids, clock, outcome, code, subject, before, after);
}
