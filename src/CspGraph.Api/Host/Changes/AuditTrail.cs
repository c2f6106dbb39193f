using CspGraph.Api.Host.Identity;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Changes;

/// <summary>Writes down every attempt to change something: with the change where it is made, by itself where it is not.</summary>
sealed class AuditTrail(Database database, TimeProvider clock)
{
    /// <summary>An entry of an attempt that touched one row, or none.</summary>
    public AuditEntry Entry(Attempted attempt, AuditOutcome outcome, string? code = null, string? subject = null, string? before = null, string? after = null) => new()
    {
        Id = database.Ids.Next(),
        RecordedAt = clock.GetUtcNow().UtcDateTime,
        ActorKind = attempt.Caller.Actor.Kind,
        ActorId = attempt.Caller.Actor.Id,
        ActorName = attempt.Caller.Actor.Name,
        ActorRole = attempt.Caller.Viewer.Role,
        ActorResellerId = attempt.Caller.Viewer.SubtreeRootId,
        Action = attempt.Action,
        Outcome = outcome,
        IsDryRun = attempt.IsDryRun,
        Code = code,
        SubjectId = subject ?? attempt.Subject?.ToString(),
        Input = attempt.Input,
        Before = before,
        After = after,
        CorrelationId = attempt.CorrelationId,
    };

    /// <summary>Keeps entries of what was not kept itself.</summary>
    public async Task KeepAsync(Attempted attempt, params IReadOnlyList<AuditEntry> entries)
    {
        // Whoever has gone meanwhile has attempted it all the same.
        await using var transaction = await database.BeginWriteAsync(attempt.Caller.Viewer, CancellationToken.None);
        transaction.Db.AddRange(entries);
        await transaction.Db.SaveChangesAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }
}

/// <summary>What somebody attempts.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Action">The mutation, or the command.</param>
/// <param name="CorrelationId">By which the request is found in the log.</param>
/// <param name="IsDryRun">Nothing is to be kept of it.</param>
/// <param name="Subject">What is to be changed, where it is named.</param>
/// <param name="Input">What is asked for, as JSON.</param>
sealed record Attempted(Caller Caller, string Action, string CorrelationId, bool IsDryRun = false, NodeId? Subject = null, string? Input = null);
