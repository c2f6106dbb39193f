using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tenancy;

/// <summary>What hangs on a subscription or a customer is seen by who has that: it follows to another reseller, so that nobody keeps seeing what is no longer theirs.</summary>
/// <remarks>What was noted at an alert, and who saw to it, does not go along: that is of those who had it. To be called by whatever writes another reseller, with what has moved. Nothing is read into the process: a statement for each table.</remarks>
static class FollowingRows
{
    /// <summary>Contracted minimums, seat counts and alerts of subscriptions that are written already.</summary>
    public static async Task FollowSubscriptionsAsync(this CspGraphDb db, IReadOnlyCollection<Guid> moved, CancellationToken cancellation)
    {
        if (moved.Count == 0) return;
        await Minimums(db, moved).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId,
            row => db.Subscriptions.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.SubscriptionId).Select(held => held.ResellerId).Single()), cancellation);
        await Counts(db, moved).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId,
            row => db.Subscriptions.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.SubscriptionId).Select(held => held.ResellerId).Single()), cancellation);
        await Alerts(db, moved).ExecuteUpdateAsync(set => set.SetProperty(row => row.Notes, "").SetProperty(row => row.Owner, (string?)null).SetProperty(row => row.Version, row => row.Version + 1).SetProperty(row => row.ResellerId,
            row => db.Subscriptions.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.SubscriptionId).Select(held => held.ResellerId).Single()), cancellation);
    }

    /// <summary>The same of subscriptions that are still to be written, all with one reseller.</summary>
    public static async Task FollowSubscriptionsAsync(this CspGraphDb db, IReadOnlyCollection<Guid> moved, Guid reseller, CancellationToken cancellation)
    {
        if (moved.Count == 0) return;
        await Minimums(db, moved).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId, reseller), cancellation);
        await Counts(db, moved).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId, reseller), cancellation);
        await Alerts(db, moved).ExecuteUpdateAsync(set => set.SetProperty(row => row.Notes, "").SetProperty(row => row.Owner, (string?)null).SetProperty(row => row.Version, row => row.Version + 1).SetProperty(row => row.ResellerId, reseller), cancellation);
    }

    /// <summary>Agreements and budgets of customers that are written already, and alerts about no subscription, or none that is there yet.</summary>
    public static async Task FollowCustomersAsync(this CspGraphDb db, IReadOnlyCollection<Guid> moved, CancellationToken cancellation)
    {
        if (moved.Count == 0) return;
        await db.CustomerAgreements.Whole().Where(row => moved.Contains(row.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId,
            row => db.Customers.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.CustomerId).Select(held => held.ResellerId).Single()), cancellation);
        await db.CustomerBudgets.Whole().Where(row => moved.Contains(row.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResellerId,
            row => db.Customers.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.CustomerId).Select(held => held.ResellerId).Single()), cancellation);
        await db.Alerts.Whole().Where(row => moved.Contains(row.CustomerId!.Value) && !db.Subscriptions.Whole().Any(held => held.TenantId == row.TenantId && held.Id == row.SubscriptionId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Notes, "").SetProperty(row => row.Owner, (string?)null).SetProperty(row => row.Version, row => row.Version + 1).SetProperty(row => row.ResellerId,
                row => db.Customers.Whole().Where(held => held.TenantId == row.TenantId && held.Id == row.CustomerId).Select(held => held.ResellerId).Single()), cancellation);
    }

    static IQueryable<ContractedMinimum> Minimums(CspGraphDb db, IReadOnlyCollection<Guid> subscriptions) => db.ContractedMinimums.Whole().Where(row => subscriptions.Contains(row.SubscriptionId));

    static IQueryable<SeatCount> Counts(CspGraphDb db, IReadOnlyCollection<Guid> subscriptions) => db.SeatCounts.Whole().Where(row => subscriptions.Contains(row.SubscriptionId));

    static IQueryable<Alert> Alerts(CspGraphDb db, IReadOnlyCollection<Guid> subscriptions) => db.Alerts.Whole().Where(row => subscriptions.Contains(row.SubscriptionId!.Value));
}
