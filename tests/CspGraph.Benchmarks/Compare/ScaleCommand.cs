using System.CommandLine;

namespace CspGraph.Benchmarks.Compare;

static class ScaleCommand
{
    public static Command Create()
    {
        var (rounds, keep) = (Bench.Rounds(), Bench.Keep());
        var sizes = new Option<string[]>("--sizes") { Description = "Two networks, the smaller first.", DefaultValueFactory = _ => ["medium", "large"], Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        sizes.AcceptOnlyFromAmong("small", "medium", "large");
        var command = new Command("scale", "Ask the API the same operations on a network and on one ten times as large, in turns, and print what each took.") { Options = { rounds, sizes, keep } };
        command.SetAction((parse, cancellation) => Bench.RunAsync(parse, keep, (folder, network) =>
            new Scale(parse.GetRequiredValue(sizes), parse.GetValue(rounds), parse.InvocationConfiguration.Output).RunAsync(folder, network, cancellation)));
        return command;
    }
}
