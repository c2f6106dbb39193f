using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace CspGraph.Benchmarks.Floor;

static class ServeFloorCommand
{
    public const string Name = "serve-floor";

    public static Command Create()
    {
        var database = new Option<FileInfo>("--database") { Description = "The SQLite file of a seeded network.", Required = true }.AcceptExistingOnly();
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5081" };
        var tenant = new Option<int>("--tenant") { Description = "The number of the tenant whose rows are shown.", DefaultValueFactory = _ => 1 };
        var command = new Command(Name, "Answer the operations by hand-written code, by name and without GraphQL: GET /Q1?id=…") { Options = { database, urls, tenant } };
        command.SetAction(async (parse, cancellation) =>
        {
            await using var app = new FloorServer(parse.GetRequiredValue(database).FullName, parse.GetValue(tenant)).Build(parse.GetRequiredValue(urls));
            await app.StartAsync(cancellation);
            await parse.InvocationConfiguration.Output.WriteLineAsync($"The floor listens on {string.Join(", ", app.Urls)}.");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        });
        return command;
    }
}
