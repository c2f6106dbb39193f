using System.CommandLine;

namespace CspGraph.Benchmarks.Events;

static class ChaosCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { Description = "How many events are written.", DefaultValueFactory = _ => 10_000 };
        var clients = new Option<int>("--clients") { Description = "How many clients follow.", DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { Description = "For how long events are written and things are killed.", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "What is killed when.", DefaultValueFactory = _ => Random.Shared.Next(1, 1_000_000) };
        var command = new Command("chaos", "Kill API processes, Redis and sockets while clients follow the log: none may miss an event, have one twice or see one that is not its own.") { Options = { events, clients, seconds, seed } };
        command.SetAction(async (parse, cancellation) =>
        {
            try
            {
                await using var chaos = new Chaos(new(parse.GetValue(events), parse.GetValue(clients), parse.GetValue(seconds), parse.GetValue(seed)), parse.InvocationConfiguration.Output);
                await chaos.RunAsync(cancellation);
                return 0;
            }
            catch (BenchmarkFailedException failure)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
                return 1;
            }
        });
        return command;
    }
}
