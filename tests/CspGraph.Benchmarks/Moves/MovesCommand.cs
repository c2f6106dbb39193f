using System.CommandLine;

namespace CspGraph.Benchmarks.Moves;

static class MovesCommand
{
    public static Command Create()
    {
        var size = new Option<int>("--subtree") { Description = "Resellers that move together.", DefaultValueFactory = _ => 5_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often there and back.", DefaultValueFactory = _ => 5 };
        var command = new Command("moves", "Move a subtree back and forth, beside writing all of its paths anew from the statements.") { Options = { size, rounds } };
        command.SetAction(async (parse, cancellation) =>
        {
            try
            {
                await new MovesBenchmark(parse.GetRequiredValue(size), parse.GetRequiredValue(rounds), parse.InvocationConfiguration.Output).RunAsync(cancellation);
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
