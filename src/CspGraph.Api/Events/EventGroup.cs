using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Events;

/// <summary>Streams to which every event looks the same: it is read once for all of them. Guarded by the feed.</summary>
sealed class EventGroup(EventGroupKey key, EventInterest interest)
{
    public EventGroupKey Key { get; } = key;
    public EventInterest Interest { get; } = interest;

    /// <summary>Streams that take part.</summary>
    public HashSet<EventStream> Members { get; } = [];

    /// <summary>Those and the ones that are still behind.</summary>
    public int Streams { get; set; }

    /// <summary>Whether what is being read is read for this group too.</summary>
    public bool IsInRun { get; set; }

    /// <summary>What was read, to be handed on; empty where it cannot be.</summary>
    public IReadOnlyList<(EventHead Head, EventMessage Message)> Loaded { get; set; } = [];

    /// <summary>Why nobody can be handed what was to be read; null where it was.</summary>
    public EventStreamEnd? Unread { get; set; }

    /// <summary>How often in a row the database has failed for it.</summary>
    public int Failures { get; set; }

    /// <summary>To all who take part by now: who has joined meanwhile would miss it as well.</summary>
    public void HandOn()
    {
        if (Loaded.Count == 0 && Unread is null) return;
        foreach (var stream in Members)
        {
            if (Unread is { } reason) stream.End(reason);
            else stream.Take(Loaded);
        }
    }
}

/// <summary>All that decides how events look: the operation, the scope and the rights.</summary>
readonly record struct EventGroupKey(Guid? Root, int RootDepth, Role Role, RightSet Rights, string Operation)
{
    public static EventGroupKey Of(EventInterest interest) => new(
        interest.Viewer.SubtreeRootId, interest.Viewer.RootDepth, interest.Viewer.Role, interest.Viewer.Rights, interest.Operation.HashWithout(ProductSubscription.After.Name));
}

/// <summary>The groups of a feed: each is there as long as it has streams. Guarded by the feed.</summary>
sealed class EventGroups
{
    readonly Dictionary<EventGroupKey, EventGroup> groups = [];

    public List<EventGroup> All() => [.. groups.Values];

    /// <summary>The group of a stream, which is one of its streams from now on.</summary>
    public EventGroup Of(EventStream stream)
    {
        if (stream.Group is { } known) return known;
        var key = EventGroupKey.Of(stream.Interest);
        if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new(key, stream.Interest));
        group.Streams++;
        return stream.Group = group;
    }

    public void Remove(EventStream stream)
    {
        if (stream.Group is not { } group) return;
        group.Members.Remove(stream);
        stream.Group = null;
        if (--group.Streams == 0) groups.Remove(group.Key);
    }
}
