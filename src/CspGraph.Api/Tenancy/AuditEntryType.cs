using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Tenancy;

/// <summary>An entry of the audit log.</summary>
sealed class AuditEntryType : EntityType<AuditEntry, CspGraphDb, Viewer>
{
    public const char Tag = 'T';

    public AuditEntryType() : base("AuditEntry", "AuditEntries", Tag, "One attempt to change something, refused ones and dry runs too. Nothing of the log is ever changed or taken away. Seen by the tenant's administrators.")
    {
        // It grows without a new version of the data.
        NotCached();
        Column(entry => entry.RecordedAt, "When.").Filterable().Sortable();
        Column(entry => entry.ActorKind, "Which kind of caller it was.").Filterable();
        Column(entry => entry.ActorId, "By which the caller is found again: the object id of a person, the application's id, the key's id.").Filterable();
        Column(entry => entry.ActorName, "As the caller was called then.");
        Column(entry => entry.ActorRole, "The role in which it was attempted.").Filterable();
        Computed("actorScope", (entry, viewer) => entry.ActorResellerId == null ? (Engine.NodeId?)null : new Engine.NodeId(ResellerType.Tag, entry.ActorResellerId.Value), "The global id of the reseller to which the caller's sight was bound; null for the whole tenant.");
        Column(entry => entry.Action, "What was attempted: the mutation's name, or the command's.").Filterable();
        Column(entry => entry.Outcome, "How it ended.").Filterable();
        Column(entry => entry.IsDryRun, "Whether nothing was to be kept of it.").Filterable();
        Column(entry => entry.Code, "Why it was refused, or how it failed, as a code; null when it succeeded.").Filterable();
        Column(entry => entry.SubjectId, "The global id of what was changed, or was to be; null for nothing that there is.").As("ID").Filterable();
        Column(entry => entry.Input, "What was asked for, as JSON, without secrets; null when it was too long to keep.");
        Column(entry => entry.Before, "What was changed of the subject, as a JSON object of the values before; null for a new one.");
        Column(entry => entry.After, "The values afterwards, as a JSON object; null when nothing was changed.");
        Column(entry => entry.CorrelationId, "The request's X-Correlation-Id.");
    }

    public static readonly EnumType<ActorKind> Kind = new("ActorKind", "Which kind of caller did something.",
        (Domain.Tenancy.ActorKind.Person, "A person, signed in with Microsoft Entra."),
        (Domain.Tenancy.ActorKind.Application, "An application with a Microsoft Entra token of its own."),
        (Domain.Tenancy.ActorKind.ApiKey, "A back end with an API key."),
        (Domain.Tenancy.ActorKind.Development, "A token of the Development environment."),
        (Domain.Tenancy.ActorKind.Operator, "Who runs the installation, by a command."));

    public static readonly EnumType<AuditOutcome> Outcomes = new("AuditOutcome", "How an attempt ended.",
        (AuditOutcome.Succeeded, "Done; of a dry run: it would have been."),
        (AuditOutcome.Refused, "Refused by a rule, or for want of a right."),
        (AuditOutcome.Failed, "Something failed: nothing was changed."));
}
