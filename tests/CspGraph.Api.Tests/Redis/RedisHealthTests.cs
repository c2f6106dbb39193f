using CspGraph.Api.Tests.Host;

namespace CspGraph.Api.Tests.Redis;

/// <summary>Redis makes a server better, and its absence does not make it worse than a server without.</summary>
public sealed class RedisHealthTests
{
    const string Query = "{ resellers { totalCount } }";

    [SkippableTheory]
    [InlineData(RedisKind.Garnet)]
    [InlineData(RedisKind.Server)]
    public async Task A_server_with_Redis_is_ready(RedisKind kind)
    {
        await using var redis = await TestRedis.StartAsync(kind);
        await using var server = await TestServer.StartAsync(redis.Setting);

        Assert.Equal((200, "Healthy"), await ReadyAsync(server));
    }

    [Fact]
    public async Task A_server_whose_Redis_is_away_starts_and_answers_and_is_degraded()
    {
        await using var redis = TestRedis.Away();
        await using var server = await TestServer.StartAsync(redis.Setting);

        Assert.Equal((200, "Degraded"), await ReadyAsync(server));
        var answer = await server.SendAsync(TestServer.Post("graphql", new { query = Query }), await server.TokenAsync());
        Assert.Equal("""{"data":{"resellers":{"totalCount":3}}}""", answer.Body);
    }

    [Fact]
    public async Task A_server_whose_Redis_goes_is_degraded()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var server = await TestServer.StartAsync(redis.Setting);
        Assert.Equal((200, "Healthy"), await ReadyAsync(server));

        redis.Stop();

        Assert.Equal((200, "Degraded"), await ReadyAsync(server));
        var answer = await server.SendAsync(TestServer.Post("graphql", new { query = Query }), await server.TokenAsync());
        Assert.Equal((200, null), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Without_Redis_a_server_is_ready()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal((200, "Healthy"), await ReadyAsync(server));
    }

    static async Task<(int Status, string Body)> ReadyAsync(TestServer server)
    {
        using var ready = await server.Http.GetAsync("health/ready");
        return ((int)ready.StatusCode, await ready.Content.ReadAsStringAsync());
    }
}
