using CspGraph.Api.Tests.Oracle;

namespace CspGraph.Api.Tests.Paging;

/// <remarks><see cref="Seed"/> tells how a failure is repeated.</remarks>
public sealed class WalkTests
{
    [Fact]
    public async Task Pages_of_any_size_from_either_end_meet_each_row_once_and_in_order()
    {
        var seed = Seed.Read(count: 150);
        await using var arena = await Arena.CreateAsync(seed.Data);
        await arena.ChangeAsync(1, db => db.AddRange(ExtremeRows.Like(arena.Rows)));
        foreach (var number in seed.Documents)
        {
            var dice = new Dice(stream: 4, number);
            var viewer = dice.Chance(50) ? arena.Viewers[dice.Below(3)] : dice.Of(arena.Viewers);
            var list = PagedList.Draw(dice, arena, viewer);
            try
            {
                await WalkAsync(new Walk(arena, list, viewer, dice), dice);
            }
            catch (Exception failure)
            {
                Assert.Fail($"{seed.Replay(number)}\n{viewer}\n{list}\n{failure}");
            }
        }
    }

    static async Task WalkAsync(Walk walk, Dice dice)
    {
        var expected = await walk.ExpectedAsync();
        var sizes = walk.Sizes(expected.Count);

        var forward = await walk.GoAsync(backward: false, sizes);
        Assert.Equal(expected, Places(forward));

        var backward = await walk.GoAsync(backward: true, sizes);
        backward.Reverse();
        Assert.Equal(forward, backward);

        if (forward.Count < 3) return;
        var (from, to) = (dice.Below(forward.Count), dice.Below(forward.Count));
        var between = from < to ? expected[(from + 1)..to] : [];
        Assert.Equal(between, Places(await walk.GoAsync(backward: false, sizes, forward[from], until: forward[to])));
        Assert.Equal(between.AsEnumerable().Reverse(), Places(await walk.GoAsync(backward: true, sizes, forward[to], until: forward[from])));
    }

    static IEnumerable<string> Places(IEnumerable<Met> rows) => rows.Select(row => row.Oracle);
}
