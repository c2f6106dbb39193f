using System.Security.Cryptography;
using System.Text;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Host.Transport;
using CspGraph.Api.Tests.Redis;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Host;

/// <summary>Documents that clients register by their hash, as Apollo's clients do.</summary>
public sealed class AutomaticDocumentTests
{
    const string Text = "{ resellers { totalCount } }";

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_text_that_came_once_with_its_hash_is_known_by_the_hash()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();

        var unknown = await server.SendAsync(Post(Extensions(Text)), token);
        var registered = await server.SendAsync(Post(Extensions(Text), Text), token);
        var known = await server.SendAsync(Post(Extensions(Text)), token);
        var byGet = await server.SendAsync(new(HttpMethod.Get, $$$"""graphql?extensions={"persistedQuery":{"version":1,"sha256Hash":"{{{HashOf(Text)}}}"}}"""), token);
        var byId = await server.SendAsync(TestServer.Post("graphql", new { documentId = "sha256:" + HashOf(Text) }), token);

        Assert.Equal((400, "PERSISTED_DOCUMENT_NOT_FOUND"), (unknown.Status, unknown.Code));
        Assert.Equal("PersistedQueryNotFound", unknown.Json.GetProperty("errors")[0].GetProperty("message").GetString());
        foreach (var answer in new[] { registered, known, byGet, byId }) Assert.Equal("""{"data":{"resellers":{"totalCount":3}}}""", answer.Body);
    }

    [Fact]
    public async Task What_one_tenant_registers_is_unknown_to_another()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync(Post(Extensions(Text), Text), await server.TokenAsync(tenant: "contoso"));

        var other = await server.SendAsync(Post(Extensions(Text)), await server.TokenAsync(tenant: "northwind"));

        Assert.Equal("PERSISTED_DOCUMENT_NOT_FOUND", other.Code);
    }

    [Theory]
    [InlineData("the hash of another text", 1, "{ __typename }", "BAD_REQUEST")]
    [InlineData("another version", 2, Text, "BAD_REQUEST")]
    [InlineData("a document that does not compile", 1, "{ nothingHasThisName }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_wrong_registration_is_refused_and_not_kept(string name, int version, string hashed, string code)
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.TokenAsync();
        var text = code is "GRAPHQL_VALIDATION_FAILED" ? hashed : Text;

        var refused = await server.SendAsync(Post(Extensions(hashed, version), text), token);
        var after = await server.SendAsync(Post(Extensions(hashed)), token);

        Assert.Equal((name, code, "PERSISTED_DOCUMENT_NOT_FOUND"), (name, refused.Code, after.Code));
    }

    [Theory]
    [InlineData("""{"query":"{ __typename }","extensions":{"persistedQuery":7}}""")]
    [InlineData("""{"query":"{ __typename }","extensions":{"persistedQuery":{"sha256Hash":"00"}}}""")]
    [InlineData("""{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1.5,"sha256Hash":"00"}}}""")]
    [InlineData("""{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":7}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1}}}""")]
    public async Task A_wrong_extension_is_refused(string body)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(new(HttpMethod.Post, "graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") }, await server.TokenAsync());

        Assert.Equal((400, "BAD_REQUEST"), (answer.Status, answer.Code));
    }

    [SkippableTheory]
    [InlineData(RedisKind.Garnet)]
    [InlineData(RedisKind.Server)]
    public async Task Replicas_share_what_is_registered_where_there_is_a_Redis(RedisKind kind)
    {
        await using var redis = await TestRedis.StartAsync(kind);
        await using var first = await TestServer.StartAsync(redis.Setting);
        await using var second = await TestServer.StartAsync(redis.Setting);
        await first.SendAsync(Post(Extensions(Text), Text), await first.TokenAsync());

        var known = await second.SendAsync(Post(Extensions(Text)), await second.TokenAsync());
        var other = await second.SendAsync(Post(Extensions(Text)), await second.TokenAsync(tenant: "northwind"));

        Assert.Equal((null, "PERSISTED_DOCUMENT_NOT_FOUND"), (known.Code, other.Code));
    }

    [Theory]
    [InlineData(Text, null)]
    [InlineData("{ __typename }", "PERSISTED_DOCUMENT_NOT_FOUND")]
    public async Task A_shared_text_is_believed_only_as_far_as_the_hash_says_so(string kept, string? code)
    {
        await using var redis = await TestRedis.StartAsync();
        await using var server = await TestServer.StartAsync(redis.Setting);
        await using var connection = await redis.ConnectAsync();
        await connection.GetDatabase().StringSetAsync($"cspgraph:{{1}}:document:sha256:{HashOf(Text)}", kept);

        var answer = await server.SendAsync(Post(Extensions(Text)), await server.TokenAsync());

        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task A_Redis_that_is_away_costs_no_answer()
    {
        await using var redis = TestRedis.Away();
        await using var server = await TestServer.StartAsync(redis.Setting);
        var token = await server.TokenAsync();

        var unknown = await server.SendAsync(Post(Extensions(Text)), token);
        var registered = await server.SendAsync(Post(Extensions(Text), Text), token);
        var known = await server.SendAsync(Post(Extensions(Text)), token);

        Assert.Equal(("PERSISTED_DOCUMENT_NOT_FOUND", null, null), (unknown.Code, registered.Code, known.Code));
    }

    [Fact]
    public async Task The_texts_held_are_bounded_by_their_characters()
    {
        var alone = new RedisSettings(Connection: null, KeyPrefix: "");
        await using var redis = new RedisLink(alone, TimeProvider.System, NullLogger<RedisLink>.Instance);
        using var documents = new AutomaticDocuments(redis, new ViewerKeys(alone), maxCharacters: 10_000);
        var viewer = new Viewer(1, Role.Integration, SubtreeRootId: null);
        var ids = Enumerable.Range(0, 100).Select(i => $"{i:D64}").ToList();

        foreach (var id in ids) await documents.KeepAsync(viewer, id, new string('x', 936));

        var held = 0;
        foreach (var id in ids) held += await documents.FindAsync(viewer, id) is null ? 0 : 1;
        Assert.InRange(held, 1, 10);
    }

    static object Extensions(string text, int version = 1) => new { persistedQuery = new { version, sha256Hash = HashOf(text) } };

    static HttpRequestMessage Post(object extensions, string? query = null) => TestServer.Post("graphql", new { query, extensions });
}
