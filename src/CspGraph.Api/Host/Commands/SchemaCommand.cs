using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Host.Commands;

static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the schema in the Schema Definition Language.");
        command.SetAction(parse =>
        {
            parse.InvocationConfiguration.Output.WriteLine(ProductSchema.CreateEngine(NullLogger.Instance).Sdl);
            return 0;
        });
        return command;
    }
}
