using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Imports;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What one viewer was given means nothing in the hands of another: it is refused just like what nobody was ever given.</summary>
public sealed class ReplayTests(TrueWorld truth) : IClassFixture<TrueWorld>
{
    [Theory]
    [InlineData("admin", "foreign admin")]
    [InlineData("parent", "foreign parent")]
    [InlineData("parent", "admin")]
    [InlineData("parent", "sibling")]
    [InlineData("child", "parent")]
    [InlineData("parent", "child")]
    public async Task A_cursor_of_another_is_no_cursor(string name, string owner)
    {
        var pages = (await Documents.OfProductAsync()).Pages;
        var replayed = 0;
        for (var i = 0; i + 1 < pages.Count; i++)
        {
            if (pages[i + 1].Follows is not { } variable) continue;
            if (Isolation.Cursor((await truth.Server.AskAsync(Named(owner), pages[i], number: 0)).Body) is not { } cursor) continue;
            var variables = pages[i + 1].Variables.DeepClone().AsObject();
            variables[variable] = cursor;
            var told = await truth.Server.AskAsync(Named(name), pages[i + 1], number: 0, variables);
            // What only some may ask for at all is refused to the others for that.
            Assert.True(Code(told) is "INVALID_CURSOR" or "AUTH_NOT_AUTHORIZED", $"{pages[i + 1]}\n{told.Body}");
            if (Code(told) == "INVALID_CURSOR") replayed++;
        }
        Assert.True(replayed > 20, $"{replayed} cursors were replayed.");
    }

    [Theory]
    [InlineData("parent", Zone.Sibling)]
    [InlineData("parent", Zone.Top)]
    [InlineData("child", Zone.Parent)]
    public async Task What_is_seen_is_not_narrowed_to_a_reseller_out_of_sight(string name, Zone hidden)
    {
        var nothing = await NarrowedAsync(name, Probes.Missing);
        Assert.Equal(403, nothing.Status);
        foreach (var reseller in new[] { truth.Server.ResellerOf(1, hidden), truth.Server.ResellerOf(2, Zone.Child), truth.Server.ResellerOf(2, Zone.Top) })
            Assert.Equal(Shown(nothing), Shown(await NarrowedAsync(name, reseller)));
    }

    [Fact]
    public async Task An_import_of_another_tenant_is_answered_like_one_of_nowhere()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            var nothing = await ImportAsync(method, new NodeId('M', Probes.Missing).ToString());
            Assert.Equal(404, nothing.Status);
            Assert.Equal(Shown(nothing), Shown(await ImportAsync(method, truth.Server.IdOf(typeof(ImportRun), new(2, Zone.Whole, 0)))));
        }

        Task<Told> ImportAsync(HttpMethod method, string id) => truth.Server.SendAsync(Onlooker.Named("admin"), new(method, $"/imports/{id}"), number: 0);
    }

    [Fact]
    public async Task A_document_that_another_tenant_registered_is_not_known()
    {
        const string text = "{ viewer { tenant } }";
        var extensions = new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) } };
        var (admin, body) = (Onlooker.Named("admin"), new JsonObject { ["extensions"] = extensions });
        await SendAsync(admin.Foreigner, new JsonObject { ["query"] = text, ["extensions"] = extensions.DeepClone() });
        Assert.Contains("PersistedQueryNotFound", (await SendAsync(admin, body)).Body, StringComparison.Ordinal);
        Assert.Contains("data", (await SendAsync(admin.Foreigner, body)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idempotency_key_stands_for_what_its_own_client_asked()
    {
        var documents = await Documents.OfProductAsync();
        await using var server = await IsolationServer.StartAsync(await World.TrueAsync());
        await using var untouched = await IsolationServer.StartAsync(await World.TrueAsync());
        var fresh = new Fresh(server.World);
        foreach (var ask in documents.Changes.Where(ask => ask.Name.EndsWith(" 0", StringComparison.Ordinal)))
        {
            var others = new[] { await server.AskAsync(Onlooker.Named("parent").Foreigner, ask, number: 0), await server.AskAsync(Onlooker.Named("sibling"), ask, number: 0) };
            var (told, alone) = (await server.AskAsync(Onlooker.Named("parent"), ask, number: 0), await untouched.AskAsync(Onlooker.Named("parent"), ask, number: 0));
            Assert.Equal(fresh.Without(alone).Body, fresh.Without(told).Body);
            Assert.All(others, other => Assert.Empty(fresh.MadeIn(other).Intersect(fresh.MadeIn(told))));
        }
    }

    static Onlooker Named(string name) => name.StartsWith("foreign ", StringComparison.Ordinal) ? Onlooker.Named(name["foreign ".Length..]).Foreigner : Onlooker.Named(name);

    static (int, string, string) Shown(Told told) => (told.Status, told.Headers, told.Body);

    static string? Code(Told told) => (string?)JsonNode.Parse(told.Body)?["errors"]?[0]?["extensions"]?["code"];

    Task<Told> NarrowedAsync(string name, Guid reseller)
    {
        var request = TestServer.Post("/graphql", new { query = "{ viewer { tenant } }" });
        request.Headers.Add(Viewers.NarrowingHeader, reseller.ToString());
        return truth.Server.SendAsync(Onlooker.Named(name), request, number: 0);
    }

    Task<Told> SendAsync(Onlooker onlooker, JsonObject body) => truth.Server.SendAsync(onlooker, new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) }, number: 0);
}
