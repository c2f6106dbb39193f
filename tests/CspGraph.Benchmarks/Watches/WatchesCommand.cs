using System.CommandLine;
using CspGraph.Benchmarks.Compare;

namespace CspGraph.Benchmarks.Watches;

static class WatchesCommand
{
    public static Command Create()
    {
        var keep = Bench.Keep();
        var small = new Option<bool>("--small") { Description = "The small network, and usage of a thousand customers of it at most: to try something, not to measure." };
        var plans = new Option<bool>("--plans") { Description = "Also print the statements that took longest, and how SQLite runs them." };
        var only = new Option<string>("--only") { Description = "One of the two watches.", DefaultValueFactory = _ => "both" };
        only.AcceptOnlyFromAmong("renewals", "spend", "both");
        var command = new Command("watches", "The watches over renewals and spend, on a network of 20,000 customers and 200,000 subscriptions.") { Options = { keep, small, plans, only } };
        command.SetAction((parse, cancellation) => Bench.RunAsync(parse, keep, async (folder, network) =>
        {
            var output = parse.InvocationConfiguration.Output;
            var (isSmall, withPlans) = (parse.GetValue(small), parse.GetValue(plans));
            var start = TimeProvider.System.GetUtcNow();
            await output.WriteLineAsync(Machine.Describe() + "\n");
            // A kept network stays as it was seeded.
            var seeded = await network.FileAsync(isSmall ? "small" : "medium", cancellation);
            string Copy(string name)
            {
                var copy = Path.Combine(folder, name);
                File.Copy(seeded, copy);
                return copy;
            }
            var (missed, which) = (0, parse.GetValue(only));
            if (which is not "spend") missed += await new RenewalSweeps(Copy("renewals.db"), start, withPlans, output).RunAsync(cancellation);
            if (which is not "renewals") missed += await new SpendSweeps(Copy("spend.db"), start, isSmall ? 5 : 50, withPlans, output).RunAsync(cancellation);
            if (missed > 0) throw new BenchmarkFailedException($"Goals that were missed: {missed}.");
        }));
        return command;
    }
}
