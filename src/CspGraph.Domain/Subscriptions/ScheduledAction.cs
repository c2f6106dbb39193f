using CspGraph.Domain.Catalog;

namespace CspGraph.Domain.Subscriptions;

/// <summary>What was scheduled for a subscription, as Partner Center's scheduledActions state it.</summary>
/// <param name="ScheduleType">When.</param>
/// <param name="ActionType">What.</param>
/// <param name="EffectiveDate">The day (UTC) from which a CustomDate holds; null for TermEnd.</param>
/// <param name="Instructions">What is to be other than it is; null for nothing.</param>
public sealed record ScheduledAction(ScheduleType ScheduleType, ScheduledActionType ActionType, DateOnly? EffectiveDate = null, ScheduledInstructions? Instructions = null);

/// <summary>How a subscription is to be afterwards; what is null stays as it is.</summary>
/// <param name="Quantity">Seats, all of them.</param>
/// <param name="TermDuration">Length of the term.</param>
/// <param name="BillingCycle">How often is charged.</param>
/// <param name="CatalogItem">product:sku or product:sku:availability, as <see cref="CatalogItemOf"/> gives it.</param>
public sealed record ScheduledInstructions(int? Quantity = null, TermDuration? TermDuration = null, BillingCycle? BillingCycle = null, string? CatalogItem = null)
{
    /// <summary>The longest id of each of a catalogue item's parts.</summary>
    public const int LongestId = 40;

    /// <summary>Names a catalogue item in one way only: product:sku or product:sku:availability, as <see cref="SkuKey"/> has them; null for a text that is none.</summary>
    public static string? CatalogItemOf(string text) =>
        text.Split(':') is { Length: 2 or 3 } parts && parts.All(part => part.Length is > 0 and <= LongestId && part.All(char.IsAsciiLetterOrDigit))
            ? string.Join(':', [SkuKey.Of(parts[0], parts[1]).ToString(), .. parts.Skip(2).Select(part => part.ToUpperInvariant())]) : null;
}

/// <summary>When a scheduled action is done.</summary>
public enum ScheduleType
{
    /// <summary>When the term has ended.</summary>
    TermEnd,
    /// <summary>On a day of its own.</summary>
    CustomDate,
}

/// <summary>What is done then.</summary>
public enum ScheduledActionType
{
    /// <summary>It is cancelled.</summary>
    Cancel,
    /// <summary>It renews for a new term.</summary>
    RenewToNewTerm,
    /// <summary>It goes on month by month as an extended service term.</summary>
    RenewToExtendedServiceTerm,
    /// <summary>It becomes one of another SKU.</summary>
    Transition,
}
