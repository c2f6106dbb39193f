using CspGraph.Api.Tests.Oracle;

namespace CspGraph.Api.Tests.Paging;

/// <summary>A list that is changed while it is paged through. Each page is the oracle's, who goes on from where the last row stood.</summary>
/// <remarks><see cref="Seed"/> tells how a failure is repeated; each walk goes on with the rows that the one before has left.</remarks>
public sealed class ChangingRowsTests
{
    static readonly string[] Types = ["CspSubscription", "Customer", "Reseller", "ContractedMinimum"];

    [Fact]
    public async Task A_row_that_keeps_its_place_is_met_exactly_once_and_no_other_twice()
    {
        var seed = Seed.Read(count: 40);
        await using var arena = await Arena.CreateAsync(seed.Data);
        foreach (var number in seed.Documents)
        {
            var dice = new Dice(stream: 5, number);
            var viewer = dice.Chance(60) ? arena.Viewers[dice.Below(3)] : dice.Of(arena.Viewers);
            var list = PagedList.Draw(dice, arena, viewer, Types);
            var changes = new Changes(dice, arena, viewer.TenantId, kept: list.Parents);
            try
            {
                await WalkAsync(new Walk(arena, list, viewer, dice), list, changes, dice);
            }
            catch (Exception failure)
            {
                Assert.Fail($"{seed.ReplayUpTo(number)}\n{viewer}\n{list}\n{failure}");
            }
        }
    }

    static async Task WalkAsync(Walk walk, PagedList list, Changes changes, Dice dice)
    {
        var everThere = await KeysAsync();
        var alwaysThere = everThere.ToHashSet();
        var met = await walk.GoAsync(dice.Chance(50), walk.Sizes(everThere.Count), between: async () =>
        {
            if (dice.Chance(20)) return;
            await changes.DrawAsync();
            var now = await KeysAsync();
            everThere.UnionWith(now);
            alwaysThere.IntersectWith(now);
        });
        var moved = changes.Changed.Where(change => list.OrderedBy.Contains(change.Column, StringComparer.OrdinalIgnoreCase)).Select(change => change.Row).ToHashSet();
        var placed = met.ConvertAll(row => row.Key).FindAll(key => !moved.Contains(key));
        Assert.Equal(placed.Distinct(), placed);
        Assert.Empty(alwaysThere.Except(moved).Except(placed));
        Assert.Empty(met.Select(row => row.Key).Except(everThere));

        async Task<HashSet<Guid>> KeysAsync() => [.. (await walk.ExpectedAsync()).Select(Met.KeyOf)];
    }
}
