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

    /// <summary>What was read, to be handed on; null where it cannot be.</summary>
    public IReadOnlyList<(EventHead Head, EventMessage Message)>? Loaded { get; set; } = [];

    /// <summary>To all who take part by now: who has joined meanwhile would miss it as well.</summary>
    public void HandOn()
    {
        if (Loaded is { Count: 0 }) return;
        foreach (var stream in Members)
        {
            if (Loaded is null) stream.End(EventStreamEnd.Failed);
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
