using System.CommandLine;
using CspGraph.Data.Tenancy;

namespace CspGraph.Api.Host.Commands;

static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Create the database if there is none, and bring its tables to this build's.");
        command.SetAction(async (parse, cancellation) =>
        {
            var context = CommandContext.Of(parse);
            await context.Database.MigrateAsync(cancellation);
            if (await ServerCheck.MigratedFaultAsync(context.Database, cancellation) is { } fault) throw new StartRefusedException($"The tables are this build's, but it would not serve from them. {fault}");
            parse.InvocationConfiguration.Output.WriteLine("The database is up to date.");
            return 0;
        });
        return command;
    }
}
