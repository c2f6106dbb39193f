using System.CommandLine;
using System.Diagnostics;
using CspGraph.Api.Host;
using CspGraph.Api.Tests.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Benchmarks.Attacks;

static class AttacksCommand
{
    const int Runs = 5;

    public static Command Create()
    {
        var command = new Command("attacks", "Send the engine what is made to cost more than it is worth, and print how long each takes to be refused.");
        command.SetAction(async (parse, cancellation) =>
        {
            // Nothing is kept, so that each run compiles anew.
            var engine = ProductSchema.CreateEngine(NullLogger.Instance, ProductSchema.Options with { CompiledCharacters = 1 }, ServerSettings.DefaultRequestBytes);
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync("| attack | document KB | ms | nodes | answer |\n| --- | ---: | ---: | ---: | --- |");
            var refused = true;
            foreach (var attack in Attack.All)
            {
                var request = attack.Request;
                var times = new List<double>();
                var answer = await engine.PrepareAsync(request, cancellation);
                for (var run = 0; run < Runs; run++)
                {
                    var start = Stopwatch.GetTimestamp();
                    answer = await engine.PrepareAsync(request, cancellation);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
                refused &= answer.Errors.Count > 0;
                var told = answer.Errors is [var first, ..] ? $"{first.Code}: {first.Message}" : "taken";
                await output.WriteLineAsync($"| {attack.Name} | {attack.Query.Length / 1e3:N1} | {times.Order().ElementAt(Runs / 2):N2} | {answer.Work.Nodes:N0} | {told} |");
            }
            return refused ? 0 : 1;
        });
        return command;
    }
}
