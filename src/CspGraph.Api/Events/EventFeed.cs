using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Host.Transport;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Events;

/// <summary>Follows one tenant's log for all who do: each event is read once, and shown once for each distinct operation and scope.</summary>
/// <remarks>
/// It goes through the numbers in order, in runs that end at the latest with an event that changes who may see what: then every stream is authorised
/// anew, before anything behind that event is read for anyone. Streams that are behind read for themselves, never beyond where the feed is.
/// </remarks>
sealed partial class EventFeed : IAsyncDisposable
{
    /// <summary>Streams that are authorised at the same time.</summary>
    const int AtOnce = 8;

    /// <summary>After so many failures in a row the database fails for one group alone, as all others' events could be read: they wait no longer for it.</summary>
    const int MostFailures = 3;

    readonly Lock gate = new();
    readonly EventGroups groups = new();
    readonly HashSet<EventStream> streams = [];
    readonly SemaphoreSlim news = new(0, 1);
    readonly CancellationTokenSource ending = new();
    readonly EventSettings settings;
    readonly ProductMeter meter;
    readonly TimeProvider clock;
    readonly ILogger log;
    readonly Viewer job;
    readonly Database database;
    readonly ITimer poll;
    readonly Task following;
    TaskCompletionSource? run;
    long position;
    long authorisedUpTo;
    bool accessHasChanged;

    public EventFeed(int tenant, GraphEngine<CspGraphDb, Viewer> engine, Database database, EventSettings settings, ProductMeter meter, TimeProvider clock, ILogger<EventFeed> log)
    {
        (this.settings, this.meter, this.clock, this.log) = (settings, meter, clock, log);
        this.database = database;
        Loads = new(engine, database);
        job = TenantJobs.ViewerOf(tenant);
        poll = clock.CreateTimer(_ => Wake(), null, settings.Poll, settings.Poll);
        following = Task.Run(FollowAsync);
    }

    public EventLoads Loads { get; }

    /// <summary>Begins a stream: from its cursor, or from now.</summary>
    public async Task<EventStream> OpenAsync(EventStreamRequest request, CancellationToken cancellation)
    {
        var call = request.Operation.Stream!;
        var selection = (EventSelection)call.Handler;
        await Loads.CheckAsync(request.Operation, request.Caller.Viewer, cancellation);
        await using var db = database.Open(request.Caller.Viewer);
        var newest = await Loads.NewestAsync(job, cancellation);
        var from = (request.LastEventId ?? call.Arguments.GetValueOrDefault(ProductSubscription.After.Name) as string) is { } after ? await EventCursor.NumberAsync(db, after, cancellation) : newest;
        var seen = request.Caller.Viewer.SeesWholeTenant ? db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]) : db.Resellers;
        var under = await EventPages.UnderAsync(seen, call.Arguments.GetValueOrDefault(EventPages.Under.Name), cancellation);
        var kinds = selection.Kinds ?? EventPages.KindsOf(call.Arguments.GetValueOrDefault(EventPages.Kinds.Name));
        var stream = new EventStream(this, request, new EventInterest(request.Operation, request.Caller.Viewer, kinds, under), from, settings, clock);
        lock (gate)
        {
            if (ending.IsCancellationRequested) throw new EventStreamEndedException(EventStreamEnd.Draining);
            if (streams.Count >= settings.MaxStreams) throw new GraphException(TransportErrorCodes.RateLimited, $"The tenant has {settings.MaxStreams} subscriptions here already.");
            // Nobody has followed for a while: what has come meanwhile is for each to read for itself. What comes in this moment, nobody may have heard of.
            if (streams.Count == 0)
            {
                position = Math.Max(position, newest);
                Wake();
            }
            streams.Add(stream);
        }
        return stream;
    }

    public void Wake()
    {
        lock (gate)
            if (news.CurrentCount == 0) news.Release();
    }

    /// <summary>Lets a stream take part, unless it is behind.</summary>
    /// <returns>Null when it takes part; otherwise the number up to which it is to read for itself.</returns>
    public async ValueTask<long?> JoinAsync(EventStream stream, CancellationToken cancellation)
    {
        while (true)
        {
            Task? begun;
            lock (gate)
            {
                stream.ThrowIfEnded();
                var group = groups.Of(stream);
                if (stream.Position < position) return position;
                if (run is null || group.IsInRun)
                {
                    group.Members.Add(stream);
                    return null;
                }
                // What is being read is not read for this group: the next run is.
                begun = run.Task;
            }
            await begun.WaitAsync(cancellation);
        }
    }

    /// <summary>Ends a stream's part.</summary>
    public void Leave(EventStream stream)
    {
        lock (gate)
        {
            streams.Remove(stream);
            groups.Remove(stream);
        }
    }

    /// <summary>Gives a stream another scope, as access has changed.</summary>
    public void Change(EventStream stream, EventInterest interest)
    {
        lock (gate)
        {
            var wasIn = stream.Group?.Members.Contains(stream) is true;
            groups.Remove(stream);
            stream.Interest = interest;
            if (wasIn) groups.Of(stream).Members.Add(stream);
        }
    }

    /// <summary>Ends a stream for what fails for it alone, and would again.</summary>
    public void Fail(EventStream stream, Exception failure)
    {
        Ended(failure, job.TenantId);
        stream.End(EventStreamEnd.Failed);
    }

    public void EndAll(EventStreamEnd reason)
    {
        List<EventStream> all;
        lock (gate) all = [.. streams];
        foreach (var stream in all) stream.End(reason);
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate) ending.Cancel();
        EndAll(EventStreamEnd.Draining);
        await poll.DisposeAsync();
        await following;
    }

    async Task FollowAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await news.WaitAsync(ending.Token);
                while (HasStreams() && await AdvanceAsync()) ;
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                // Nothing was handed on of what could not be read: it is read again.
                Failed(failure, job.TenantId);
                await Task.Delay(EventLoads.Pause, clock, ending.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                Wake();
            }
        }
    }

    bool HasStreams()
    {
        lock (gate) return streams.Count > 0;
    }

    /// <summary>Hands on what is new. False when nothing is.</summary>
    async Task<bool> AdvanceAsync()
    {
        if (accessHasChanged) await ReauthoriseAsync();
        var heads = await Loads.HeadsAsync(job, Interlocked.Read(ref position), ending.Token);
        for (var begin = 0; begin < heads.Count;)
        {
            var end = begin;
            while (end < heads.Count && !ChangesAccess(heads[end])) end++;
            end = Math.Min(end + 1, heads.Count);
            // Said before it is read on, so that a failure in between is made good first.
            var run = heads.Skip(begin).Take(end - begin).ToList();
            accessHasChanged = ChangesAccess(run[^1]);
            await RunAsync(run);
            if (accessHasChanged) await ReauthoriseAsync();
            begin = end;
        }
        return heads.Count == EventLoads.Most;
    }

    /// <summary>Whether everybody is to be looked up anew behind an event: not where that was done when it was there already.</summary>
    bool ChangesAccess(EventHead head) => head.ChangesAccess && head.Number > authorisedUpTo;

    /// <summary>Reads some events for every group that may want one, then hands them on to all at once.</summary>
    async Task RunAsync(IReadOnlyList<EventHead> heads)
    {
        List<EventGroup> taking;
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            run = end;
            taking = groups.All();
            foreach (var group in taking) group.IsInRun = true;
        }
        try
        {
            await Parallel.ForEachAsync(taking, ending.Token, async (group, cancellation) => await LoadAsync(group, heads, cancellation));
            lock (gate)
            {
                foreach (var group in taking) group.HandOn();
                position = Math.Max(position, heads[^1].Number);
            }
            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var head in heads) meter.Lagged(now > head.RecordedAt ? now - head.RecordedAt : TimeSpan.Zero);
        }
        finally
        {
            lock (gate)
            {
                foreach (var group in taking) (group.IsInRun, group.Loaded, group.Unread) = (false, [], null);
                run = null;
            }
            end.SetResult();
        }
    }

    /// <summary>What fails but the database fails for this group alone, and would again: nobody else waits for it.</summary>
    async Task LoadAsync(EventGroup group, IReadOnlyList<EventHead> heads, CancellationToken cancellation)
    {
        try
        {
            var wanted = heads.Where(group.Interest.Wants).ToList();
            // So much at once is for each to read at its own pace.
            if (wanted.Count > Loads.MostOf(group.Interest)) group.Unread = EventStreamEnd.SlowConsumer;
            else if (wanted.Count > 0) group.Loaded = await Loads.MessagesAsync(group.Interest, wanted, cancellation);
            group.Failures = 0;
        }
        catch (Exception failure) when (!EventLoads.MayPass(failure) || failure is not OperationCanceledException && ++group.Failures == MostFailures)
        {
            Ended(failure, job.TenantId);
            group.Unread = EventStreamEnd.Failed;
        }
    }

    async Task ReauthoriseAsync()
    {
        // Whoever is looked up behind this is known as of all that has come up to it.
        var upTo = await Loads.NewestAsync(job, ending.Token);
        List<EventStream> all;
        lock (gate) all = [.. streams];
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ending.Token }, async (stream, _) =>
        {
            try
            {
                await stream.ReauthoriseAsync();
            }
            catch (Exception) when (stream.HasEnded)
            {
                // Its client has gone meanwhile.
            }
            catch (OperationCanceledException) when (!ending.IsCancellationRequested)
            {
                stream.End(EventStreamEnd.Draining);
            }
            catch (Exception failure) when (!EventLoads.MayPass(failure))
            {
                Fail(stream, failure);
            }
        });
        (authorisedUpTo, accessHasChanged) = (upTo, false);
    }

    [LoggerMessage(LogLevel.Error, "The event log of tenant {Tenant} cannot be followed for now.")]
    partial void Failed(Exception failure, int tenant);

    [LoggerMessage(LogLevel.Error, "What a subscription of tenant {Tenant} asks for cannot be shown: it was ended.")]
    partial void Ended(Exception failure, int tenant);
}
