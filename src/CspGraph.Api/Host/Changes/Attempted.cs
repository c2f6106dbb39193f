using CspGraph.Api.Host.Identity;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Changes;

/// <summary>What somebody attempts.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Action">The mutation, or the command.</param>
/// <param name="CorrelationId">By which the request is found in the log.</param>
/// <param name="IsDryRun">Nothing is to be kept of it.</param>
/// <param name="Subject">What is to be changed, where it is named.</param>
/// <param name="Input">What is asked for, as JSON.</param>
sealed record Attempted(Caller Caller, string Action, string CorrelationId, bool IsDryRun = false, NodeId? Subject = null, string? Input = null)
{
    /// <summary>What the audit log says of it: of one row that it touched, or of none.</summary>
    public AuditEntry Entry(Ids ids, TimeProvider clock, AuditOutcome outcome, string? code = null, string? subject = null, string? before = null, string? after = null) => new()
    {
        Id = ids.Next(),
        RecordedAt = clock.GetUtcNow().UtcDateTime,
        ActorKind = Caller.Actor.Kind,
        ActorId = Caller.Actor.Id,
        ActorName = Caller.Actor.Name,
        ActorRole = Caller.Viewer.Role,
        ActorResellerId = Caller.Viewer.SubtreeRootId,
        Action = Action,
        Outcome = outcome,
        IsDryRun = IsDryRun,
        Code = code,
        SubjectId = subject ?? Subject?.ToString(),
        Input = Input,
        Before = before,
        After = after,
        CorrelationId = CorrelationId,
    };
}
