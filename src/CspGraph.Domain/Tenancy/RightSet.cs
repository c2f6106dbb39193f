using System.Collections;

namespace CspGraph.Domain.Tenancy;

/// <summary>Some of the rights; equal to any other set of the same.</summary>
public readonly record struct RightSet : IEnumerable<Right>
{
    readonly int bits;

    RightSet(int bits) => this.bits = bits;

    /// <summary>What an integration may be given at most: it administers nothing.</summary>
    public static readonly RightSet Grantable = Of(Right.Read, Right.Write, Right.SeeCosts);

    /// <summary>What an integration has where nobody said: it reads.</summary>
    public static readonly RightSet Reading = Of(Right.Read, Right.SeeCosts);

    /// <summary>A number for each set, the same in every process.</summary>
    public int Bits => bits;

    /// <summary>The set of these rights.</summary>
    public static RightSet Of(params ReadOnlySpan<Right> rights)
    {
        var set = default(RightSet);
        foreach (var right in rights) set = set.With(right);
        return set;
    }

    /// <summary>What a role has by itself, of the whole tenant.</summary>
    public static RightSet Of(Role role) => role switch
    {
        Role.DistributorAdmin => Of(Right.Read, Right.Write, Right.SeeCosts, Right.ManageAccess, Right.ReadAuditLog),
        Role.DistributorAnalyst => Reading,
        Role.ResellerAdmin => Of(Right.Read, Right.Write, Right.ManageAccess),
        Role.ResellerAnalyst => Of(Right.Read),
        _ => Reading,
    };

    /// <summary>True when a right is among them.</summary>
    public bool Contains(Right right) => (bits & 1 << (int)right) != 0;

    /// <summary>True when each of them is among others.</summary>
    public bool IsWithin(RightSet others) => (bits & ~others.bits) == 0;

    /// <summary>Those that have a meaning for a level: costs and the audit log are the whole tenant's.</summary>
    public RightSet Within(bool wholeTenant) => wholeTenant ? this : new(bits & ~(1 << (int)Right.SeeCosts | 1 << (int)Right.ReadAuditLog));

    /// <summary>These and one more, or the same ones when it is not to be added.</summary>
    public RightSet With(Right right, bool added = true) => added ? new(bits | 1 << (int)right) : this;

    /// <summary>As it is stored: names in the order of the enum, divided by blanks.</summary>
    public override string ToString() => string.Join(' ', this);

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    public static RightSet Parse(string names)
    {
        var set = default(RightSet);
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries)) set = set.With(Enum.Parse<Right>(name));
        return set;
    }

    /// <summary>In the order of the enum.</summary>
    public IEnumerator<Right> GetEnumerator()
    {
        foreach (var right in Enum.GetValues<Right>())
            if (Contains(right)) yield return right;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
