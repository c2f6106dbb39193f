using System.Runtime.InteropServices;

namespace CspGraph.Domain.Resellers;

/// <summary>Who was under whom and since when, worked out from dated statements alone: so it does not depend on their order.</summary>
/// <remarks>
/// A statement holds until the reseller's next one; the first also holds for the time before it, and a reseller of which
/// nothing is stated is directly under the distributor. Statements of different dates can form a circle: while they do,
/// the oldest statement in it (of one date, that of the smaller key) yields, and its reseller is directly under the distributor.
/// </remarks>
public sealed class ResellerHistory
{
    /// <summary>The first instant of what has held as long as anyone knows.</summary>
    public static readonly DateTime Ever = DateTime.UnixEpoch;

    static readonly List<(DateTime From, Guid? Parent)> AlwaysOnTop = [(DateTime.MinValue, null)];

    readonly Dictionary<Guid, List<(DateTime From, Guid? Parent)>> parents = [];
    readonly Dictionary<Guid, (Guid? Parent, DateTime StatedAt)> stated = [];
    readonly Func<Guid, string> keyOf;
    HashSet<Guid> yielding = [];

    /// <summary>Works the history out.</summary>
    /// <param name="statements">In any order; at most one for a reseller and date.</param>
    /// <param name="keyOf">A text for each reseller that does not depend on our ids.</param>
    public ResellerHistory(IEnumerable<ResellerPlacement> statements, Func<Guid, string> keyOf)
    {
        this.keyOf = keyOf;
        var later = new List<ResellerPlacement>();
        foreach (var statement in statements.OrderBy(statement => statement.StatedAt))
            if (!stated.TryAdd(statement.ResellerId, (statement.ParentId, statement.StatedAt))) later.Add(statement);
        Note(DateTime.MinValue, [.. stated.Keys]);
        for (int first = 0, next; first < later.Count; first = next)
        {
            var at = later[first].StatedAt;
            for (next = first; next < later.Count && later[next].StatedAt == at; next++)
                stated[later[next].ResellerId] = (later[next].ParentId, at);
            Note(at, [.. later[first..next].Select(statement => statement.ResellerId)]);
        }
    }

    /// <summary>Whom a reseller is under in the end; null directly under the distributor.</summary>
    public Guid? ParentOf(Guid reseller) => TimesOf(reseller)[^1].Parent;

    /// <summary>Resellers above it in the end.</summary>
    public int DepthOf(Guid reseller)
    {
        var depth = 0;
        for (var above = ParentOf(reseller); above is { } known; above = ParentOf(known)) depth++;
        return depth;
    }

    /// <summary>Everything at or above a reseller, with the times at which it was so.</summary>
    public List<ResellerClosure> PathsOf(Guid reseller)
    {
        var paths = new List<ResellerClosure>();
        var open = new Dictionary<(Guid Ancestor, int Depth), ResellerClosure>();
        for (DateTime? at = Ever; at is { } from;)
        {
            var (above, until) = ChainAt(reseller, from);
            foreach (var (step, path) in open.ToList())
            {
                if (above.Contains(step)) continue;
                path.ValidTo = from;
                open.Remove(step);
            }
            foreach (var step in above)
            {
                if (open.ContainsKey(step)) continue;
                var path = new ResellerClosure { AncestorId = step.Ancestor, DescendantId = reseller, Depth = step.Depth, ValidFrom = from };
                open.Add(step, path);
                paths.Add(path);
            }
            at = until;
        }
        return paths;
    }

    /// <summary>The resellers for which another history says something else, and all that were ever under one of them in either.</summary>
    public HashSet<Guid> DifferingFrom(ResellerHistory other, IEnumerable<Guid> alsoDiffering)
    {
        var children = new Dictionary<Guid, HashSet<Guid>>();
        foreach (var (child, times) in parents.Concat(other.parents))
            foreach (var parent in times.Select(time => time.Parent).OfType<Guid>())
                (CollectionsMarshal.GetValueRefOrAddDefault(children, parent, out _) ??= []).Add(child);
        var differing = new HashSet<Guid>();
        var next = new Stack<Guid>(alsoDiffering.Concat(parents.Keys.Union(other.parents.Keys).Where(id => !TimesOf(id).SequenceEqual(other.TimesOf(id)))));
        while (next.TryPop(out var reseller))
            if (differing.Add(reseller) && children.TryGetValue(reseller, out var below))
                foreach (var child in below) next.Push(child);
        return differing;
    }

    List<(DateTime From, Guid? Parent)> TimesOf(Guid reseller) => parents.GetValueOrDefault(reseller) ?? AlwaysOnTop;

    /// <summary>The reseller and all above it at an instant, and the next instant at which that can change.</summary>
    (List<(Guid Ancestor, int Depth)> Above, DateTime? Until) ChainAt(Guid reseller, DateTime at)
    {
        var above = new List<(Guid, int)>();
        DateTime? until = null;
        for (Guid? next = reseller; next is { } known;)
        {
            above.Add((known, above.Count));
            var times = TimesOf(known);
            var now = times.FindLastIndex(time => time.From <= at);
            if (now + 1 < times.Count && (until is null || times[now + 1].From < until)) until = times[now + 1].From;
            next = times[now].Parent;
        }
        return (above, until);
    }

    /// <summary>Notes what holds from an instant on, some statements having changed.</summary>
    void Note(DateTime at, HashSet<Guid> changed)
    {
        // A circle holds a changed statement, or was there before and holds one that yielded.
        var before = yielding;
        yielding = [];
        var seen = new HashSet<Guid>();
        foreach (var start in changed.Concat(before)) BreakCircleAbove(start, seen);
        changed.UnionWith(before);
        changed.UnionWith(yielding);
        foreach (var reseller in changed)
        {
            var parent = yielding.Contains(reseller) ? null : stated[reseller].Parent;
            ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(parents, reseller, out var exists);
            if (!exists) times = [(at, parent)];
            else if (times![^1].Parent != parent) times.Add((at, parent));
        }
    }

    void BreakCircleAbove(Guid start, HashSet<Guid> seen)
    {
        var walked = new List<Guid>();
        Guid? next = start;
        for (; next is { } known && seen.Add(known); next = stated.TryGetValue(known, out var statement) ? statement.Parent : null) walked.Add(known);
        if (next is not { } met || walked.IndexOf(met) is not (>= 0 and var first)) return;
        yielding.Add(walked[first..].OrderBy(reseller => stated[reseller].StatedAt).ThenBy(keyOf, StringComparer.Ordinal).First());
    }
}
