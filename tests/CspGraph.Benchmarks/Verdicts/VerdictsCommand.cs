using System.CommandLine;
using CspGraph.Benchmarks.Compare;

namespace CspGraph.Benchmarks.Verdicts;

static class VerdictsCommand
{
    public static Command Create()
    {
        var (rounds, keep) = (Bench.Rounds(), Bench.Keep());
        var command = new Command("verdicts", "Ask for 10,000 verdicts on Partners of Record at once, beside asking for each by itself.") { Options = { rounds, keep } };
        command.SetAction((parse, cancellation) => Bench.RunAsync(parse, keep, async (_, network) =>
            await new VerdictsBenchmark(parse.GetValue(rounds), parse.InvocationConfiguration.Output).RunAsync(await network.FileAsync("medium", cancellation), cancellation)));
        return command;
    }
}
