using System.CommandLine;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Soak;

static class SoakCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "For how long. Each fault is made once at least, so it may be longer.", DefaultValueFactory = _ => 180 };
        var seed = FailingCommand.Seed("What is asked, what is broken when, and for how long.");
        var command = new Command("soak", "Two API processes and a Redis under mixed load, while what they need fails: no wrong answer, no acknowledged change lost, no event lost or doubled.") { Options = { seconds, seed } };
        command.Runs(async (parse, cancellation) =>
        {
            await using var soak = new SoakRun(new(parse.GetValue(seconds), parse.GetValue(seed)), parse.InvocationConfiguration.Output);
            await soak.RunAsync(cancellation);
        });
        return command;
    }
}
