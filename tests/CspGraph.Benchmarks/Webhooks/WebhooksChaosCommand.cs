using System.CommandLine;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Webhooks;

static class WebhooksChaosCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { Description = "How many events are written.", DefaultValueFactory = _ => 10_000 };
        var kills = new Option<int>("--kills") { Description = "How often what delivers is killed.", DefaultValueFactory = _ => 10 };
        var seed = FailingCommand.Seed("What is written, what is killed when, and what is refused.");
        var command = new Command("webhooks-chaos", "Kill API processes in the middle of deliveries: every back end has every event of its webhook at least once, in order where that is asked for, and no other.") { Options = { events, kills, seed } };
        command.Runs(async (parse, cancellation) =>
        {
            await using var chaos = new WebhooksChaos(new(parse.GetValue(events), parse.GetValue(kills), parse.GetValue(seed)), parse.InvocationConfiguration.Output);
            await chaos.RunAsync(cancellation);
        });
        return command;
    }
}
