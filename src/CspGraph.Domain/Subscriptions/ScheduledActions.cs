using System.Globalization;
using System.Text;

namespace CspGraph.Domain.Subscriptions;

/// <summary>Scheduled actions as the text that <see cref="CspSubscription.ScheduledActions"/> keeps.</summary>
/// <remarks>
/// Written as "CustomDate Transition 2027-03-01 c=CFQ7TTC0LCHC:0002;TermEnd RenewToNewTerm q=25 t=P1Y b=Annual": in the order of the texts, each once,
/// so that two sources which state the same state one text. Null is not empty: no source has stated what is scheduled, or one has stated that nothing is.
/// </remarks>
public static class ScheduledActions
{
    /// <summary>The most of one subscription that are taken from a source: so many fit the column, whatever they say.</summary>
    public const int Most = 8;

    /// <summary>The text of these.</summary>
    public static string ToText(IEnumerable<ScheduledAction> actions) => string.Join(';', actions.Select(ToText).Distinct().Order(StringComparer.Ordinal));

    /// <summary>What <see cref="ToText(IEnumerable{ScheduledAction})"/> has written; null when no source has stated it.</summary>
    /// <exception cref="FormatException">It is a text of somebody else's.</exception>
    public static IReadOnlyList<ScheduledAction>? Parse(string? text) =>
        text is null ? null : text.Length == 0 ? [] : [.. text.Split(';').Select(ParseOne)];

    static string ToText(ScheduledAction action)
    {
        var text = new StringBuilder().Append(action.ScheduleType).Append(' ').Append(action.ActionType);
        if (action.EffectiveDate is { } date) text.Append(CultureInfo.InvariantCulture, $" {date:yyyy-MM-dd}");
        if (action.Instructions is not { } instructions) return text.ToString();
        if (instructions.Quantity is { } quantity) text.Append(CultureInfo.InvariantCulture, $" q={quantity}");
        if (instructions.TermDuration is { } term) text.Append(" t=").Append(term);
        if (instructions.BillingCycle is { } cycle) text.Append(" b=").Append(cycle);
        if (instructions.CatalogItem is { } item) text.Append(" c=").Append(item);
        return text.ToString();
    }

    static ScheduledAction ParseOne(string text)
    {
        var words = text.Split(' ');
        if (words.Length < 2) throw NotOurs(text);
        var action = new ScheduledAction(Name<ScheduleType>(words[0]), Name<ScheduledActionType>(words[1]));
        var instructions = new ScheduledInstructions();
        foreach (var word in words.AsSpan(2))
        {
            if (word is not [var letter, '=', .. var value]) action = action with { EffectiveDate = DateOnly.ParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture) };
            else
            {
                instructions = letter switch
                {
                    'q' => instructions with { Quantity = int.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) },
                    't' => instructions with { TermDuration = Name<TermDuration>(value) },
                    'b' => instructions with { BillingCycle = Name<BillingCycle>(value) },
                    'c' => instructions with { CatalogItem = value },
                    _ => throw NotOurs(text),
                };
                action = action with { Instructions = instructions };
            }
        }
        return action;
    }

    static T Name<T>(string name) where T : struct, Enum => Enum.TryParse<T>(name, out var value) ? value : throw NotOurs(name);

    static FormatException NotOurs(string text) => new($"{text} is of no scheduled action.");
}
