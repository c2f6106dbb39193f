using CspGraph.Data;
using CspGraph.Domain.Resellers;

namespace CspGraph.Api.Demo;

/// <summary>The tree of resellers: two to four levels, each subtree within one CSP region, a few of them unfit to be Partner of Record.</summary>
sealed class DemoResellers(DemoTenant tenant, DateOnly today, Ids ids, Random random)
{
    const int DeepestLevel = 3;
    /// <summary>Long enough ago for a yearly subscription under any reseller to have ended since.</summary>
    const int NewestInDays = 500;

    readonly List<Reseller> all = [];
    readonly HashSet<string> names = [];

    /// <summary>Parents come before their children.</summary>
    public List<Reseller> Grow(int count)
    {
        while (all.Count < count) all.Add(Next(all.Count));
        return all;
    }

    Reseller Next(int index)
    {
        (string Name, string Country, string PlaId)? shared = index < DemoShared.Resellers.Length ? DemoShared.Resellers[index] : null;
        var country = shared?.Country ?? tenant.Countries[index % tenant.Countries.Length];
        var region = CspMarkets.RegionOf(country);
        var parent = index < tenant.Countries.Length ? null : Parent(region);
        var pla = shared?.PlaId ?? (parent is not null && index % 9 == 4 ? null : PlaId(index));
        var onboarded = Onboarded(parent);
        var reseller = new Reseller
        {
            Id = ids.Next(),
            Name = shared?.Name ?? Name(DemoMarket.All[country]),
            Country = country,
            Region = region,
            EntraTenantId = random.NextGuid(),
            PlaId = pla,
            PgaId = pla is null ? null : PgaId(index),
            Status = ResellerStatus.Active,
            MaicppStatus = MaicppStatus.Active,
            RelationshipState = RelationshipState.Active,
            MpaAcceptedOn = onboarded.AddDays(-random.Next(20)),
            OnboardedOn = onboarded,
            ParentId = parent?.Id,
            Depth = parent is null ? 0 : parent.Depth + 1,
        };
        Spoil(reseller, index);
        return reseller;
    }

    /// <summary>One of forty each, spread so that even a small network has most of them.</summary>
    static void Spoil(Reseller reseller, int index)
    {
        switch (index % 40)
        {
            case 5: reseller.Status = ResellerStatus.Suspended; break;
            case 7: reseller.MaicppStatus = MaicppStatus.Inactive; break;
            case 9: reseller.MpaAcceptedOn = null; break;
            case 11: reseller.Status = ResellerStatus.Deauthorized; break;
            case 14: reseller.RelationshipState = RelationshipState.Terminated; break;
            case 17: reseller.RelationshipState = RelationshipState.Pending; break;
            case 20: reseller.MaicppStatus = MaicppStatus.Suspended; break;
        }
    }

    Reseller? Parent(CspRegion? region)
    {
        if (!random.Chance(0.75)) return null;
        bool Takes(Reseller above) => above.Region == region && above.Depth < DeepestLevel;
        // Under the newest it grows deep, under the oldest wide.
        return random.Chance(0.6) ? all.FindLast(Takes) : all.Find(Takes);
    }

    DateOnly Onboarded(Reseller? parent)
    {
        var newest = today.AddDays(-NewestInDays);
        var oldest = parent?.OnboardedOn ?? newest.AddDays(-2000);
        return oldest.AddDays(random.Next(newest.DayNumber - oldest.DayNumber + 1));
    }

    string Name(DemoMarket market)
    {
        string name;
        do name = DemoNames.Reseller(random, market);
        while (!names.Add(name));
        return name;
    }

    string PlaId(int index) => (6_100_000 + index * 37 + random.Next(37)).ToString();

    /// <summary>Every fifth is another location of the company before it.</summary>
    string PgaId(int index) => index % 5 == 4 && all[index - 1].PgaId is { } before ? before : (4_200_000 + index * 41 + random.Next(41)).ToString();

    /// <summary>Every path down the tree as of today. A child is never older than its parent, so each path begins with its lower end.</summary>
    public static IEnumerable<ResellerClosure> Paths(IReadOnlyList<Reseller> resellers)
    {
        var byId = resellers.ToDictionary(reseller => reseller.Id);
        foreach (var reseller in resellers)
        {
            var validFrom = reseller.OnboardedOn!.Value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            for (var (ancestor, depth) = ((Reseller?)reseller, 0); ancestor is not null; depth++)
            {
                yield return new ResellerClosure { AncestorId = ancestor.Id, DescendantId = reseller.Id, Depth = depth, ValidFrom = validFrom };
                ancestor = ancestor.ParentId is { } parent ? byId[parent] : null;
            }
        }
    }
}
