using System.Diagnostics;
using CspGraph.Benchmarks.Processes;

namespace CspGraph.Benchmarks.Fuzz;

/// <summary>A client of another tenant that asks the same again and again, whatever is sent beside it: it must be given the same answer each time, soon.</summary>
sealed class Canary(Replica replica)
{
    const string Query = "{ resellers(first: 20, order: [{ name: ASC }]) { totalCount nodes { name customers(first: 5) { totalCount nodes { name subscriptions(first: 5) { nodes { name quantity } } } } } } viewer { tenant } }";
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly List<double> times = [];
    string token = "";
    string expected = "";

    public async Task BeginAsync(CancellationToken cancellation)
    {
        token = await replica.TokenAsync("DISTRIBUTOR_ADMIN", null, cancellation, "northwind");
        expected = await AskAsync(cancellation);
        if (!expected.Contains("\"northwind\"", StringComparison.Ordinal)) throw new BenchmarkFailedException($"The canary was not answered: {expected}");
    }

    public async Task RunAsync(Action<string> wrong, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            await CheckAsync(wrong);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    public async Task CheckAsync(Action<string> wrong)
    {
        using var time = new CancellationTokenSource(RawExchange.Patience);
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (await AskAsync(time.Token) is var answer && answer != expected) wrong($"A valid request was answered wrongly: {answer}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or BenchmarkFailedException or System.Text.Json.JsonException)
        {
            wrong($"A valid request was not answered: {failure.Message}");
        }
        times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public override string ToString() => $"{times.Count:N0} valid requests beside them: p50 {At(0.5):N1} ms, p99 {At(0.99):N1} ms, longest {At(1):N0} ms.";

    double At(double part) => times.Order().ElementAt((int)Math.Ceiling(part * (times.Count - 1)));

    async Task<string> AskAsync(CancellationToken cancellation) => (await replica.AskAsync(token, Query, null, cancellation)).GetRawText();
}
