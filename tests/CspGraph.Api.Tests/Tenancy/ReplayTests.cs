using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
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
        var pages = Documents.OfProduct().Pages;
        var replayed = 0;
        for (var i = 0; i + 1 < pages.Count; i++)
        {
            // An event's is a place in the log of its tenant, the same for all who follow it: what it tells is shown below.
            if (pages[i + 1].Follows is not { } variable || pages[i + 1].Name.StartsWith("Query.events ", StringComparison.Ordinal)) continue;
            if (Isolation.Cursor((await truth.Server.AskAsync(Named(owner), pages[i], number: 0)).Body) is not { } cursor) continue;
            var told = await truth.Server.AskAsync(Named(name), pages[i + 1], number: 0, With(pages[i + 1], variable, cursor));
            // What only some may ask for at all is refused to the others for that.
            Assert.True(Code(told) is "INVALID_CURSOR" or "AUTH_NOT_AUTHORIZED", $"{pages[i + 1]}\n{told.Body}");
            if (Code(told) == "INVALID_CURSOR") replayed++;
        }
        Assert.True(replayed > 20, $"{replayed} cursors were replayed.");
    }

    [Theory]
    [InlineData("admin", "foreign admin")]
    [InlineData("parent", "foreign parent")]
    public async Task An_event_of_another_tenant_is_no_place_in_the_log(string name, string owner)
    {
        foreach (var (ask, variable) in Log())
        {
            var told = Shown(await AfterAsync(Named(name), ask, variable, EventOf(Named(owner), hiddenFrom: null)));
            Assert.Contains("CURSOR_EXPIRED", told.Item3, StringComparison.Ordinal);
            Assert.Equal(Shown(await AfterAsync(Named(name), ask, variable, EventCursor.Of(Probes.Missing).ToString())), told);
        }
    }

    [Theory]
    [InlineData("parent", "admin")]
    [InlineData("parent", "sibling")]
    [InlineData("child", "parent")]
    [InlineData("analyst", "admin")]
    public async Task An_event_out_of_sight_is_a_place_behind_which_only_what_is_seen_is_told(string name, string owner)
    {
        var (onlooker, hidden) = (Named(name), new HiddenValues(truth.Server.World, Named(name)));
        foreach (var (ask, variable) in Log())
        {
            var cursor = EventOf(Named(owner), hiddenFrom: onlooker);
            var told = await AfterAsync(onlooker, ask, variable, cursor);
            Assert.Null(hidden.Find(told.Body.Replace(cursor, "", StringComparison.Ordinal)));
            var seen = Seen(onlooker).ToList();
            var expected = seen.SkipWhile(row => row.Number <= NumberOf(cursor)).Take(ask.Followed is null ? 2 : int.MaxValue).Select(row => EventCursor.Of(row.Id).ToString()).ToList();
            Assert.NotEmpty(expected);
            Assert.True(expected.Count < seen.Count);
            var json = JsonNode.Parse(told.Body)!["data"]!;
            Assert.Equal(expected, (ask.Followed is null ? json["events"]!["nodes"]!.AsArray() : json.AsArray()).Select(node => (string)node!["id"]!));
        }
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
        var documents = Documents.OfProduct();
        await using var server = await IsolationServer.StartAsync(World.True());
        await using var untouched = await IsolationServer.StartAsync(World.True());
        var fresh = new Fresh(server.World);
        foreach (var ask in documents.Changes.Where(ask => ask.Name.EndsWith(" 0", StringComparison.Ordinal)))
        {
            var others = new[] { await server.AskAsync(Onlooker.Named("parent").Foreigner, ask, number: 0), await server.AskAsync(Onlooker.Named("sibling"), ask, number: 0) };
            var (told, alone) = (await server.AskAsync(Onlooker.Named("parent"), ask, number: 0), await untouched.AskAsync(Onlooker.Named("parent"), ask, number: 0));
            Assert.Equal(fresh.Without(alone).Body, fresh.Without(told).Body);
            Assert.All(others, other => Assert.Empty(fresh.MadeIn(other).Intersect(fresh.MadeIn(told))));
        }
    }

    /// <summary>The log as a page and as a stream, each with the variable that says where it goes on.</summary>
    static IEnumerable<(Ask Ask, string Variable)> Log()
    {
        var documents = Documents.OfProduct();
        var (page, stream) = (documents.Pages.Single(ask => ask.Name.StartsWith("Query.events ", StringComparison.Ordinal) && ask.Follows is not null), documents.Streams.First(ask => ask.Name == "Subscription.events 0"));
        return [(page, page.Follows!), (stream, stream.Variables.Single(variable => variable.Value is JsonValue value && value.ToString() == EventCursor.Start).Key)];
    }

    Task<Told> AfterAsync(Onlooker onlooker, Ask ask, string variable, string cursor) => ask.Followed is { } followed
        ? truth.Server.FollowAsync(onlooker, ask, number: 1, With(ask, variable, cursor), EventCursor.Of(followed.Last(truth.Server.World, onlooker)!.Id).ToString())
        : truth.Server.AskAsync(onlooker, ask, number: 0, With(ask, variable, cursor));

    /// <summary>An event from the middle of the log that one sees and another does not.</summary>
    string EventOf(Onlooker owner, Onlooker? hiddenFrom)
    {
        var seen = hiddenFrom is null ? [] : Seen(hiddenFrom).Select(row => row.Id).ToHashSet();
        var all = Seen(owner).Where(row => !seen.Contains(row.Id)).ToList();
        return EventCursor.Of(all[all.Count / 2].Id).ToString();
    }

    IEnumerable<EventRecord> Seen(Onlooker onlooker) =>
        truth.Server.World.All.Where(row => row.Row is EventRecord && onlooker.Sees(row.Entity, row.Place)).Select(row => (EventRecord)row.Row).OrderBy(row => row.Number);

    long NumberOf(string cursor) => truth.Server.World.All.Select(row => row.Row).OfType<EventRecord>().Single(row => EventCursor.Of(row.Id).ToString() == cursor).Number;

    static JsonObject With(Ask ask, string variable, string cursor)
    {
        var variables = ask.Variables.DeepClone().AsObject();
        variables[variable] = cursor;
        return variables;
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
