using System.CommandLine;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Events;

static class ChaosCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { Description = "How many events are written.", DefaultValueFactory = _ => 10_000 };
        var clients = new Option<int>("--clients") { Description = "How many clients follow.", DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { Description = "For how long events are written and things are killed.", DefaultValueFactory = _ => 60 };
        var seed = FailingCommand.Seed("What is killed when.");
        var command = new Command("chaos", "Kill API processes, Redis and sockets while clients follow the log: none may miss an event, have one twice or see one that is not its own.") { Options = { events, clients, seconds, seed } };
        command.Runs(async (parse, cancellation) =>
        {
            await using var chaos = new Chaos(new(parse.GetValue(events), parse.GetValue(clients), parse.GetValue(seconds), parse.GetValue(seed)), parse.InvocationConfiguration.Output);
            await chaos.RunAsync(cancellation);
        });
        return command;
    }
}
