using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CspGraph.Api.Host.Transport;
using CspGraph.Domain.Tenancy;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task Replicas_share_what_is_registered_where_there_is_a_distributed_cache()
    {
        var shared = new SharedCache();
        await using var first = await StartAsync(shared);
        await using var second = await StartAsync(shared);
        await first.SendAsync(Post(Extensions(Text), Text), await first.TokenAsync());

        var known = await second.SendAsync(Post(Extensions(Text)), await second.TokenAsync());
        var other = await second.SendAsync(Post(Extensions(Text)), await second.TokenAsync(tenant: "northwind"));

        Assert.Equal((null, "PERSISTED_DOCUMENT_NOT_FOUND"), (known.Code, other.Code));
    }

    [Fact]
    public async Task A_shared_text_is_believed_only_as_far_as_the_hash_says_so()
    {
        var shared = new SharedCache();
        await using var first = await StartAsync(shared);
        await using var second = await StartAsync(shared);
        await first.SendAsync(Post(Extensions(Text), Text), await first.TokenAsync());
        foreach (var key in shared.Entries.Keys) shared.Entries[key] = "{ __typename }"u8.ToArray();

        var answer = await second.SendAsync(Post(Extensions(Text)), await second.TokenAsync());

        Assert.Equal("PERSISTED_DOCUMENT_NOT_FOUND", answer.Code);
    }

    [Fact]
    public async Task A_distributed_cache_out_of_reach_costs_no_answer()
    {
        var shared = new SharedCache { IsDown = true };
        await using var server = await StartAsync(shared);
        var token = await server.TokenAsync();

        var unknown = await server.SendAsync(Post(Extensions(Text)), token);
        var registered = await server.SendAsync(Post(Extensions(Text), Text), token);
        var known = await server.SendAsync(Post(Extensions(Text)), token);

        Assert.Equal(("PERSISTED_DOCUMENT_NOT_FOUND", null, null), (unknown.Code, registered.Code, known.Code));
    }

    [Fact]
    public async Task The_texts_held_are_bounded_by_their_characters()
    {
        using var documents = new AutomaticDocuments(shared: null, NullLogger<AutomaticDocuments>.Instance, maxCharacters: 10_000);
        var viewer = new Viewer(1, Role.Integration, SubtreeRootId: null);
        var ids = Enumerable.Range(0, 100).Select(i => $"{i:D64}").ToList();

        foreach (var id in ids) await documents.KeepAsync(viewer, id, new string('x', 936), CancellationToken.None);

        var held = 0;
        foreach (var id in ids) held += await documents.FindAsync(viewer, id, CancellationToken.None) is null ? 0 : 1;
        Assert.InRange(held, 1, 10);
    }

    static async Task<TestServer> StartAsync(SharedCache shared)
    {
        var server = await TestServer.CreateAsync();
        await server.RunAsync(builder => builder.Services.AddSingleton<IDistributedCache>(shared));
        return server;
    }

    static object Extensions(string text, int version = 1) => new { persistedQuery = new { version, sha256Hash = HashOf(text) } };

    static HttpRequestMessage Post(object extensions, string? query = null) => TestServer.Post("graphql", new { query, extensions });

    /// <summary>What replicas share, in place of Redis.</summary>
    sealed class SharedCache : IDistributedCache
    {
        public ConcurrentDictionary<string, byte[]> Entries { get; } = [];
        public bool IsDown { get; init; }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Up().GetValueOrDefault(key));

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Up()[key] = value;
            return Task.CompletedTask;
        }

        ConcurrentDictionary<string, byte[]> Up() => IsDown ? throw new IOException("The cache is down.") : Entries;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
    }
}
