using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Tests.Oracle;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Caching;

/// <summary>What makes an answer another.</summary>
public sealed class AnswerKeyTests
{
    static readonly ViewerKeys Keys = new(new RedisSettings(null, "cspgraph:"));

    const string Operations = """
        query Few($take: Int = 1, $by: [ResellerSortInput!], $where: ResellerFilterInput) { resellers(first: $take, order: $by, where: $where) { nodes { name } } viewer { role rights tenant scope { id } upline } }
        query Many($take: Int = 2, $by: [ResellerSortInput!], $where: ResellerFilterInput) { resellers(first: $take, order: $by, where: $where) { nodes { name depth } } viewer { role tenant scope { id } upline } }
        """;

    static readonly string[] Variables =
    [
        "{}", """{"take":1}""", """{"take":2}""", """{"by":[{"name":"DESC"}]}""", """{"by":[{"name":"ASC"}]}""", """{"by":[{"depth":"ASC"},{"name":"DESC"}]}""", """{"by":[{"name":"DESC"},{"depth":"ASC"}]}""",
        """{"where":null}""", """{"where":{}}""", """{"where":{"depth":{"eq":0}}}""", """{"where":{"depth":{"gte":0}}}""", """{"where":{"depth":{"eq":1}}}""", """{"where":{"depth":{"in":[0,1]}}}""",
        """{"where":{"plaId":{"eq":null}}}""", """{"where":{"plaId":{"neq":null}}}""", """{"where":{"and":[{"depth":{"eq":0}},{"depth":{"eq":1}}]}}""", """{"where":{"or":[{"depth":{"eq":0}},{"depth":{"eq":1}}]}}""",
    ];

    /// <remarks><c>CSPGRAPH_DOCUMENTS</c> chooses how many generated documents there are beside the written ones.</remarks>
    [Fact]
    public async Task Requests_have_one_key_only_if_their_answers_are_the_same_bytes()
    {
        await using var arena = await Arena.CreateAsync(seed: 5);
        var build = BuildId.Of(arena.Engine);
        var requests = Variables.SelectMany(variables => new[] { "Few", "Many" }.Select(name => new GraphRequest(Operations, name, JsonElement.Parse(variables)))).ToList();
        for (ulong i = 0; i < ulong.Parse(Environment.GetEnvironmentVariable("CSPGRAPH_DOCUMENTS") ?? "40", CultureInfo.InvariantCulture); i++)
        {
            var (text, variables) = new DocumentMaker(new Dice(stream: 4, i), arena.Schema, arena.Rows).Make().Print(_ => null);
            requests.Add(new GraphRequest(text, OperationName: null, variables));
        }
        var answers = new Dictionary<string, string>();
        var asked = 0;
        foreach (var isChanged in new[] { false, true })
        {
            if (isChanged) await ChangeAsync(arena);
            foreach (var request in requests)
            {
                var operation = await arena.Engine.PrepareAsync(request, default);
                if (operation.Errors.Count > 0 || operation.Freshness is not Freshness.OfData) continue;
                foreach (var viewer in arena.Viewers.Concat([new Viewer(1, Role.Integration, null), new Viewer(1, Role.DistributorAdmin, null) { MayIntrospect = true }]))
                {
                    await using var snapshot = await arena.Database.BeginSnapshotAsync(viewer, default);
                    var answer = new ArrayBufferWriter<byte>();
                    if (!await arena.Engine.ExecuteAsync(operation, new ProductSession(snapshot), answer, default)) continue;
                    asked++;
                    var key = Keys.Answer(viewer, build, snapshot.Version, day: null, operation);
                    var text = Encoding.UTF8.GetString(answer.WrittenSpan);
                    Assert.True(answers.TryAdd(key, text) || answers[key] == text, $"{request.OperationName} {request.Query}\n{request.Variables}\n{viewer}\n{answers[key]}\n{text}");
                }
            }
        }
        // It would be the same with a key for each request: some do share.
        Assert.InRange(answers.Count, asked / 2, asked - 1);
    }

    [Theory]
    [InlineData("""{"take":1}""", "{}", true)]
    [InlineData("""{ "take" : 1 }""", """{"take":1}""", true)]
    [InlineData("""{"take":1,"unknown":2}""", """{"take":1}""", true)]
    [InlineData("""{"where":{"name":{"eq":"\u0041"}}}""", """{"where":{"name":{"eq":"A"}}}""", true)]
    [InlineData("""{"where":null}""", "{}", false)]
    [InlineData("""{"where":{}}""", """{"where":null}""", false)]
    [InlineData("""{"where":{"name":{"eq":"1"}}}""", """{"where":{"name":{"neq":"1"}}}""", false)]
    public async Task Variables_count_as_they_are_understood(string variables, string others, bool same)
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var hashes = new List<string>();
        foreach (var given in new[] { variables, others })
        {
            var operation = await engine.PrepareAsync(new GraphRequest(Operations, "Few", JsonElement.Parse(given)), default);
            Assert.Empty(operation.Errors);
            hashes.Add(operation.Hash());
        }
        Assert.Equal(same, hashes[0] == hashes[1]);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", hashes[0]);
    }

    [Fact]
    public async Task The_longest_key_is_short_enough_to_be_kept()
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var operation = await engine.PrepareAsync(new GraphRequest("{ __typename }"), default);
        var keys = new ViewerKeys(new RedisSettings(null, new string('x', 100)));

        var key = keys.Answer(new Viewer(int.MaxValue, Role.Integration, Guid.NewGuid()), BuildId.Of(engine), new DataVersion(long.MaxValue, Guid.NewGuid()), DateOnly.MaxValue, operation);

        Assert.InRange(key.Length, 200, 1_024);
        Assert.All(key, letter => Assert.InRange(letter, '!', '~'));
    }

    static async Task ChangeAsync(Arena arena)
    {
        await using var db = arena.Database.Open(new Viewer(1, Role.DistributorAdmin, null));
        await db.Resellers.IgnoreQueryFilters([CspGraph.Data.CspGraphDb.SubtreeFilter]).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name + "!"));
        await db.RaiseDataVersionAsync(default);
    }
}
