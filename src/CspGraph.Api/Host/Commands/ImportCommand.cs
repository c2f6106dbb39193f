using System.CommandLine;

namespace CspGraph.Api.Host.Commands;

static class ImportCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = "What the file holds." };
        kind.AcceptOnlyFromAmong("license-reconciliation");
        var file = new Argument<FileInfo>("file") { Description = "A CSV file, or the same gzipped." };
        file.AcceptExistingOnly();
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name.", Required = true };
        var command = new Command("import", "Import a file; a bad one changes nothing and its offending lines are named.")
        {
            Arguments = { kind, file },
            Options = { tenant },
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var context = await CommandContext.Of(parse).ReadyAsync(cancellation);
            await using var directory = context.Database.OpenDirectory();
            if (await directory.FindTenantAsync(parse.GetValue(tenant)!, cancellation) is null)
                throw new StartRefusedException($"There is no tenant '{parse.GetValue(tenant)}'.");
            throw new StartRefusedException("Imports are not part of this build.");
        });
        return command;
    }
}
