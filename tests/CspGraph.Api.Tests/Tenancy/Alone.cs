using System.Collections.Concurrent;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What each viewer is told where nobody else asks and no answer is kept; held against a server that all of them use.</summary>
sealed class Alone
{
    readonly IReadOnlyList<(Onlooker Onlooker, Ask Ask, int Number, Told Told)> answers;

    Alone(IReadOnlyList<(Onlooker, Ask, int, Told)> answers) => this.answers = answers;

    /// <summary>Every kind of viewer of one tenant, and those of the other that are most like them.</summary>
    static IReadOnlyList<Onlooker> Everybody => [.. Onlooker.All, .. Onlooker.All.Select(onlooker => onlooker.Foreigner)];

    public static async Task<Alone> OfAsync(IsolationServer server, IReadOnlyList<Ask> asks)
    {
        var answers = new List<(Onlooker, Ask, int, Told)>();
        for (var number = 0; number < asks.Count; number++)
            foreach (var onlooker in Everybody) answers.Add((onlooker, asks[number], number, await server.AskAsync(onlooker, asks[number], number)));
        return new(answers);
    }

    /// <summary>All ask the same one after the other, those first who ask last in the second round: so that each finds what any other has left.</summary>
    public async Task CheckOneByOneAsync(IsolationServer server)
    {
        foreach (var same in answers.GroupBy(answer => answer.Ask))
            foreach (var answer in same.Concat(same.Reverse())) await CheckAsync(server, answer);
    }

    /// <summary>So many ask at any time, whatever comes next.</summary>
    public async Task CheckAtOnceAsync(IsolationServer server, int requests)
    {
        var random = new Random(5);
        var waiting = new ConcurrentQueue<(Onlooker, Ask, int, Told)>(answers.OrderBy(_ => random.Next()));
        await Task.WhenAll(Enumerable.Range(0, requests).Select(async _ =>
        {
            while (waiting.TryDequeue(out var answer)) await CheckAsync(server, answer);
        }));
    }

    static async Task CheckAsync(IsolationServer server, (Onlooker Onlooker, Ask Ask, int Number, Told Told) answer)
    {
        var told = await server.AskAsync(answer.Onlooker, answer.Ask, answer.Number);
        if (Isolation.Difference(answer.Told, told) is { } difference) throw new LeakException($"{answer.Onlooker.Name} · {answer.Ask}", $"alone the answer is another than among others: {difference}");
    }
}
