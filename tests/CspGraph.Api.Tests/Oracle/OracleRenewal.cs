using CspGraph.Domain.Catalog;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What becomes of a subscription: by the rule that its own tests check, over rows in memory.</summary>
sealed record OracleRenewal(RenewalOutcome? Outcome, RenewalReason Reason, DateOnly? EndsOn, DateOnly? TakesEffectOn, DateTime? LastMomentToChange, int Quantity, Figure PriceNow, Figure AtStake, bool IsScheduleStated)
{
    /// <summary>The day of all documents.</summary>
    public static readonly DateOnly Today = new(2026, 3, 31);

    public static OracleRenewal Of(CspSubscription row, Sight sight)
    {
        var outlook = Outlook(row, sight);
        return new(outlook.Outcome, outlook.Reason, outlook.EndsOn, outlook.TakesEffectOn, outlook.LastMomentToChange, outlook.Quantity,
            Cost(row.UnitPrice, row, sight), Cost(outlook.AtStake, row, sight), row.ScheduledActions is not null);
    }

    public static bool IsDue(CspSubscription row, int within) => row.Status is SubscriptionStatus.Active or SubscriptionStatus.Pending or SubscriptionStatus.Suspended
        && row.CommitmentEndDate?.DayNumber - Today.DayNumber is >= 0 and var left && left <= within;

    public static IReadOnlyList<Figure> AtStakeOf(IEnumerable<object> rows, Sight sight) =>
    [
        .. rows.Cast<CspSubscription>().GroupBy(row => row.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal).Select(currency =>
        {
            var amounts = currency.Select(row => Outlook(row, sight).AtStake).ToList();
            return Figure.OfCost(amounts.Exists(amount => amount is not null) ? amounts.Sum() : null, currency.Key, currency.Max(row => row.AsOf), sight.Viewer.SubtreeRootId is null, amounts.Count(amount => amount is null));
        }),
    ];

    static RenewalOutlook Outlook(CspSubscription row, Sight sight) => sight.Rows<Sku>().Single(sku => sku.Id == row.SkuId) is var sku ? RenewalOutlook.Of(row, sku.CatalogId, sku.IsTrial, isEndOfSale: false) : null!;

    static Figure Cost(decimal? amount, CspSubscription row, Sight sight) => Figure.OfCost(amount, row.Currency, row.AsOf, sight.Viewer.SubtreeRootId is null);
}
