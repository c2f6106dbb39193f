using CspGraph.Data;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>How a reseller stands as Partner of Record.</summary>
sealed class PartnerOfRecordStandingType : EntityType<PartnerOfRecordStanding, CspGraphDb, Viewer>
{
    public PartnerOfRecordStandingType(TimeProvider clock) : base("PartnerOfRecordStanding", "PartnerOfRecordStandings", idTag: null, "How a reseller stands as Partner of Record, what it rests on, and what depends on it.")
    {
        Column(standing => standing.Outcome, "What a new order in its own country came to when it was last looked at.").Filterable();
        Column(standing => standing.PlaId, "The PLA ID under which it transacts: its own, else that of the nearest reseller above which has one.").Filterable();
        Column(standing => standing.Since, "Since when the outcome is what it is; null when it was never looked at.").Filterable();
        Column(standing => standing.CheckedAt, "When it was last looked at: after each import of resellers, each recheck and each move; null for never.").Filterable();
        Resolved("verdict", context => OfAsync(context, clock, asOf: null), "The verdict on an operation, today, in the reseller's own country.",
            arguments: new Argument("operation", "PartnerOfRecordOperation!", "What is to be done.", Default: PartnerOfRecordOperation.NewOrder)).OfUpTo(ValidatePartnerOfRecord.Rules, "checks").Weighing(20).DependsOnDay();
        Resolved("asOf", context => OfAsync(context, clock, context.Argument<DateOnly>("date")), "The verdict at the end of a day (UTC): by the rules of that day, the answers dated until then, and the tree as it was.",
            arguments: [new("date", "Date!", "The day."), new("operation", "PartnerOfRecordOperation!", "What is to be done.", Default: PartnerOfRecordOperation.NewOrder)]).OfUpTo(ValidatePartnerOfRecord.Rules, "checks").Weighing(20).DependsOnDay();
        Connection<PartnerOfRecordResult>("history", result => result.ResellerId, "Every answer about its own PLA ID, also those that a newer one has replaced.");
        Connection<CspSubscription>("affectedSubscriptions", (db, subscription, standing) =>
            (subscription.Status == SubscriptionStatus.Active || subscription.Status == SubscriptionStatus.Pending || subscription.Status == SubscriptionStatus.Suspended)
            // Nobody's PLA ID is not that of what has no Partner of Record.
            && subscription.PartnerOfRecordId != null && db.PartnerOfRecordStandings.Where(row => row.Id == standing && row.PlaId != null).Select(row => row.PlaId).Contains(subscription.PartnerOfRecordId)
            && db.ResellerClosure.Any(path => path.AncestorId == standing && path.DescendantId == subscription.ResellerId && path.ValidTo == null),
            "The running subscriptions of its subtree that are under the PLA ID: what a turn affects.");
    }

    static async Task<IReadOnlyList<VerdictShown>> OfAsync(ResolveContext<CspGraphDb, Viewer> context, TimeProvider clock, DateOnly? asOf)
    {
        var now = clock.GetUtcNow().UtcDateTime.Date;
        var on = asOf ?? DateOnly.FromDateTime(now);
        var operation = context.Argument<PartnerOfRecordOperation>("operation");
        var book = await PartnerOfRecordBook.LoadAsync(context.Db, now, context.Parents, context.Cancellation, asOf?.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc));
        var holders = context.Parents.Select(parent => book.HolderOf(parent)?.Id).OfType<Guid>().Distinct().ToList();
        var seen = await context.Rows<Reseller>().Where(row => holders.Contains(row.Id)).Select(row => row.Id).ToListAsync(context.Cancellation);
        return [.. context.Parents.Select(parent => VerdictShown.Of(
            book.Verdict(parent, operation, on, book.Find(parent)?.Country), book.HolderOf(parent)?.Id is { } holder && seen.Contains(holder) ? holder : null))];
    }
}

/// <summary>One answer of a source.</summary>
sealed class PartnerOfRecordResultType : EntityType<PartnerOfRecordResult, CspGraphDb, Viewer>
{
    public PartnerOfRecordResultType() : base("PartnerOfRecordResult", "PartnerOfRecordResults", idTag: null, "What a source has answered to one condition of a reseller's PLA ID, at one time.")
    {
        Column(result => result.Rule, "The condition.").Filterable();
        Column(result => result.Outcome, "The answer.").Filterable();
        Column(result => result.UpstreamCode, "Microsoft's own code, verbatim.").Filterable();
        Column(result => result.UpstreamText, "Microsoft's own text, verbatim.");
        Column(result => result.Source, "Who has answered.").Filterable();
        Column(result => result.CheckedAt, "When it was answered.").Filterable().Sortable();
        Column(result => result.SupersededAt, "When a newer answer to the same condition was given; null while this is the newest.").Filterable();
    }
}
