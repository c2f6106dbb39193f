namespace CspGraph.Domain.Subscriptions;

/// <summary>What becomes of a subscription at the end of its term, as things stand: it follows from what is stated, whatever the day.</summary>
/// <remarks>The rules and their sources are in docs/renewals.md.</remarks>
/// <param name="Outcome">Null where nothing can be said.</param>
/// <param name="Reason">Why it comes out so, or why nothing can be said.</param>
/// <param name="EndsOn">The last day of the term, itself included.</param>
/// <param name="TakesEffectOn">The day on which it happens, from 00:00 UTC; null where no term runs.</param>
/// <param name="Quantity">Seats that are to renew, or that end.</param>
/// <param name="AtStake">What a term of them costs at the price now: of the next one, else of one like that which ends. Null where it cannot be told (see <see cref="TermPrice"/>).</param>
/// <param name="IsScheduleStated">Whether a source has stated what is scheduled: otherwise it comes out so if nothing is.</param>
public sealed record RenewalOutlook(
    RenewalOutcome? Outcome, RenewalReason Reason, DateOnly? EndsOn, DateOnly? TakesEffectOn, int Quantity, decimal? AtStake, bool IsScheduleStated)
{
    /// <summary>The instant (UTC) before which it can still be made to come out otherwise; null where no term runs.</summary>
    public DateTime? LastMomentToChange => TakesEffectOn?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>That of a subscription.</summary>
    /// <inheritdoc cref="RenewalFacts.Of"/>
    public static RenewalOutlook Of(CspSubscription subscription, string catalogId, bool isTrial, bool isEndOfSale) =>
        Of(RenewalFacts.Of(subscription, catalogId, isTrial, isEndOfSale));

    /// <summary>That of these facts.</summary>
    public static RenewalOutlook Of(in RenewalFacts facts)
    {
        var isStated = facts.ScheduledActions is not null;
        if (facts.CommitmentEndDate is not { } end) return new(null, RenewalReason.NoTerm, null, null, facts.Quantity, null, isStated);
        if (facts.Status is SubscriptionStatus.Expired or SubscriptionStatus.Disabled or SubscriptionStatus.Deleted)
            return new(null, RenewalReason.NotRunning, end, null, facts.Quantity, null, isStated);

        var actions = ScheduledActions.Parse(facts.ScheduledActions) ?? [];
        var (outcome, reason, then) = Decide(facts, end, actions);
        DateOnly? takesEffectOn = reason is RenewalReason.CancelScheduledEarlier ? Cancellation(actions, end) : end < DateOnly.MaxValue ? end.AddDays(1) : null;
        var quantity = then?.Quantity ?? facts.Quantity;
        // Of another SKU, term or cycle the price is not known.
        var isPriced = reason is not RenewalReason.TransitionScheduled && !actions.Any(action => IsEarlierTransition(action, end))
            && !(then is not null && ChangeOf(facts, then with { Quantity = null }));
        return new(outcome, reason, end, takesEffectOn, quantity, isPriced ? TermPrice.Of(facts.UnitPrice, quantity, facts.TermDuration, facts.BillingCycle) : null, isStated);
    }

    /// <summary>The outcome, its reason, and the instructions that hold of the term that follows.</summary>
    static (RenewalOutcome?, RenewalReason, ScheduledInstructions?) Decide(in RenewalFacts facts, DateOnly end, IReadOnlyList<ScheduledAction> actions)
    {
        // Before the term ends it is over: what would hold at its end does not come to pass.
        if (Cancellation(actions, end) is not null) return (RenewalOutcome.Cancels, RenewalReason.CancelScheduledEarlier, null);
        if (facts.Status is SubscriptionStatus.Suspended) return (RenewalOutcome.Expires, RenewalReason.Suspended, null);
        foreach (var action in actions)
        {
            if (action.ScheduleType is not ScheduleType.TermEnd) continue;
            return action.ActionType switch
            {
                ScheduledActionType.Cancel => (RenewalOutcome.Cancels, RenewalReason.CancelScheduled, null),
                ScheduledActionType.RenewToExtendedServiceTerm => Extended(facts, end, RenewalReason.ExtendedServiceTermScheduled),
                ScheduledActionType.Transition => (RenewalOutcome.RenewsWithChanges, RenewalReason.TransitionScheduled, action.Instructions),
                _ when ChangeOf(facts, action.Instructions) => (RenewalOutcome.RenewsWithChanges, RenewalReason.ChangesScheduled, action.Instructions),
                _ => (RenewalOutcome.Renews, RenewalReason.RenewalScheduled, null),
            };
        }
        if (facts.IsTrial) return (RenewalOutcome.Expires, RenewalReason.Trial, null);
        return facts.AutoRenew switch
        {
            true => (RenewalOutcome.Renews, RenewalReason.AutoRenewOn, null),
            false => Extended(facts, end, RenewalReason.AutoRenewOff),
            null => (null, RenewalReason.AutoRenewNotStated, null),
        };
    }

    /// <summary>An extended service term, where there is one.</summary>
    static (RenewalOutcome?, RenewalReason, ScheduledInstructions?) Extended(in RenewalFacts facts, DateOnly end, RenewalReason reason) =>
        facts.IsTrial ? (RenewalOutcome.Expires, RenewalReason.Trial, null)
        : facts.IsEndOfSale ? (RenewalOutcome.Expires, RenewalReason.EndOfSale, null)
        : end < ExtendedServiceTermDates.EndsFrom ? (RenewalOutcome.Expires, RenewalReason.EndsBeforeExtendedServiceTerm, null)
        : TermStart(facts, end) < ExtendedServiceTermDates.BoughtFrom ? (RenewalOutcome.Expires, RenewalReason.BoughtBeforeExtendedServiceTerm, null)
        : (RenewalOutcome.ExtendedServiceTerm, reason, null);

    /// <summary>The first day of the term that ends. A first term may be shorter than its length, to end with another subscription: it begins no earlier than the subscription.</summary>
    static DateOnly TermStart(in RenewalFacts facts, DateOnly end)
    {
        if (facts.TermDuration is not { } term || end == DateOnly.MaxValue) return facts.StartDate;
        var start = TermDates.StartOf(end, term);
        return facts.StartDate > start && facts.StartDate <= end ? facts.StartDate : start;
    }

    /// <summary>The first day of a cancellation that comes before the term has ended; null for none.</summary>
    static DateOnly? Cancellation(IReadOnlyList<ScheduledAction> actions, DateOnly end)
    {
        DateOnly? first = null;
        foreach (var action in actions)
            if (action is { ScheduleType: ScheduleType.CustomDate, ActionType: ScheduledActionType.Cancel, EffectiveDate: { } day } && day <= end && !(first <= day)) first = day;
        return first;
    }

    /// <summary>Whether it is of another SKU by the time that its term ends.</summary>
    static bool IsEarlierTransition(ScheduledAction action, DateOnly end) =>
        action is { ScheduleType: ScheduleType.CustomDate, ActionType: ScheduledActionType.Transition } && action.EffectiveDate <= end;

    /// <summary>Whether instructions say something else than what is.</summary>
    static bool ChangeOf(in RenewalFacts facts, ScheduledInstructions? then) => then is not null
        && ((then.Quantity is { } quantity && quantity != facts.Quantity)
            || (then.TermDuration is { } term && term != facts.TermDuration)
            || (then.BillingCycle is { } cycle && cycle != facts.BillingCycle)
            || (then.CatalogItem is { } item && item != facts.CatalogId && !item.StartsWith(facts.CatalogId + ':', StringComparison.Ordinal)));
}
