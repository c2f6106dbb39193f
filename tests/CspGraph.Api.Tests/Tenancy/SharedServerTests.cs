namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What is kept for one viewer, or is under way for one, is never another's.</summary>
public sealed class SharedServerTests(TrueWorld truth) : IClassFixture<TrueWorld>
{
    const string WithoutCache = "--GraphQL:Cache:Enabled=false";

    /// <summary>One document for each root field.</summary>
    static IReadOnlyList<Ask> Asks() => [.. Documents.OfProduct().Selections.Where(ask => ask.Name.StartsWith("Query.", StringComparison.Ordinal))];

    [Fact]
    public async Task An_answer_that_is_kept_is_only_for_those_who_would_be_told_the_same()
    {
        await using var alone = await IsolationServer.StartAsync(World.True(), settings: WithoutCache);
        await (await Alone.OfAsync(alone, Asks())).CheckOneByOneAsync(truth.Server);
    }

    [Fact]
    public async Task Among_64_requests_at_once_each_is_answered_as_if_it_were_alone()
    {
        await using var alone = await IsolationServer.StartAsync(World.True(), settings: WithoutCache);
        await (await Alone.OfAsync(alone, Asks())).CheckAtOnceAsync(alone, requests: 64);
    }
}
