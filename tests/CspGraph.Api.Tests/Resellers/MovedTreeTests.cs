using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using static CspGraph.Api.Tests.Resellers.Moves;

namespace CspGraph.Api.Tests.Resellers;

/// <summary>Whatever moves, the tree is a tree, of now and of any other time.</summary>
public sealed class MovedTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_random_moves_the_paths_are_those_of_the_parents_and_those_of_then_are_as_they_were(int seed)
    {
        var random = new Random(seed);
        await using var kit = await ChangeKit.CreateAsync();
        var ids = Enumerable.Range(0, 1_000).Select(_ => kit.Database.Ids.Next()).ToArray();
        await kit.Database.AddAsync([.. ids.Select((id, i) => new Reseller { Id = id, Name = $"{i}", Status = ResellerStatus.Active, ParentId = i == 0 || random.Next(20) == 0 ? null : ids[random.Next(i)] })]);
        var tree = (await kit.RowsAsync<Reseller>()).ToDictionary(row => row.Id);
        var remembered = new List<(DateTime At, Dictionary<Guid, Guid?> Parents)> { (ResellerHistory.Ever, Parents()) };
        var cycles = 0;
        for (var i = 0; i < 60; i++)
        {
            kit.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(3) * random.Next(100_000)));
            var (reseller, parent) = (tree[ids[random.Next(ids.Length)]], random.Next(10) == 0 ? (Guid?)null : ids[random.Next(ids.Length)]);
            // Every other one a large subtree.
            while (i % 2 == 0 && reseller.ParentId is { } above && random.Next(4) > 0) reseller = tree[above];
            var isCycle = parent is { } next && Up(tree, next).Contains(reseller.Id);

            Assert.Equal(isCycle ? "RESELLER_CYCLE parent" : null, (await kit.MoveAsync(reseller.Id, parent)).Error());

            if (isCycle) cycles++;
            if (isCycle || reseller.ParentId == parent) continue;
            reseller.ParentId = parent;
            remembered.Add(((await kit.RowsAsync<ResellerPlacement>()).Max(row => row.StatedAt), Parents()));
        }
        Assert.InRange(cycles, 1, 30);
        await kit.AssertTreeAsync();
        foreach (var ((at, parents), i) in remembered.Select((one, i) => (one, i)))
            foreach (var asOf in new[] { at, i + 1 < remembered.Count ? remembered[i + 1].At.AddMilliseconds(-1) : DateTime.MaxValue })
                await AssertAsOfAsync(kit, parents, ids[random.Next(ids.Length)], asOf);

        Dictionary<Guid, Guid?> Parents() => tree.Values.ToDictionary(row => row.Id, row => row.ParentId);
    }

    /// <summary>Files state circles, some of a day ahead, and moves go through them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_files_state_beside_moves_all_statements_together_make_the_same_tree(int seed)
    {
        var random = new Random(seed);
        await using var kit = await ChangeKit.CreateAsync();
        string[] names = ["A", "B", "C", "D", "E", "F"];
        await ImportAsync(kit, names.Aggregate(new NetworkJson("2027-02-01T00:00:00Z"), (file, name) => file.Reseller(name)));
        var ids = (await kit.RowsAsync<Reseller>()).Where(row => row.Reference is not null).ToDictionary(row => row.Reference!, row => row.Id);
        for (var i = 0; i < 60; i++)
        {
            if (random.Next(3) == 0)
            {
                var order = names.OrderBy(_ => random.Next()).ToArray();
                var file = new NetworkJson($"{kit.Clock.GetUtcNow().AddHours(random.Next(-48, 20)):yyyy-MM-ddTHH}:00:00Z");
                foreach (var name in names) file.Reseller(name, order[..Array.IndexOf(order, name)].LastOrDefault() is { } above && random.Next(2) == 0 ? ("parent", above) : ("name", name));
                await ImportAsync(kit, file);
            }
            else
            {
                kit.Clock.Advance(TimeSpan.FromMinutes(random.Next(600)));
                await kit.MoveAsync(ids[names[random.Next(6)]], random.Next(4) == 0 ? null : ids[names[random.Next(6)]]);
            }
            await kit.AssertTreeAsync();
        }
    }

    [Fact]
    public async Task A_circle_of_statements_that_a_move_opens_brings_nobody_elsewhere()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await ImportAsync(kit, new NetworkJson("2027-02-01T00:00:00Z").Reseller("a").Reseller("b", ("parent", "a")).Reseller("c"));
        // That a is under b is newer: b yields.
        await ImportAsync(kit, new NetworkJson("2027-02-02T00:00:00Z").Reseller("b").Reseller("a", ("parent", "b")));
        var ids = (await kit.RowsAsync<Reseller>()).Where(row => row.Reference is not null).ToDictionary(row => row.Reference!);
        Assert.Equal((ids["B"].Id, null), (ids["A"].ParentId, ids["B"].ParentId));

        await kit.MoveAsync(ids["A"].Id, ids["C"].Id);

        var after = (await kit.RowsAsync<Reseller>()).Where(row => row.Reference is not null).ToDictionary(row => row.Reference!, row => row.ParentId);
        Assert.Equal((ids["C"].Id, null), (after["A"], after["B"]));
        await kit.AssertTreeAsync();
        await ImportAsync(kit, new NetworkJson("2027-02-03T00:00:00Z").Reseller("d", ("parent", null)));
        Assert.Null((await kit.RowsAsync<Reseller>()).Single(row => row.Reference == "B").ParentId);
    }

    static async Task ImportAsync(ChangeKit kit, NetworkJson file)
    {
        var outcome = await FileImport.RunAsync(kit.Database, new Viewer(1, Role.DistributorAdmin, null), new(ImportKind.Network, "network.json"),
            ReconciliationFile.Stream(file.ToString()), progress: null, kit.Clock, default);
        Assert.True(outcome.Status is ImportStatus.Succeeded, string.Join('\n', outcome.Errors));
    }

    static async Task AssertAsOfAsync(ChangeKit kit, Dictionary<Guid, Guid?> parents, Guid reseller, DateTime asOf)
    {
        var answer = (await kit.AskAsync($$"""{ reseller(id: "{{Id(reseller)}}") { ancestors(asOf: "{{asOf:yyyy-MM-ddTHH:mm:ss.fff}}Z") { id } descendants(first: 100, asOf: "{{asOf:yyyy-MM-ddTHH:mm:ss.fff}}Z") { totalCount nodes { id } } } }"""))
            .GetProperty("data").GetProperty("reseller");
        Assert.Equal(Above(reseller).Select(Id), answer.GetProperty("ancestors").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        var under = parents.Keys.Where(id => Above(id).Contains(reseller)).Select(Id).ToHashSet();
        var shown = answer.GetProperty("descendants").GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("id").GetString()!).ToHashSet();
        Assert.Equal((under.Count, Math.Min(under.Count, 100)), (answer.GetProperty("descendants").GetProperty("totalCount").GetInt32(), shown.Count));
        Assert.Subset(under, shown);

        List<Guid> Above(Guid from)
        {
            var above = new List<Guid>();
            for (var next = parents[from]; next is { } id; next = parents[id]) above.Add(id);
            return above;
        }
    }
}
