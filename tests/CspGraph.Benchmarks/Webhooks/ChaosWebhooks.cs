using CspGraph.Api.Events;
using CspGraph.Api.Resellers;
using CspGraph.Benchmarks.Processes;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Webhooks;

/// <summary>A webhook, its back end, and what that must have had in the end.</summary>
/// <param name="Inbox">The back end.</param>
/// <param name="Root">The reseller at or under whom it happens; null for the whole tenant.</param>
/// <param name="Topics">The kinds of events; null for all.</param>
sealed record ChaosWebhook(CheckedInbox Inbox, Guid? Root, IReadOnlyList<EventKind>? Topics);

/// <summary>Webhooks of each sort, and the events that each of them should have: told from the rows by themselves, and by nothing that the product reads them with.</summary>
sealed class ChaosWebhooks(Database database, Viewer admin, int events, Random random)
{
    public static readonly IReadOnlyList<EventKind> Told = [EventKind.SubscriptionChanged, EventKind.SubscriptionCreated, EventKind.SubscriptionEnded, EventKind.CustomerMoved, EventKind.ImportSucceeded, EventKind.ApiKeyCreated];

    readonly List<ChaosWebhook> all = [];
    long before;

    public IReadOnlyList<ChaosWebhook> All => all;

    /// <summary>That of the whole tenant which leaves nothing out: how far the run has come.</summary>
    public CheckedInbox Whole => all[0].Inbox;

    /// <summary>How often anything was taken.</summary>
    public int Taken => all.Sum(webhook => webhook.Inbox.Count + webhook.Inbox.Doubles);

    /// <summary>The whole tenant, in order and not; a reseller that is over others, one under it, and one by itself; two topics; and two whose back end fails now and then.</summary>
    public async Task MakeAsync(Replica replica, string token, Receiver receiver, IReadOnlyList<Reseller> resellers, CancellationToken cancellation)
    {
        var over = resellers.Where(row => resellers.Any(other => other.ParentId == row.Id)).ToList();
        // In order, a refusal takes five seconds and more in which nothing is sent.
        var (seldom, often) = (Math.Max(5, events / 20), 100);
        await AddAsync("whole tenant", null, null, parallel: false, failsOneIn: 0);
        await AddAsync("whole tenant, parallel", null, null, parallel: true, failsOneIn: 0);
        await AddAsync("reseller over others", over[0].Id, null, parallel: false, failsOneIn: 0);
        await AddAsync("reseller under that", resellers.First(row => row.ParentId == over[0].Id).Id, null, parallel: false, failsOneIn: 0);
        await AddAsync("reseller by itself, parallel", resellers.First(row => row.ParentId is null && !over.Contains(row)).Id, null, parallel: true, failsOneIn: 0);
        await AddAsync("two topics", null, [EventKind.SubscriptionEnded, EventKind.ImportSucceeded], parallel: false, failsOneIn: 0);
        await AddAsync("another reseller over others, failing", over[1].Id, null, parallel: false, seldom);
        await AddAsync("whole tenant, parallel, failing", null, null, parallel: true, often);
        await using var db = database.Open(admin);
        before = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).MaxAsync(row => row.Number, cancellation);

        async Task AddAsync(string name, Guid? root, IReadOnlyList<EventKind>? topics, bool parallel, int failsOneIn)
        {
            var inbox = new CheckedInbox(name, !parallel, failsOneIn, new Random(random.Next()));
            var url = receiver.Add($"/{all.Count}", inbox.TakeAsync);
            inbox.Secret = await NewWebhook.MakeAsync(replica, token, name, url, new
            {
                parallel,
                reseller = root is { } id ? new NodeId(ResellerType.Tag, id).ToString() : null,
                topics = topics?.Select(EventType.Kind.NameOf),
            }, cancellation);
            all.Add(new(inbox, root, topics));
        }
    }

    /// <summary>The ids of what each should have, in order. What only who manages access sees is for none of them.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> ExpectedAsync(CancellationToken cancellation)
    {
        await using var db = database.Open(admin);
        var rows = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Where(row => row.Number > before).OrderBy(row => row.Number).Select(row => new { row.Number, row.Id, row.Kind }).ToListAsync(cancellation);
        var scopes = (await db.EventScopes.Select(scope => new { scope.Number, scope.AncestorId }).ToListAsync(cancellation)).ToLookup(scope => scope.AncestorId, scope => scope.Number);
        return [.. all.Select(webhook =>
        {
            var under = webhook.Root is { } root ? scopes[root].ToHashSet() : null;
            return rows.Where(row => !EventRecord.OfAccess.Contains(row.Kind) && under?.Contains(row.Number) is not false && webhook.Topics?.Contains(row.Kind) is not false).Select(row => EventCursor.Of(row.Id).ToString()).ToList();
        })];
    }
}
