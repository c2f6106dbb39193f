using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Domain.Imports;
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

    public static string Result(ImportRun run) => JsonSerializer.Serialize(new { run.Status, run.LineCount, run.AlreadyImported, run.Created, run.Updated, run.ErrorCount }, ChangeJson.Options);
}
