using System.CommandLine;
using CspGraph.Benchmarks.Floor;

namespace CspGraph.Benchmarks.Compare;

static class CompareCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each operation is measured on each server.", DefaultValueFactory = _ => 5 };
        var size = new Option<string>("--size") { Description = "How large a network.", DefaultValueFactory = _ => "medium" };
        size.AcceptOnlyFromAmong("medium", "large");
        var operation = new Option<string[]>("--operation") { Description = "Only these operations, such as Q3.", DefaultValueFactory = _ => [.. FloorOperations.ByName.Keys] };
        operation.AcceptOnlyFromAmong([.. FloorOperations.ByName.Keys]);
        var command = new Command("compare", "Ask the API and the floor the same operations over HTTP, in turns, and print what each took.") { Options = { rounds, size, operation } };
        command.SetAction(async (parse, cancellation) =>
        {
            try
            {
                await new Comparison(parse.GetRequiredValue(size), parse.GetValue(rounds), parse.GetRequiredValue(operation), parse.InvocationConfiguration.Output).RunAsync(cancellation);
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
