namespace CspGraph.Api.Tests.Oracle;

/// <summary>One arena for the tests of a class that only read.</summary>
public sealed class ArenaFixture : IAsyncLifetime
{
    internal Arena Arena { get; private set; } = null!;

    public async Task InitializeAsync() => Arena = await Arena.CreateAsync(seed: 1);

    public Task DisposeAsync() => Arena.DisposeAsync().AsTask();
}
