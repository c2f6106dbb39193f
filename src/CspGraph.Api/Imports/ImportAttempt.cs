using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Imports;

/// <summary>What the audit log says of imports.</summary>
static class ImportAttempt
{
    public static Attempted ToImport(Caller caller, string correlationId, ImportSource source) => new(
        caller, "import", correlationId, Input: JsonSerializer.Serialize(new { source.Kind, FileName = ImportSource.Short(source.FileName), source.IssuedAt }, ChangeJson.Options));

    public static Attempted ToImport(Caller caller, string correlationId) => new(caller, "import", correlationId);

    public static Attempted ToCancel(Caller caller, string correlationId, string run) => new(
        caller, "cancelImport", correlationId, Subject: NodeId.TryParse(run, out var id) ? id : null);

    /// <param name="status">Of an import that has ended.</param>
    /// <param name="brokeDown">Whether it failed by no fault of the file.</param>
    public static (AuditOutcome Outcome, string? Code) Outcome(ImportStatus status, bool brokeDown) => status switch
    {
        ImportStatus.Succeeded => (AuditOutcome.Succeeded, null),
        ImportStatus.Cancelled => (AuditOutcome.Failed, AttemptCodes.Cancelled),
        _ when brokeDown => (AuditOutcome.Failed, GraphErrorCodes.Internal),
        _ => (AuditOutcome.Refused, ObjectionCodes.BadUserInput),
    };

    public static string Result(ImportRun run) => JsonSerializer.Serialize(new { run.Status, run.LineCount, run.AlreadyImported, run.Created, run.Updated, run.ErrorCount }, ChangeJson.Options);
}
