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

    /// <summary>The greatest that the smallest excess can be, in the currency of the usage.</summary>
    public const decimal MostMinimum = 1_000_000;

    /// <summary>What is a spike.</summary>
    public SpendSensitivity Spend { get; init; } = new();

    /// <summary>The settings that a tenant has decided on, else the default ones.</summary>
    public static WatchSettings Of(WatchPolicy? policy) => policy is null ? Default
        : new([.. policy.RenewalDays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], policy.RenewalDaysSetAt, policy.MaxUsageAgeDays)
        {
            Spend = new() { OvernightPercent = policy.OvernightPercent, Sensitivity = policy.Sensitivity, MinimumAmount = policy.MinimumAmount, WarmUpDays = policy.WarmUpDays },
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
        foreach (var objection in Spend.Objections(MostMinimum).Concat(OfPlaces()).DistinctBy(objection => objection.Field)) yield return objection;
        if (MaxUsageAgeDays is < 1 or > 60) yield return Bad("Usage raises alerts until it is 1 to 60 days old.", "maxUsageAgeDays");
    }

    /// <summary>What a row cannot hold.</summary>
    IEnumerable<Objection> OfPlaces()
    {
        if (decimal.Round(Spend.Sensitivity, 2) != Spend.Sensitivity) yield return Bad("The sensitivity has up to two places.", "sensitivity");
        if (decimal.Round(Spend.MinimumAmount, 4) != Spend.MinimumAmount) yield return Bad("The smallest excess has up to four places.", "minimumAmount");
    }

    /// <summary>Makes a row say this.</summary>
    public void WriteTo(WatchPolicy policy)
    {
        (policy.RenewalDays, policy.RenewalDaysSetAt, policy.MaxUsageAgeDays) = (string.Join(' ', RenewalDays), RenewalDaysSetAt, MaxUsageAgeDays);
        (policy.OvernightPercent, policy.Sensitivity, policy.MinimumAmount, policy.WarmUpDays) = (Spend.OvernightPercent, Spend.Sensitivity, Spend.MinimumAmount, Spend.WarmUpDays);
    }

    static Objection Bad(string message, string field) => new(ObjectionCodes.BadUserInput, message, field);
}
