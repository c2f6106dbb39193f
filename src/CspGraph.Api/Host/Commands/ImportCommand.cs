using System.CommandLine;
using CspGraph.Api.Imports;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Commands;

static class ImportCommand
{
    public static Command Create()
    {
        var names = ImportKinds.All.Select(known => known.Name).ToArray();
        var kind = new Argument<string>("kind") { Description = $"What the file holds: {string.Join(", ", names)}." };
        kind.AcceptOnlyFromAmong(names);
        var file = new Argument<FileInfo>("file") { Description = "The file, gzipped or not: JSON for network, CSV for all others." };
        file.AcceptExistingOnly();
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name.", Required = true };
        var issued = new Option<DateTimeOffset?>("--issued-at")
        {
            Description = "When the file was made, for example 2026-11-08T06:00Z: where two files state the same thing and neither tells which is newer, the later one holds. By default now.",
            HelpName = "instant",
        };
        var command = new Command("import", "Import a file; a bad one changes nothing and its offending lines are named.")
        {
            Arguments = { kind, file },
            Options = { tenant, issued },
        };
        command.SetAction((parse, cancellation) => RunAsync(parse, ImportKinds.All.Single(known => known.Name == parse.GetRequiredValue(kind)).Kind, parse.GetRequiredValue(file), parse.GetRequiredValue(tenant), parse.GetValue(issued), cancellation));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parse, ImportKind kind, FileInfo file, string tenantSlug, DateTimeOffset? issuedAt, CancellationToken cancellation)
    {
        if (issuedAt > TimeProvider.System.GetUtcNow().AddDays(1)) throw new StartRefusedException("--issued-at is in the future: no later issue could ever hold.");
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var database = (await CommandContext.Of(parse).ReadyAsync(cancellation)).Database;
        var tenant = await new TenantDirectory(database).FindAsync(tenantSlug, cancellation) ?? throw new StartRefusedException($"There is no tenant '{tenantSlug}'.");

        // The operator who can run this process holds the database's own login: the whole tenant is theirs.
        var viewer = new Viewer(tenant, Role.DistributorAdmin, SubtreeRootId: null);
        var source = new ImportSource(kind, file.Name, issuedAt?.UtcDateTime);
        source = source with { Attempt = ImportAttempt.ToImport(OperatorCaller.Of(viewer), OperatorCaller.NewCorrelationId(), source) };
        await using var content = file.OpenRead();
        var progress = new ImportProgressLines(output, onTerminal: !Console.IsOutputRedirected);
        var outcome = await FileImport.RunAsync(database, viewer, source, content, progress, TimeProvider.System, cancellation);
        progress.End();

        if (outcome.Status is ImportStatus.Succeeded)
        {
            if (outcome.AlreadyImported)
            {
                await output.WriteLineAsync($"{file.Name}: imported before ({outcome.Lines:N0} lines), nothing changed.");
                return 0;
            }
            await using var db = database.Open(viewer);
            var superseded = await SupersededInvoices.OfAsync(db, outcome.RunId, cancellation);
            await output.WriteLineAsync($"{file.Name}: {outcome.Lines:N0} lines, {outcome.Created:N0} created, {outcome.Updated:N0} updated{(superseded > 0 ? $", earlier issues of invoices superseded: {superseded:N0}" : "")}.");
            return 0;
        }
        if (outcome.Status is ImportStatus.Cancelled)
        {
            await error.WriteLineAsync($"{file.Name}: cancelled from elsewhere; nothing was imported.");
            return CommandLine.Failed;
        }
        foreach (var offence in outcome.Errors) await error.WriteLineAsync($"{file.Name}:{offence.Line}: {offence.Column ?? "line"}: {offence.Reason}");
        var named = outcome.ErrorCount > outcome.Errors.Count ? $" ({outcome.Errors.Count} named)" : "";
        await error.WriteLineAsync($"{file.Name}: nothing was imported; offending lines: {outcome.ErrorCount:N0}{named}.");
        return CommandLine.Failed;
    }
}
