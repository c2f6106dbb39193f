using System.Numerics;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>What became of a subscription. It is small, for a file can name all that there are.</summary>
/// <param name="Kind">Created, changed or ended.</param>
/// <param name="Id">Our id of it.</param>
/// <param name="Place">Whose it is, or was until it was taken away.</param>
/// <param name="Fields">A bit for each field that is another than before; <see cref="Gone"/> for what was taken away, as nothing states it any more.</param>
readonly record struct SubscriptionNews(EventKind Kind, Guid Id, SubscriptionPlace Place, int Fields)
{
    public const int Gone = int.MinValue;

    /// <summary>By name, as in the schema. Prices are not told of, nor what is of when the others are.</summary>
    static readonly (string Name, Func<CspSubscription, CspSubscription, bool> AreEqual)[] Told =
    [
        ("autoRenew", (one, other) => one.AutoRenew == other.AutoRenew),
        ("awaitsConfirmation", (one, other) => one.AwaitsConfirmation == other.AwaitsConfirmation),
        ("billingCycle", (one, other) => one.BillingCycle == other.BillingCycle),
        ("cancellationAllowedUntil", (one, other) => one.CancellationAllowedUntil == other.CancellationAllowedUntil),
        ("commitmentEndDate", (one, other) => one.CommitmentEndDate == other.CommitmentEndDate),
        ("customer", (one, other) => one.CustomerId == other.CustomerId),
        ("name", (one, other) => one.Name == other.Name),
        ("partnerOfRecordId", (one, other) => one.PartnerOfRecordId == other.PartnerOfRecordId),
        ("product", (one, other) => one.ProductId == other.ProductId),
        ("promotionId", (one, other) => one.PromotionId == other.PromotionId),
        ("quantity", (one, other) => one.Quantity == other.Quantity),
        ("reseller", (one, other) => one.ResellerId == other.ResellerId),
        ("scheduledActions", (one, other) => one.ScheduledActions == other.ScheduledActions),
        ("sku", (one, other) => one.SkuId == other.SkuId),
        ("startDate", (one, other) => one.StartDate == other.StartDate),
        ("status", (one, other) => one.Status == other.Status),
        ("subscriptionId", (one, other) => one.SubscriptionId == other.SubscriptionId),
        ("termDuration", (one, other) => one.TermDuration == other.TermDuration),
    ];

    /// <summary>Whether nothing but its reseller is another.</summary>
    public bool IsOfResellerAlone => BitOperations.IsPow2(Fields) && Told[BitOperations.Log2((uint)Fields)].Name is "reseller";

    /// <summary>What is to be told; null for nothing.</summary>
    /// <param name="before">As it was; null when it was not there.</param>
    /// <param name="after">As it is; null when it is there no more.</param>
    /// <param name="places">Those that are known.</param>
    public static SubscriptionNews? Of(CspSubscription? before, CspSubscription? after, Dictionary<SubscriptionPlace, SubscriptionPlace> places)
    {
        if (after is null) return before is null ? null : Of(EventKind.SubscriptionEnded, before, Gone);
        if (before is null) return Of(EventKind.SubscriptionCreated, after);
        var fields = 0;
        for (var i = 0; i < Told.Length; i++)
            if (!Told[i].AreEqual(before, after)) fields |= 1 << i;
        return fields == 0 ? null
            : IsOver(after) && !IsOver(before) ? Of(EventKind.SubscriptionEnded, after)
            : Of(EventKind.SubscriptionChanged, after, fields);

        SubscriptionNews Of(EventKind kind, CspSubscription row, int fields = 0)
        {
            var place = new SubscriptionPlace(row.CustomerId, row.ResellerId);
            if (!places.TryAdd(place, place)) place = places[place];
            return new(kind, row.Id, place, fields);
        }
    }

    /// <summary>The names of fields.</summary>
    public static IEnumerable<string> Names(int fields) => Told.Where((_, i) => (fields >> i & 1) != 0).Select(field => field.Name);

    static bool IsOver(CspSubscription row) => row.Status is SubscriptionStatus.Expired or SubscriptionStatus.Disabled or SubscriptionStatus.Deleted;
}

/// <summary>Whose subscriptions are: most customers have several at one place, which is then kept once.</summary>
/// <param name="CustomerId">Who holds them.</param>
/// <param name="ResellerId">Who sold them; null for direct sales.</param>
sealed record SubscriptionPlace(Guid CustomerId, Guid? ResellerId);
