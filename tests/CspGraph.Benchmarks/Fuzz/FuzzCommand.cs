using System.CommandLine;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Fuzz;

static class FuzzCommand
{
    public static Command Create()
    {
        var requests = new Option<int>("--requests") { Description = "How many requests and sockets.", DefaultValueFactory = _ => 10_000 };
        var seed = FailingCommand.Seed("What is sent: the same for the same seed and number.");
        var only = new Option<int?>("--only") { Description = "The number of one request, to send it again by itself." };
        var command = new Command("fuzz", "Send an API process what no client should: none of it may fail there, hang, or hurt others.") { Options = { requests, seed, only } };
        command.Runs(async (parse, cancellation) =>
        {
            await using var fuzz = new FuzzRun(new(parse.GetValue(requests), parse.GetValue(seed), parse.GetValue(only)), parse.InvocationConfiguration.Output);
            await fuzz.RunAsync(cancellation);
        });
        return command;
    }
}
