using System.CommandLine;

namespace CspGraph.Benchmarks.Processes;

/// <summary>Commands that measure nothing: they hold, or fail with what does not.</summary>
static class FailingCommand
{
    public static void Runs(this Command command, Func<ParseResult, CancellationToken, Task> run) => command.SetAction(async (parse, cancellation) =>
    {
        try
        {
            await run(parse, cancellation);
            return 0;
        }
        catch (BenchmarkFailedException failure)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    });

    public static Option<int> Seed(string what) => new("--seed") { Description = what, DefaultValueFactory = _ => Random.Shared.Next(1, 1_000_000) };
}
