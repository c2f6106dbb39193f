using System.Collections.Concurrent;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Events;

/// <summary>Many write and many follow at the same time. No clock runs: everything is found because it was signalled.</summary>
public sealed class EventConcurrencyTests
{
    static readonly Guid?[] Places = [TestNetwork.Alpha, TestNetwork.Beta, TestNetwork.Gamma, null];
    static readonly Viewer[] Viewers = [EventKit.Whole, EventKit.Of(TestNetwork.Alpha), EventKit.Of(TestNetwork.Beta), EventKit.Of(TestNetwork.Gamma), EventKit.Of(TestNetwork.Gamma) with { RootDepth = 1 }];

    [Fact]
    public async Task Whoever_begins_wherever_reads_everything_once_and_in_order()
    {
        const int Writers = 4, Transactions = 20, Readers = 40;
        await using var kit = await EventKit.CreateAsync();
        var (written, committed) = (0, new ConcurrentBag<EventRecord>());
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var i = 0; i < Transactions; i++)
            {
                foreach (var row in await kit.TellAsync([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => kit.New(Kind(random), Places[random.Next(Places.Length)]))])) committed.Add(row);
                Interlocked.Increment(ref written);
            }
        })).ToList();
        var writing = Task.WhenAll(writers);
        var last = new TaskCompletionSource<IReadOnlyList<EventRecord>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = Enumerable.Range(0, Readers).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            var random = new Random(1_000 + reader);
            while (Volatile.Read(ref written) < random.Next(Writers * Transactions) && !writing.IsCompleted) await Task.Yield();
            var viewer = Viewers[random.Next(Viewers.Length)];
            var known = committed.ToArray();
            var from = random.Next(3) == 0 || known.Length == 0 ? null : known[random.Next(known.Length)];
            var isLive = from is null && random.Next(2) == 0;
            var newest = known.Length == 0 ? 0 : known.Max(row => row.Number);
            await using var events = await kit.FollowAsync(viewer, variables: new { after = isLive ? null : from is null ? EventCursor.Start : EventKit.Cursor(from) });
            begun[reader].SetResult();
            var subjects = await UntilLastAsync(events, viewer, last.Task);
            return (viewer, From: from?.Number ?? 0, isLive, newest, subjects);
        })).ToList();
        await writing;
        // Who follows from now on, and begins only behind the last, would wait for ever.
        await Task.WhenAny(Task.WhenAll(begun.Select(one => one.Task)), Task.WhenAll(readers));
        last.SetResult(await kit.TellAsync((EventKind.SubscriptionEnded, TestNetwork.Beta), (EventKind.SubscriptionEnded, TestNetwork.Gamma)));

        var log = (await kit.Changes.RowsAsync<EventRecord>()).OrderBy(row => row.Number).ToList();
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(row => row.Number));
        foreach (var (viewer, from, isLive, newest, subjects) in await Task.WhenAll(readers))
        {
            var seen = log.Where(row => row.Number > from && Sees(viewer, row)).Select(row => row.SubjectId).ToList();
            // Who follows from now on begins at some number that nobody else knows: not before what had been committed, and without a gap.
            if (isLive) Assert.True(log.Single(row => row.SubjectId == subjects[0]).Number > newest);
            Assert.Equal(isLive ? seen.SkipWhile(subject => subject != subjects[0]) : seen, subjects);
        }
    }

    /// <summary>Each credential is revoked while others write, and holds until the moment before the revocation is committed.</summary>
    [Fact]
    public async Task Nothing_behind_a_revocation_is_told_whatever_else_is_going_on()
    {
        await using var kit = await EventKit.CreateAsync();
        using var ending = new CancellationTokenSource();
        var noise = Task.Run(async () =>
        {
            // Not for ever: a stream that is not ended runs dry.
            for (var i = 0; i < 3_000 && !ending.IsCancellationRequested; i++) await kit.TellAsync((EventKind.SubscriptionChanged, TestNetwork.Beta), (EventKind.SubscriptionChanged, TestNetwork.Alpha));
        });
        var log = new List<(long Revoked, IReadOnlyList<string> Subjects)>();
        for (var i = 0; i < 40; i++)
        {
            Caller? caller = ChangeKit.Of(Viewers[i % 3]);
            await using var events = await kit.FollowAsync(Viewers[i % 3], variables: new { after = i % 2 == 0 ? null : EventCursor.Start }, reauthorise: () => Task.FromResult<Caller?>(Volatile.Read(ref caller)));
            await events.NextAsync();
            var reading = Task.Run(() => events.EndAsync(EventStreamEnd.NotAuthorized));
            Volatile.Write(ref caller, null);
            var revoked = await kit.TellAsync((i % 2 == 0 ? EventKind.ApiKeyRevoked : EventKind.MembershipChanged, null), (EventKind.SubscriptionEnded, TestNetwork.Beta));
            log.Add((revoked[0].Number, await reading));
        }
        await ending.CancelAsync();
        await noise;

        var numbers = (await kit.Changes.RowsAsync<EventRecord>()).ToDictionary(row => row.SubjectId, row => row.Number);
        foreach (var (revoked, subjects) in log)
        {
            Assert.All(subjects, subject => Assert.True(numbers[subject] <= revoked));
            Assert.Equal(subjects.Select(subject => numbers[subject]).Order(), subjects.Select(subject => numbers[subject]));
        }
    }

    /// <summary>Everything up to the last that the viewer sees: Beta's, but for Gamma and for who sees all.</summary>
    static async Task<List<string>> UntilLastAsync(Follower events, Viewer viewer, Task<IReadOnlyList<EventRecord>> last)
    {
        var subjects = new List<string>();
        while (true)
        {
            var next = events.PeekAsync();
            if (!last.IsCompleted) await Task.WhenAny(last, next);
            if (last.IsCompleted && (await last).Last(row => Sees(viewer, row)).SubjectId == subjects.LastOrDefault()) return subjects;
            subjects.Add(Follower.Subject(await events.NextAsync()));
        }
    }

    static bool Sees(Viewer viewer, EventRecord row) => viewer.SubtreeRootId is not { } root || row.ResellerId == root || root == TestNetwork.Alpha && row.ResellerId == TestNetwork.Beta;

    static EventKind Kind(Random random) => random.Next(6) switch { 0 => EventKind.MembershipChanged, 1 => EventKind.ResellerMoved, _ => EventKind.SubscriptionChanged };
}
