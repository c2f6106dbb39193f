using System.Net.Http.Headers;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.Redis;

namespace CspGraph.Api.Tests.Caching;

/// <summary>A client sees of the cache only how soon it is answered.</summary>
public sealed class CacheHttpTests
{
    static readonly string[] Queries =
    [
        "{ resellers { nodes { id name children { totalCount } } } }", "{ viewer { role tenant limits { pageSize } } }", "{ distributor { name } }", "{ reseller(id: \"nothing\") { name } }",
        "{ resellers(first: 1000) { totalCount } }", "{ resellers(after: \"broken\") { totalCount } viewer { tenant } }", "{ imports { totalCount } }", "{ __typename }", "{ nothing }",
    ];

    [Fact]
    public async Task Answers_are_the_same_bytes_and_headers_with_the_cache_and_without()
    {
        await using var cached = await TestServer.StartAsync();
        await using var plain = await TestServer.StartAsync($"--ConnectionStrings:CspGraph={cached.Database.ConnectionString}", "--GraphQL:Cache:Enabled=false");
        foreach (var (role, reseller) in new (string, Guid?)[] { ("DISTRIBUTOR_ADMIN", null), ("DISTRIBUTOR_ANALYST", null), ("RESELLER_ADMIN", TestNetwork.Alpha), ("RESELLER_ADMIN", TestNetwork.Beta) })
            foreach (var query in Queries)
            {
                var expected = await AskAsync(plain, query, role, reseller);
                Assert.Equal(expected, await AskAsync(cached, query, role, reseller));
                Assert.Equal(expected, await AskAsync(cached, query, role, reseller));
            }
    }

    [Fact]
    public async Task Servers_that_share_Redis_answer_what_was_imported_on_the_other()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var one = await TestServer.StartAsync(redis.Setting);
        await using var other = await TestServer.StartAsync(redis.Setting, $"--ConnectionStrings:CspGraph={one.Database.ConnectionString}");
        const string query = "{ customers(order: [{ name: ASC }]) { nodes { name } } }";
        foreach (var server in new[] { one, other }) Assert.Contains("""{"nodes":[]}""", await AskAsync(server, query));

        foreach (var (server, name, day) in new[] { (one, "First", "2026-11-01"), (other, "Second", "2026-11-02") })
        {
            var imported = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "imports/network")
            {
                Content = new StringContent(new NetworkJson($"{day}T00:00:00Z").Customers(NetworkJson.Customer, ("name", name)).ToString(), new MediaTypeHeaderValue("application/json")),
            }, await server.TokenAsync());
            Assert.Equal((200, "SUCCEEDED"), (imported.Status, imported.Json.GetProperty("status").GetString()));

            foreach (var reader in new[] { one, other }) Assert.Contains("{\"nodes\":[{\"name\":\"" + name + "\"}]}", await AskAsync(reader, query));
        }
    }

    /// <summary>All of an answer that is not of the moment.</summary>
    static async Task<string> AskAsync(TestServer server, string query, string role = "DISTRIBUTOR_ADMIN", Guid? reseller = null)
    {
        var request = TestServer.Post("graphql", new { query });
        request.Headers.Authorization = new("Bearer", await server.TokenAsync(role, reseller));
        using var response = await server.Http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not "Date" and not "X-Correlation-Id").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order();
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{await response.Content.ReadAsStringAsync()}";
    }
}
