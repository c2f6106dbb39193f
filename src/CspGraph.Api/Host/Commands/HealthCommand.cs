using System.CommandLine;

namespace CspGraph.Api.Host.Commands;

/// <summary>For where the image runs, which has neither a shell nor curl: health checks of containers, the chart's test, and who looks from inside.</summary>
static class HealthCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "Where the server is, such as http://localhost:8080." };
        var command = new Command("health", "Ask a running server whether it is ready, and print what it answers.") { Arguments = { url } };
        command.SetAction(async (parse, cancellation) =>
        {
            var text = parse.GetValue(url)!;
            if (!Uri.TryCreate(text, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https")) throw new StartRefusedException($"'{text}' is no http address.");
            using var http = new HttpClient { Timeout = Patience };
            try
            {
                using var answer = await http.GetAsync(new Uri(server, "/health/ready"), cancellation);
                await parse.InvocationConfiguration.Output.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellation));
                return answer.IsSuccessStatusCode ? 0 : CommandLine.Failed;
            }
            catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"{text} does not answer: {unreachable.Message}");
                return CommandLine.Failed;
            }
        });
        return command;
    }
}
