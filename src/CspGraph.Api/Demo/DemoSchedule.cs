using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Demo;

/// <summary>What is scheduled for the end of a subscription's term: for a few something, for the others nothing.</summary>
/// <remarks>Its id decides, and no chance of its own: what else there is stays what it was.</remarks>
static class DemoSchedule
{
    /// <summary>One of so many is scheduled to cancel, as many to renew with other seats, and as many to go on month by month.</summary>
    const int Rarity = 14;

    /// <param name="id">The subscription's.</param>
    /// <param name="quantity">Its seats.</param>
    public static IReadOnlyList<ScheduledAction> Of(Guid id, int quantity) => id.ToByteArray()[0] switch
    {
        var drawn when drawn % Rarity == 0 => [AtTermEnd(ScheduledActionType.Cancel)],
        var drawn when drawn % Rarity == 1 => [AtTermEnd(ScheduledActionType.RenewToNewTerm, new(Quantity: quantity + Math.Max(1, quantity / 10)))],
        var drawn when drawn % Rarity == 2 => [AtTermEnd(ScheduledActionType.RenewToExtendedServiceTerm)],
        _ => [],
    };

    static ScheduledAction AtTermEnd(ScheduledActionType type, ScheduledInstructions? instructions = null) => new(ScheduleType.TermEnd, type, Instructions: instructions);
}
