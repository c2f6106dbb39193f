using CspGraph.Domain.Events;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Events;

/// <summary>What can be followed: the whole log, or the kinds of one concern.</summary>
sealed class ProductSubscription : SubscriptionType
{
    public static readonly Argument After = new("after", "String",
        "Goes on behind this cursor, which may be from any answer or subscription: first what has come since, then what comes. Without it, only what comes. Where the transport brings a Last-Event-ID, that holds instead.");

    /// <param name="log">The interface of all events, as the engine has it.</param>
    public ProductSubscription(EventType log)
    {
        Stream("events", log, new EventSelection(Kinds: null), "Events as they come, of all kinds.", After, EventPages.Kinds, EventPages.Under);
        Follow<Subscriptions.RenewalEvent>("renewalEvents", log, "Events of renewals as they come.");
        Follow<Usage.SpendEvent>("spendEvents", log, "Events of spend as they come.");
    }

    void Follow<TShown>(string name, EventType log, string description) where TShown : EventKindType
    {
        var shown = log.Shown<TShown>();
        Stream(name, shown, new EventSelection([.. shown.Kinds.Select(kind => kind.Value)]), description, After, EventPages.Under);
    }
}

/// <summary>What a field of the subscription root follows.</summary>
/// <param name="Kinds">The kinds it shows; null for all.</param>
sealed record EventSelection(IReadOnlyList<EventKind>? Kinds);
