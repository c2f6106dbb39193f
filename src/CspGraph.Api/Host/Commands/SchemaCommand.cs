using System.CommandLine;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Commands;

static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the schema in the Schema Definition Language.");
        command.SetAction(parse =>
        {
            parse.InvocationConfiguration.Output.WriteLine(new GraphEngine<CspGraphDb, Viewer>().Sdl);
            return 0;
        });
        return command;
    }
}
