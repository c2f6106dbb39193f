using CspGraph.Api.Tests.Changes;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using static CspGraph.Api.Tests.Host.TestNetwork;

namespace CspGraph.Api.Tests.Resellers;

/// <summary>Replicas move resellers of one database at the same time.</summary>
public sealed class ConcurrentMoveTests
{
    [Fact]
    public async Task Of_two_moves_that_would_make_a_circle_together_one_is_refused()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var kit = await ChangeKit.CreateAsync();
            await using var other = kit.Beside();

            var answers = await Task.WhenAll(Task.Run(() => kit.MoveAsync(Alpha, Gamma)), Task.Run(() => other.MoveAsync(Gamma, Beta)));

            Assert.Equal([null, "RESELLER_CYCLE parent"], answers.Select(Moves.Error).Order());
            await kit.AssertTreeAsync();
        }
    }

    [Fact]
    public async Task Many_moves_at_once_through_two_replicas_leave_a_tree()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await using var other = kit.Beside();
        Guid[] resellers = [Alpha, Beta, Gamma];
        var random = new Random(1);
        var moves = Enumerable.Range(0, 40).Select(i => (Kit: i % 2 == 0 ? kit : other, Reseller: resellers[random.Next(3)], Parent: random.Next(4) == 0 ? (Guid?)null : resellers[random.Next(3)])).ToList();

        var answers = await Task.WhenAll(moves.Select(move => Task.Run(() => move.Kit.MoveAsync(move.Reseller, move.Parent))));

        Assert.All(answers, answer => Assert.Contains(answer.Error(), new[] { null, "RESELLER_CYCLE parent" }));
        await kit.AssertTreeAsync();
        var events = await kit.RowsAsync<EventRecord>();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(told => told.Number).Order());
        Assert.True((await kit.RowsAsync<ResellerPlacement>()).Count >= events.Count);
    }
}
