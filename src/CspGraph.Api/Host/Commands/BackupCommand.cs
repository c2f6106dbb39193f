using System.CommandLine;
using CspGraph.Data;

namespace CspGraph.Api.Host.Commands;

static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to: a file that is not there yet." };
        var command = new Command("backup", "Copy the embedded database as it is at one moment, whoever uses it meanwhile.") { file };
        command.SetAction(async (parse, cancellation) =>
        {
            var database = CommandContext.Of(parse).Database;
            if (database.Provider is not DatabaseProvider.Sqlite) throw new StartRefusedException("SQL Server makes its own backups: BACKUP DATABASE.");
            var target = parse.GetRequiredValue(file);
            if (target.Exists) throw new StartRefusedException($"{target.FullName} is there already.");
            await database.BackUpAsync(target.FullName, cancellation);
            target.Refresh();
            parse.InvocationConfiguration.Output.WriteLine($"{target.FullName} has {target.Length} bytes.");
            return 0;
        });
        return command;
    }
}
