using System.CommandLine;
using CspGraph.Benchmarks.Floor;

namespace CspGraph.Benchmarks.Compare;

static class CompareCommand
{
    public static Command Create()
    {
        var (rounds, keep) = (Bench.Rounds(), Bench.Keep());
        var size = new Option<string>("--size") { Description = "How large a network.", DefaultValueFactory = _ => "medium" };
        size.AcceptOnlyFromAmong("small", "medium", "large");
        var operation = new Option<string[]>("--operation") { Description = "Only these operations, such as Q3.", DefaultValueFactory = _ => [.. FloorOperations.ByName.Keys] };
        operation.AcceptOnlyFromAmong([.. FloorOperations.ByName.Keys]);
        var cached = new Option<bool>("--cached") { Description = "Instead of the floor, ask Q3 of the API with its response cache, and without." };
        var command = new Command("compare", "Ask the API and the floor the same operations over HTTP, in turns, and print what each took.") { Options = { rounds, size, operation, cached, keep } };
        command.SetAction((parse, cancellation) => Bench.RunAsync(parse, keep, (folder, network) => parse.GetValue(cached)
            ? new CachedComparison(parse.GetRequiredValue(size), parse.GetValue(rounds), parse.InvocationConfiguration.Output).RunAsync(folder, network, cancellation)
            : new Comparison(parse.GetRequiredValue(size), parse.GetValue(rounds), parse.GetRequiredValue(operation), parse.InvocationConfiguration.Output).RunAsync(folder, network, cancellation)));
        return command;
    }
}
