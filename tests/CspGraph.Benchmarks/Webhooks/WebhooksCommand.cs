using System.CommandLine;
using CspGraph.Benchmarks.Compare;

namespace CspGraph.Benchmarks.Webhooks;

static class WebhooksCommand
{
    public static Command Create()
    {
        var keep = Bench.Keep();
        var events = new Option<int>("--events") { Description = "How many events wait for each webhook.", DefaultValueFactory = _ => 1_000 };
        var command = new Command("webhooks", "Deliveries a second to healthy webhooks, with and without dead and slow ones beside them; their latency, and memory under a backlog.") { Options = { events, keep } };
        command.SetAction((parse, cancellation) => Bench.RunAsync(parse, keep, async (folder, network) =>
            await new WebhooksBenchmark(parse.GetValue(events), folder, parse.InvocationConfiguration.Output).RunAsync(await network.FileAsync("small", cancellation), cancellation)));
        return command;
    }
}
