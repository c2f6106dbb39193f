using CspGraph.Api.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Oracle;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CspGraph.Api.Tests.Events;

/// <summary>Whatever is told of whatever tree, and however that is changed: pages and replays are what plain rows in memory say. CSPGRAPH_SEED replays a failure.</summary>
public sealed class EventOracleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Pages_and_replays_are_what_plain_rows_say()
    {
        var seeds = Seed.Read(count: 6);
        foreach (var document in seeds.Documents)
        {
            output.WriteLine(seeds.Replay(document));
            await new EventOracle(new Dice((uint)seeds.Data, document)).RunAsync(seeds.Replay(document));
        }
    }

    sealed class EventOracle(Dice dice)
    {
        static readonly EventKind[] Kinds = Enum.GetValues<EventKind>();

        readonly Dictionary<Guid, Guid?> parents = new() { [TestNetwork.Alpha] = null, [TestNetwork.Beta] = TestNetwork.Alpha, [TestNetwork.Gamma] = null };
        readonly Dictionary<Guid, Guid?> customers = [], subscriptions = [];
        readonly List<Told> log = [];
        EventKit kit = null!;

        public async Task RunAsync(string replay)
        {
            await using (kit = await EventKit.CreateAsync())
            {
                await GrowAsync();
                for (var step = 0; step < 25; step++)
                {
                    if (dice.Chance(60)) await TellAsync();
                    else if (dice.Chance(60)) await MoveAsync();
                    else await HandOverAsync();
                    await AskAsync(replay);
                    if (step % 8 == 7) await FollowAsync(replay);
                }
            }
        }

        async Task GrowAsync()
        {
            var rows = parents.Select(pair => new Reseller { Id = pair.Key, Name = "", Status = ResellerStatus.Active, ParentId = pair.Value }).ToList();
            for (var i = dice.Between(2, 7); i > 0; i--)
            {
                var id = kit.Changes.Database.Ids.Next();
                parents.Add(id, dice.Maybe(80, () => dice.Of(parents.Keys.ToList())));
                rows.Add(new Reseller { Id = id, Name = $"Reseller {id}", Status = ResellerStatus.Active, ParentId = parents[id] });
            }
            await AddAsync(rows);
            for (var i = 0; i < 3; i++)
            {
                var customer = dice.Maybe(85, AnyReseller);
                customers.Add(await kit.AddCustomerAsync(customer), customer);
                var subscription = dice.Maybe(85, AnyReseller);
                subscriptions.Add(await kit.AddSubscriptionAsync(customers.Keys.Last(), subscription), subscription);
            }
        }

        Task AddAsync(IReadOnlyList<Reseller> rows)
        {
            var byId = rows.ToDictionary(row => row.Id);
            foreach (var row in rows) row.Depth = Moves.Up(byId, row.Id).Count() - 1;
            return kit.ChangeAsync(db =>
            {
                foreach (var row in rows.Skip(3))
                {
                    db.Add(row);
                    foreach (var (depth, above) in Moves.Up(byId, row.Id).Index()) db.Add(new ResellerClosure { AncestorId = above, DescendantId = row.Id, Depth = depth, ValidFrom = DateTime.UnixEpoch });
                }
                return Task.CompletedTask;
            });
        }

        async Task TellAsync()
        {
            var told = Enumerable.Range(0, dice.Between(1, 4)).Select(_ =>
            {
                Guid? subscription = dice.Chance(30) ? dice.Of(subscriptions.Keys.ToList()) : null;
                Guid? customer = subscription is null && dice.Chance(30) ? dice.Of(customers.Keys.ToList()) : null;
                var reseller = subscription is { } one && dice.Chance(70) ? subscriptions[one] : customer is { } other && dice.Chance(70) ? customers[other] : dice.Maybe(90, AnyReseller);
                return kit.New(dice.Of(Kinds), reseller, customer, subscription);
            }).ToList();
            await kit.TellAsync(told);
            log.AddRange(told.Select(row => new Told(row.SubjectId, row.Kind, row.ResellerId, row.CustomerId, row.SubscriptionId, [.. Up(row.ResellerId)])));
        }

        async Task MoveAsync()
        {
            var (reseller, parent) = (AnyReseller(), dice.Maybe(80, AnyReseller));
            if (parents[reseller] == parent || Up(parent).Contains(reseller)) return;
            kit.Changes.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null((await kit.Changes.MoveAsync(reseller, parent)).Error());
            parents[reseller] = parent;
            log.Add(new(Moves.Id(reseller), EventKind.ResellerMoved, reseller, null, null, [.. Up(reseller)]));
        }

        /// <summary>Gives a customer or a subscription to another, or takes a subscription away.</summary>
        async Task HandOverAsync()
        {
            var (of, to) = (dice.Of(subscriptions.Keys.ToList()), dice.Maybe(85, AnyReseller));
            if (dice.Chance(15) && subscriptions.Count > 1)
            {
                subscriptions.Remove(of);
                await kit.ChangeAsync(db => db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == of).ExecuteDeleteAsync());
                return;
            }
            subscriptions[of] = to;
            var customer = dice.Of(customers.Keys.ToList());
            customers[customer] = dice.Maybe(85, AnyReseller);
            await kit.ChangeAsync(async db =>
            {
                await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == of).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId, to));
                await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Id == customer).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId, customers[customer]));
            });
        }

        async Task AskAsync(string replay)
        {
            var (viewer, kinds) = (AnyViewer(), dice.Chance(40) ? dice.Some(Kinds, dice.Between(1, 8)) : null);
            var (under, first) = (dice.Maybe(40, AnyReseller), dice.Between(1, 9));
            var seen = under is { } root && viewer.SubtreeRootId is { } own && !Up(root).Contains(own) ? null
                : Seen(viewer).Where(told => (kinds is null || kinds.Contains(told.Kind)) && (under is not { } id || told.Under.Contains(id))).Select(told => told.Subject).ToList();
            string? after = null;
            for (var at = 0; at == 0 || at < seen!.Count; at += first)
            {
                var expected = seen is null ? "NOT_FOUND" : $"{(at > 0 ? "< " : "")}{string.Join(' ', seen.Skip(at).Take(first))}{(seen.Count > at + first ? " >" : "")}";
                var page = await kit.EventsAsync(viewer, new { first, after, kinds = kinds?.Select(Name), under = under is { } id ? Moves.Id(id) : null });
                Assert.True(expected == $"{page}", $"{replay}: {viewer} under {under} of {log.Count}:\nexpected {expected}\nfound    {page}");
                if (seen is null) return;
                after = page.Cursors.LastOrDefault();
            }
        }

        /// <summary>A replay from anywhere, and then one event that comes.</summary>
        async Task FollowAsync(string replay)
        {
            var viewer = AnyViewer();
            var stored = (await kit.Changes.RowsAsync<EventRecord>()).OrderBy(row => row.Number).ToList();
            Assert.Equal(log.Select(told => told.Subject), stored.Select(row => row.SubjectId));
            var from = dice.Below(log.Count + 1);
            await using var events = await kit.FollowAsync(viewer, variables: new { after = from == 0 ? EventCursor.Start : EventKit.Cursor(stored[from - 1]) });
            var last = await kit.TellAsync((EventKind.SubscriptionCreated, viewer.SubtreeRootId));
            log.Add(new(last[0].SubjectId, EventKind.SubscriptionCreated, viewer.SubtreeRootId, null, null, [.. Up(viewer.SubtreeRootId)]));
            var expected = string.Join(' ', Seen(viewer).Where(told => log.IndexOf(told) >= from).Select(told => told.Subject));
            Assert.True(expected == string.Join(' ', await events.UntilAsync(last[0].SubjectId)), $"{replay}: a replay from {from} of {log.Count} for {viewer}");
        }

        IEnumerable<Told> Seen(Viewer viewer) => log.Where(told =>
            (viewer.May(Right.ManageAccess) || told.Kind is not (EventKind.ApiKeyCreated or EventKind.ApiKeyRevoked or EventKind.MembershipChanged or EventKind.WebhookCreated or EventKind.WebhookChanged or EventKind.WebhookDeleted or EventKind.WebhookDisabled))
            && (viewer.SubtreeRootId is not { } root || told.Under.Contains(root) && IsUnderNow(told, root)));

        bool IsUnderNow(Told told, Guid root) =>
            told.Subscription is { } subscription ? subscriptions.TryGetValue(subscription, out var seller) && Up(seller).Contains(root)
            : told.Customer is { } customer ? Up(customers[customer]).Contains(root)
            : Up(told.Reseller).Contains(root);

        IEnumerable<Guid> Up(Guid? reseller)
        {
            for (var next = reseller; next is { } id; next = parents[id]) yield return id;
        }

        Guid AnyReseller() => dice.Of(parents.Keys.ToList());

        Viewer AnyViewer() => dice.Chance(25)
            ? new(1, dice.Of([Role.DistributorAdmin, Role.DistributorAnalyst]), null)
            : EventKit.Of(AnyReseller(), dice.Of([Role.ResellerAdmin, Role.ResellerAnalyst]));

        static string Name(EventKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{kind}");
    }

    /// <summary>An event, with the resellers at and above its own when it was told.</summary>
    sealed record Told(string Subject, EventKind Kind, Guid? Reseller, Guid? Customer, Guid? Subscription, IReadOnlyList<Guid> Under);
}
