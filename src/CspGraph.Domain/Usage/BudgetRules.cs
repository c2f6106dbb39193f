using CspGraph.Domain.Billing;
using CspGraph.Domain.Pricing;

namespace CspGraph.Domain.Usage;

/// <summary>What a customer's budget can be.</summary>
public static class BudgetRules
{
    /// <summary>How many parts of a budget can be told.</summary>
    public const int MostThresholds = 10;

    /// <summary>The largest part that can be told, in percent.</summary>
    public const int GreatestThreshold = 1_000;

    /// <summary>Why it can be none; null when it can.</summary>
    /// <param name="amount">Of a month.</param>
    /// <param name="currency">ISO 4217; null when none is named.</param>
    /// <param name="thresholds">Parts that are told, in percent.</param>
    public static Objection? Of(decimal amount, string? currency, IReadOnlyList<int> thresholds) =>
        amount is <= 0 or > Money.Most || decimal.Round(amount, 4) != amount ? Bad("A budget is more than 0, with up to four places.", "amount")
        : currency is null || !Currencies.IsKnown(currency) ? Bad("A budget is in a currency of ISO 4217.", "currency")
        : thresholds.Count is 0 or > MostThresholds || thresholds.Distinct().Count() != thresholds.Count || thresholds.Any(percent => percent is < 1 or > GreatestThreshold)
            ? Bad($"1 to {MostThresholds} different parts of a budget are told, from 1 to {GreatestThreshold:N0} percent.", "thresholds")
        : null;

    /// <summary>Thresholds as they are kept: the smallest first, divided by blanks.</summary>
    public static string TextOf(IEnumerable<int> thresholds) => string.Join(' ', thresholds.Order());

    /// <summary>Thresholds as they were kept.</summary>
    public static IReadOnlyList<int> ThresholdsOf(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    static Objection Bad(string message, string field) => new(ObjectionCodes.BadUserInput, message, field);
}
