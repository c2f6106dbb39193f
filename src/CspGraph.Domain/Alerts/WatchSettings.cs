using CspGraph.Domain.Usage;

namespace CspGraph.Domain.Alerts;

/// <summary>What is told and when, as it holds for a tenant.</summary>
/// <param name="RenewalDays">How many days before the end of a term it is told, the farthest first.</param>
/// <param name="RenewalDaysSetAt">When that was decided (UTC): what was past by then is not made up for.</param>
/// <param name="MaxUsageAgeDays">Usage that is older raises no alert, in days.</param>
public sealed record WatchSettings(IReadOnlyList<int> RenewalDays, DateTime RenewalDaysSetAt, int MaxUsageAgeDays)
{
    /// <summary>Of a tenant that has decided nothing.</summary>
    public static readonly WatchSettings Default = new([30, 7, 1], DateTime.MinValue, 7);

    /// <summary>The farthest day ahead that can be told of.</summary>
    public const int FarthestDay = 365;

    /// <summary>How often the end of one term can be told of.</summary>
    public const int MostRenewalDays = 10;

    /// <summary>A day's spend at so many percent above the day before is a spike.</summary>
    public int OvernightPercent { get; init; } = 200;

    /// <summary>So many robust deviations above what is usual are a spike.</summary>
    public decimal Sensitivity { get; init; } = 5;

    /// <summary>The smallest excess that is told, in the currency of the usage.</summary>
    public decimal MinimumAmount { get; init; } = 20;

    /// <summary>Days of history before what is usual is known.</summary>
    public int WarmUpDays { get; init; } = 14;

    /// <summary>What is a spike by these.</summary>
    public SpendSensitivity Spend => new() { OvernightPercent = OvernightPercent, Sensitivity = Sensitivity, MinimumAmount = MinimumAmount, WarmUpDays = WarmUpDays };

    /// <summary>The settings that a tenant has decided on, else the default ones.</summary>
    public static WatchSettings Of(WatchPolicy? policy) => policy is null ? Default
        : new([.. policy.RenewalDays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], policy.RenewalDaysSetAt, policy.MaxUsageAgeDays)
        {
            OvernightPercent = policy.OvernightPercent,
            Sensitivity = policy.Sensitivity,
            MinimumAmount = policy.MinimumAmount,
            WarmUpDays = policy.WarmUpDays,
        };

    /// <summary>The same, telling of renewals on other days; when that was decided changes only with them.</summary>
    public WatchSettings TellingOn(IReadOnlyList<int> days, DateTime now)
    {
        int[] farthestFirst = [.. days.OrderDescending()];
        return farthestFirst.SequenceEqual(RenewalDays) ? this : this with { RenewalDays = farthestFirst, RenewalDaysSetAt = now };
    }

    /// <summary>Why they cannot be decided on; none when they can.</summary>
    public IEnumerable<Objection> Objections()
    {
        if (RenewalDays.Count is 0 or > MostRenewalDays || RenewalDays.Distinct().Count() != RenewalDays.Count || RenewalDays.Any(day => day is < 1 or > FarthestDay))
            yield return Bad($"Renewals are told of 1 to {FarthestDay} days ahead, on 1 to {MostRenewalDays} different days.", "renewalDays");
        if (OvernightPercent is < 50 or > 10_000) yield return Bad("From one day to the next a spike is a rise of 50 to 10,000 percent.", "overnightPercent");
        if (Sensitivity is < 2 or > 50 || decimal.Round(Sensitivity, 2) != Sensitivity) yield return Bad("The sensitivity is 2 to 50 deviations, with up to two places.", "sensitivity");
        if (MinimumAmount is < 0 or > 1_000_000 || decimal.Round(MinimumAmount, 4) != MinimumAmount) yield return Bad("The smallest excess is 0 to 1,000,000, with up to four places.", "minimumAmount");
        if (WarmUpDays is < 7 or > 56) yield return Bad("What is usual is known after 7 to 56 days.", "warmUpDays");
        if (MaxUsageAgeDays is < 1 or > 60) yield return Bad("Usage raises alerts until it is 1 to 60 days old.", "maxUsageAgeDays");
    }

    /// <summary>Makes a row say this.</summary>
    public void WriteTo(WatchPolicy policy)
    {
        (policy.RenewalDays, policy.RenewalDaysSetAt, policy.MaxUsageAgeDays) = (string.Join(' ', RenewalDays), RenewalDaysSetAt, MaxUsageAgeDays);
        (policy.OvernightPercent, policy.Sensitivity, policy.MinimumAmount, policy.WarmUpDays) = (OvernightPercent, Sensitivity, MinimumAmount, WarmUpDays);
    }

    static Objection Bad(string message, string field) => new(ObjectionCodes.BadUserInput, message, field);
}
