using System.Collections.Concurrent;

namespace CspGraph.Benchmarks.Soak;

/// <summary>What was done, how it ended and how long it took; and whatever was not as it should be.</summary>
sealed class Tally
{
    /// <summary>Of one kind, so many are printed: the first ones tell.</summary>
    const int MostToldAlike = 5;

    readonly ConcurrentDictionary<(string Kind, string Code), ConcurrentBag<double>> done = [];
    readonly ConcurrentDictionary<string, int> wrong = [];
    readonly ConcurrentQueue<string> told = [];

    public bool IsClean => wrong.IsEmpty;

    public void Add(string kind, string code, TimeSpan took) => done.GetOrAdd((kind, code), _ => []).Add(took.TotalMilliseconds);

    /// <param name="what">Its kind, the same for what is alike.</param>
    /// <param name="detail">Of this one.</param>
    public void Wrong(string what, string detail)
    {
        if (wrong.AddOrUpdate(what, 1, (_, count) => count + 1) <= MostToldAlike) told.Enqueue($"{what}: {detail}");
    }

    public string Failure => string.Join('\n', [.. told, .. wrong.Where(entry => entry.Value > MostToldAlike).Select(entry => $"{entry.Key}: {entry.Value} in all")]);

    public async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync("| operation | done | p50 ms | p99 ms | longest ms | not done |\n| --- | ---: | ---: | ---: | ---: | --- |");
        foreach (var kind in done.GroupBy(entry => entry.Key.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var times = kind.Where(entry => entry.Key.Code == Outcome.Done).SelectMany(entry => entry.Value).Order().ToList();
            var others = kind.Where(entry => entry.Key.Code != Outcome.Done).OrderBy(entry => entry.Key.Code, StringComparer.Ordinal).Select(entry => $"{entry.Value.Count:N0} {entry.Key.Code}");
            await output.WriteLineAsync($"| {kind.Key} | {times.Count:N0} | {At(times, 0.5):N1} | {At(times, 0.99):N1} | {At(times, 1):N0} | {string.Join(", ", others)} |");
        }
    }

    static double At(List<double> ordered, double part) => ordered.Count == 0 ? 0 : ordered[(int)Math.Ceiling(part * (ordered.Count - 1))];
}
