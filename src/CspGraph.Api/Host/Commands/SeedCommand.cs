using System.CommandLine;
using CspGraph.Data;

namespace CspGraph.Api.Host.Commands;

static class SeedCommand
{
    public static Command Create()
    {
        var size = new Option<string>("--size") { Description = "How large a network.", DefaultValueFactory = _ => "small" };
        size.AcceptOnlyFromAmong("small", "medium", "large");
        var command = new Command("seed", "Write the demo network.") { Options = { size } };
        command.SetAction(async (parse, cancellation) =>
        {
            var context = await CommandContext.Of(parse).ReadyAsync(cancellation);
            await SeedAsync(context.Database, parse.GetValue(size)!, parse.InvocationConfiguration.Output, cancellation);
            return 0;
        });
        return command;
    }

    public static Task SeedAsync(Database database, string size, TextWriter output, CancellationToken cancellation) =>
        throw new StartRefusedException("The demo network is not part of this build.");
}
