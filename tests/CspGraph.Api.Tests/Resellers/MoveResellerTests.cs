using CspGraph.Api.Tests.Changes;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using static CspGraph.Api.Tests.Host.TestNetwork;
using static CspGraph.Api.Tests.Resellers.Moves;

namespace CspGraph.Api.Tests.Resellers;

/// <summary>Alpha → Beta, and Gamma: one reseller comes under another.</summary>
public sealed class MoveResellerTests
{
    [Fact]
    public async Task It_moves_and_says_who_gains_and_who_loses_sight()
    {
        await using var kit = await ChangeKit.CreateAsync();

        var moved = await kit.MoveAsync(Beta, Gamma);

        Assert.Equal($$$"""
            {"reseller":{"id":"{{{Id(Beta)}}}","depth":1,"parent":{"id":"{{{Id(Gamma)}}}"}},"moved":{"resellers":1,"customers":0,"subscriptions":0},
            "gained":[{"reseller":"{{{Id(Gamma)}}}","name":"Reseller {{{Gamma}}}"}],"gainedCount":1,"lost":[{"reseller":"{{{Id(Alpha)}}}","name":"Reseller {{{Alpha}}}"}],"lostCount":1,
            "verdictChanges":[],"verdictChangeCount":0,"errors":[]}
            """.ReplaceLineEndings(""), moved.GetRawText());
        await kit.AssertTreeAsync();
        var told = Assert.Single(await kit.RowsAsync<EventRecord>());
        Assert.Equal((EventKind.ResellerMoved, Id(Beta), Beta), (told.Kind, told.SubjectId, told.ResellerId));
        Assert.Equal($$"""{"from":"{{Id(Alpha)}}","to":"{{Id(Gamma)}}","resellers":1,"customers":0,"subscriptions":0}""", told.Details);
        var entry = Assert.Single(await kit.RowsAsync<AuditEntry>());
        Assert.Equal(($$"""{"parentId":"{{Alpha}}"}""", $$"""{"parentId":"{{Gamma}}"}""", Id(Beta)), (entry.Before, entry.After, entry.SubjectId));
    }

    [Fact]
    public async Task It_is_directly_under_the_distributor_and_back_and_each_time_is_remembered()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.MoveAsync(Beta, null);
        kit.Clock.Advance(TimeSpan.FromHours(1));

        await kit.MoveAsync(Beta, Alpha);

        var noon = kit.Clock.GetUtcNow().UtcDateTime.AddHours(-1);
        Assert.Equal([(ResellerHistory.Ever, noon), (noon.AddHours(1), (DateTime?)null)],
            (await kit.RowsAsync<ResellerClosure>()).Where(path => path.AncestorId == Alpha && path.DescendantId == Beta).Select(path => (path.ValidFrom, path.ValidTo)).Order());
        await kit.AssertTreeAsync();
        foreach (var (at, above) in new[] { ("11:59:59.999", Id(Alpha)), ("12:00:00", null), ("12:59:59.999", null), ("13:00:00", Id(Alpha)) })
        {
            var answer = await kit.AskAsync($$"""{ reseller(id: "{{Id(Beta)}}") { ancestors(asOf: "2027-03-01T{{at}}Z") { id } } }""");
            Assert.Equal(above is null ? "[]" : $$"""[{"id":"{{above}}"}]""", answer.GetProperty("data").GetProperty("reseller").GetProperty("ancestors").GetRawText());
        }
    }

    [Fact]
    public async Task A_dry_run_shows_the_same_and_changes_nothing()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var (state, tree) = (await kit.StateAsync(), await kit.TreeAsync());

        var shown = await kit.MoveAsync(Beta, Gamma, dryRun: true);

        Assert.Equal((state, tree), (await kit.StateAsync(), await kit.TreeAsync()));
        Assert.Equal(shown.GetRawText(), (await kit.MoveAsync(Beta, Gamma)).GetRawText());
    }

    [Fact]
    public async Task The_same_key_moves_once()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var first = await kit.MoveAsync(Beta, Gamma, key: "k");
        await kit.MoveAsync(Beta, Alpha);
        var tree = await kit.TreeAsync();

        Assert.Equal(first.GetRawText(), (await kit.MoveAsync(Beta, Gamma, key: "k")).GetRawText());
        Assert.Equal(tree, await kit.TreeAsync());
        Assert.Equal("IDEMPOTENCY_KEY_REUSED idempotencyKey", (await kit.MoveAsync(Gamma, Alpha, key: "k")).Error());
    }

    [Fact]
    public async Task Where_it_is_already_it_stays_and_nothing_is_told()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var tree = await kit.TreeAsync();

        var moved = await kit.MoveAsync(Beta, Alpha);

        Assert.Equal((null, Id(Beta), 0, 0), (moved.Error(), moved.GetProperty("reseller").GetProperty("id").GetString(), moved.GetProperty("gainedCount").GetInt32(), moved.GetProperty("lostCount").GetInt32()));
        Assert.Equal(tree, await kit.TreeAsync());
        Assert.Empty(await kit.RowsAsync<EventRecord>());
    }

    [Fact]
    public async Task It_never_comes_under_itself()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var (state, tree) = (await kit.StateAsync(), await kit.TreeAsync());

        Assert.Equal("RESELLER_CYCLE parent", (await kit.MoveAsync(Alpha, Beta)).Error());
        Assert.Equal("RESELLER_CYCLE parent", (await kit.MoveAsync(Alpha, Alpha)).Error());

        Assert.Equal((state, tree), (await kit.StateAsync(), await kit.TreeAsync()));
    }

    [Fact]
    public async Task What_is_out_of_sight_or_nowhere_is_answered_alike()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var tree = await kit.TreeAsync();
        var alpha = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, Alpha));

        Assert.Equal("NOT_FOUND reseller", (await kit.MoveAsync(Omega, Alpha)).Error());
        Assert.Equal("NOT_FOUND reseller", (await kit.MoveAsync(Guid.NewGuid(), Alpha)).Error());
        Assert.Equal("NOT_FOUND parent", (await kit.MoveAsync(Beta, Omega)).Error());
        Assert.Equal("NOT_FOUND reseller", (await kit.MoveAsync(Gamma, Beta, alpha)).Error());
        Assert.Equal("NOT_FOUND parent", (await kit.MoveAsync(Beta, Gamma, alpha)).Error());
        var other = await kit.AskAsync("mutation($id: ID!) { moveReseller(input: { reseller: $id }) { errors { code field } } }", new { id = new NodeId('C', Beta).ToString() });
        Assert.Equal("NOT_FOUND reseller", other.GetProperty("data").GetProperty("moveReseller").Error());

        Assert.Equal(tree, await kit.TreeAsync());
    }

    [Fact]
    public async Task A_reseller_moves_within_its_subtree_and_neither_itself_nor_anybody_out_of_it()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.MoveAsync(Gamma, Alpha);
        var alpha = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, Alpha));
        var tree = await kit.TreeAsync();
        Assert.Equal("AUTH_NOT_AUTHORIZED reseller", (await kit.MoveAsync(Alpha, Beta, alpha)).Error());
        Assert.Equal("AUTH_NOT_AUTHORIZED parent", (await kit.MoveAsync(Gamma, null, alpha)).Error());
        Assert.Equal(tree, await kit.TreeAsync());

        var moved = await kit.MoveAsync(Gamma, Beta, alpha);

        Assert.Equal((null, 1, 0), (moved.Error(), moved.GetProperty("gainedCount").GetInt32(), moved.GetProperty("lostCount").GetInt32()));
        await kit.AssertTreeAsync();
    }

    [Fact]
    public async Task Of_who_is_above_a_viewer_s_root_nothing_is_told()
    {
        await using var kit = await ChangeKit.CreateAsync();
        await kit.MoveAsync(Gamma, Beta);

        var moved = await kit.MoveAsync(Gamma, null, dryRun: true);
        Assert.Equal(2, moved.GetProperty("lostCount").GetInt32());
        kit.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await kit.Database.AddAsync([new Reseller { Id = Guid.NewGuid(), Name = "Delta", Status = ResellerStatus.Active }]);
        var delta = (await kit.RowsAsync<Reseller>()).Single(row => row.Name == "Delta").Id;
        await kit.MoveAsync(delta, Beta);

        var within = await kit.MoveAsync(Gamma, delta, ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, Beta)));

        Assert.Equal((1, 0), (within.GetProperty("gainedCount").GetInt32(), within.GetProperty("lostCount").GetInt32()));
        Assert.DoesNotContain(Id(Alpha), within.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.DistributorAnalyst)]
    [InlineData(Role.Integration)]
    public async Task Who_may_not_write_moves_nobody(Role role)
    {
        await using var kit = await ChangeKit.CreateAsync();
        var tree = await kit.TreeAsync();
        var answer = await kit.AskAsync("mutation($id: ID!) { moveReseller(input: { reseller: $id }) { errors { code } } }", new { id = Id(Beta) },
            ChangeKit.Of(new Viewer(1, role, null) { Granted = role is Role.Integration ? RightSet.Of(Right.Read) : null }));
        Assert.Equal("""{"data":{"moveReseller":null},"errors":[{"message":"moveReseller takes the right WRITE.","path":["moveReseller"],"extensions":{"code":"AUTH_NOT_AUTHORIZED"}}]}""", answer.GetRawText());
        Assert.Equal(tree, await kit.TreeAsync());
    }
}
