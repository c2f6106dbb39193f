using System.CommandLine;
using CspGraph.Benchmarks.Compare;

namespace CspGraph.Benchmarks.Events;

static class EventsCommand
{
    public static Command Create()
    {
        var (rounds, keep) = (Bench.Rounds(), Bench.Keep());
        rounds.Description = "How many tens of events are measured from commit to last frame.";
        var command = new Command("events", "One event to a thousand sockets, thousands of idle sockets, and thousands of events a second.") { Options = { rounds, keep } };
        command.SetAction((parse, cancellation) => Bench.RunAsync(parse, keep, async (folder, network) =>
            await new EventsBenchmark(parse.GetValue(rounds), parse.InvocationConfiguration.Output).RunAsync(folder, await network.FileAsync("small", cancellation), cancellation)));
        return command;
    }
}
