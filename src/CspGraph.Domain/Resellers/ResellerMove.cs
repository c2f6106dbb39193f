namespace CspGraph.Domain.Resellers;

/// <summary>What comes to pass when a reseller, with all under it, comes under another.</summary>
public static class ResellerMove
{
    /// <summary>Why a reseller cannot come under another: it would be under itself. Null when it can.</summary>
    /// <param name="reseller">The reseller.</param>
    /// <param name="above">Who would be above it, the nearest first; empty directly under the distributor.</param>
    /// <param name="field">Where the input has the one it is to come under.</param>
    public static Objection? Cycle(Guid reseller, IEnumerable<Guid> above, string field) => above.Contains(reseller)
        ? new(ObjectionCodes.ResellerCycle, "A reseller cannot come under itself, or under one that is under it.", field)
        : null;

    /// <summary>The instant of the move (UTC): when it is made, or a millisecond after the newest statement about anybody's place.</summary>
    /// <param name="now">When it is made.</param>
    /// <param name="newest">The date of that statement. A file may be dated a little ahead, and two moves may be made at once: what is stated later must be later, or the tree of a time between would be one that never was.</param>
    public static DateTime At(DateTime now, DateTime newest) => newest < now ? now : newest.AddMilliseconds(1);

    /// <summary>The steps up from a reseller that it has no longer, and those that it had not before. Who is above it as far up as before stays without a break.</summary>
    /// <param name="before">Who was above it, the nearest first.</param>
    /// <param name="after">Who is above it now, the nearest first.</param>
    public static (IReadOnlyList<(Guid Ancestor, int Depth)> Ended, IReadOnlyList<(Guid Ancestor, int Depth)> Begun) Steps(IEnumerable<Guid> before, IEnumerable<Guid> after)
    {
        var (old, now) = (Up(before), Up(after));
        return ([.. old.Except(now)], [.. now.Except(old)]);
    }

    static List<(Guid Ancestor, int Depth)> Up(IEnumerable<Guid> above) => [.. above.Index().Select(step => (step.Item, step.Index + 1))];
}
