using CspGraph.Benchmarks.Compare;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>The deliveries of one process, to back ends in this one. Both share the machine's cores.</summary>
sealed class WebhooksBenchmark(int events, string folder, TextWriter output)
{
    const int Healthy = 20;
    const int Broken = 50;
    const int Changes = 200;
    static readonly TimeSpan BetweenChanges = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan MeasuredFor = TimeSpan.FromSeconds(20);
    static readonly int[] Backlogs = [5_000, 100_000];

    public async Task RunAsync(string seeded, CancellationToken cancellation)
    {
        Machine.RequireRelease();
        await output.WriteLineAsync(Machine.Describe() + "\n");
        await using var receiver = await Receiver.StartAsync(cancellation);
        Task<Delivering> ToAsync(Crowd crowd) => Delivering.ToAsync(crowd, receiver, folder, seeded, cancellation);

        await output.WriteLineAsync("| a backlog for | events | deliveries | more than once | seconds | deliveries/s | CPU ms/delivery | resident MB | no file's MB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        DeliveryFigures alone, crowded;
        await using (var delivering = await ToAsync(new(Healthy, 0, 0, 0))) alone = await BacklogAsync($"{Healthy} in order", delivering, Healthy, events, cancellation);
        List<double> sent, answered;
        await using (var delivering = await ToAsync(new(Healthy, 0, Broken, Broken)))
        {
            crowded = await BacklogAsync($"{Healthy} in order, with {Broken} dead and {Broken} slow", delivering, Healthy, events, cancellation);
            (sent, answered) = await delivering.ChangeAsync(Changes, BetweenChanges, cancellation);
        }
        await using (var delivering = await ToAsync(new(1, 0, Broken, Broken))) await BacklogAsync($"one in order, with {Broken} dead and {Broken} slow", delivering, 1, 5 * events, cancellation);
        await using (var delivering = await ToAsync(new(0, 1, Broken, Broken))) await BacklogAsync($"one parallel, with {Broken} dead and {Broken} slow", delivering, 1, 5 * events, cancellation);
        await output.WriteLineAsync($"\nWith the dead and the slow a backlog takes {crowded.Seconds / alone.Seconds:0.00} times as long.");
        await output.WriteLineAsync($"{Changes} changes, one each {BetweenChanges.TotalMilliseconds:0} ms, to {Healthy} healthy webhooks with {Broken} dead and {Broken} slow: from a change's answer to the receipt of its event {At(answered, 0.5):0} ms in the middle, p99 {At(answered, 0.99):0} ms; from before it is sent {At(sent, 0.5):0} and {At(sent, 0.99):0} ms.");
        foreach (var backlog in Backlogs)
        {
            await using var delivering = await ToAsync(new(Healthy, 0, Broken, Broken));
            await delivering.TellAsync(backlog, cancellation);
            await delivering.StartAsync(cancellation);
            var (memory, deliveries, seconds) = await delivering.RememberAsync(MeasuredFor, cancellation);
            await output.WriteLineAsync($"{backlog:N0} events waiting for {Healthy} healthy, {Broken} dead and {Broken} slow webhooks: {memory.Own:0} MB at most in {seconds:0} s and {deliveries:N0} deliveries, {memory.Resident:0} MB with what is mapped of the file.");
        }
    }

    async Task<DeliveryFigures> BacklogAsync(string name, Delivering delivering, int webhooks, int count, CancellationToken cancellation)
    {
        await delivering.TellAsync(count, cancellation);
        await delivering.StartAsync(cancellation);
        var figures = await delivering.DeliverAsync(cancellation);
        await output.WriteLineAsync($"| {name} | {count:N0} | {figures.Deliveries:N0} | {figures.Deliveries - webhooks * count:N0} | {figures.Seconds:0.0} | {figures.Deliveries / figures.Seconds:N0} | {figures.CpuSeconds * 1_000 / figures.Deliveries:0.00} | {figures.Memory.Resident:0} | {figures.Memory.Own:0} |");
        return figures;
    }

    static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
