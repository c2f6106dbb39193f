using CspGraph.Data;
using CspGraph.Domain.Tenancy;

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
        await using var transaction = await database.BeginWriteAsync(attempt.Caller.Viewer, patience.Token);
        transaction.Db.AddRange(entries);
        await transaction.Db.SaveChangesAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }

    public AuditEntry Entry(Attempted attempt, AuditOutcome outcome, string? code = null, string? subject = null, string? before = null, string? after = null) =>
        attempt.Entry(database.Ids, clock, outcome, code, subject, before, after);
}
