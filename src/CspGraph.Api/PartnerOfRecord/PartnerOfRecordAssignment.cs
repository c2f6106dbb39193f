using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.Subscriptions;
using CspGraph.Api.Tenancy;
using CspGraph.Domain;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Subscriptions;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

/// <summary>One reseller that is to be Partner of Record, on one day: why not of a subscription, and what becomes of those of which it may.</summary>
/// <remarks>It states one more fact of a subscription, as any source does: so an older file that is imported later does not undo it, and a newer one may.</remarks>
sealed class PartnerOfRecordAssignment
{
    readonly PartnerOfRecordBook book;
    readonly Dictionary<Guid, (string? Country, Guid? Holder)> customers;
    readonly Guid reseller;
    readonly HashSet<Guid> seen;
    readonly DateOnly on;
    readonly SubscriptionFacts stated;

    PartnerOfRecordAssignment(PartnerOfRecordBook book, Dictionary<Guid, (string? Country, Guid? Holder)> customers, HashSet<Guid> seen, Guid reseller, DateOnly on, DateTime statedAt)
    {
        (this.book, this.customers, this.seen, this.reseller, this.on) = (book, customers, seen, reseller, on);
        stated = new() { PartnerOfRecord = new(PlaId, statedAt) };
    }

    string PlaId => book.HolderOf(reseller)?.PlaId ?? "";

    /// <param name="context">Who assigns.</param>
    /// <param name="reseller">Who is to be Partner of Record.</param>
    /// <param name="on">The day; null for today.</param>
    /// <param name="rows">Of what.</param>
    public static async Task<PartnerOfRecordAssignment> LoadAsync(ChangeContext context, Guid reseller, DateOnly? on, IReadOnlyCollection<CspSubscription> rows)
    {
        var today = DateOnly.FromDateTime(context.Now);
        var keys = rows.Select(row => row.CustomerId).Distinct().ToArray();
        // A customer may be held by another than who has sold it something, out of sight.
        var customers = await context.Db.Customers.Whole().Where(row => keys.Contains(row.Id)).Select(row => new { row.Id, row.Country, row.ResellerId })
            .ToDictionaryAsync(row => row.Id, row => (row.Country, row.ResellerId), context.Cancellation);
        var seen = await context.Rows<Customer>().Where(row => keys.Contains(row.Id)).Select(row => row.Id).ToListAsync(context.Cancellation);
        var asked = customers.Values.Select(customer => customer.ResellerId).OfType<Guid>().Append(reseller).Distinct().ToList();
        var book = await PartnerOfRecordBook.LoadAsync(context.Db, context.Now, asked, context.Cancellation);
        return new(book, customers, [.. seen], reseller, on ?? today, on < today ? on.Value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : context.Now);
    }

    /// <summary>Why the reseller can be nobody's Partner of Record, on any day: neither it nor any above it has a PLA ID.</summary>
    public Objection? OfReseller() => PlaId is "" ? new(PartnerOfRecordRules.NoPlaId.Code, $"{PartnerOfRecordRules.NoPlaId.Message} {PartnerOfRecordRules.NoPlaId.Remedy}", "reseller") : null;

    /// <summary>All reasons why it may not be that of a subscription; none when it may.</summary>
    /// <remarks>The verdict is that on a new order: the reseller becomes responsible for something that it was not responsible for before.</remarks>
    public List<Objection> Objections(CspSubscription row, string field)
    {
        // A verdict would tell the customer's country, and the seller who holds it.
        if (!seen.Contains(row.CustomerId)) return [new(ObjectionCodes.Conflict, $"The customer of the subscription {row.SubscriptionId} is held by a reseller out of sight: who sees both assigns it.", field)];
        var (country, holder) = customers[row.CustomerId];
        List<Objection> objections = [];
        if (row.Status is SubscriptionStatus.Expired or SubscriptionStatus.Disabled or SubscriptionStatus.Deleted)
            objections.Add(new(ObjectionCodes.BadUserInput, $"The subscription {row.SubscriptionId} is over: only one that is active, pending or suspended is assigned.", field));
        if (row.FactDates is "")
            objections.Add(new(ObjectionCodes.Conflict, $"No source states the subscription {row.SubscriptionId} any more.", field));
        var verdict = book.Verdict(reseller, PartnerOfRecordOperation.NewOrder, on, country);
        if (!verdict.Allowed)
            objections.AddRange(verdict.Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Unknown)
                .Select(check => new Objection(check.Code!, $"{check.Message} {check.Remedy}", field, check.UpstreamCode)));
        if (Seller(holder) != reseller)
            objections.Add(new(ObjectionCodes.Conflict, $"The PLA ID {PlaId} tells who sells: who holds the customer, if that one transacts under it, and else whose it is. Here that is another reseller.", field));
        if (Joined(row).PartnerOfRecord!.Value is { } newest && newest.Value != PlaId)
            objections.Add(new(ObjectionCodes.Conflict, $"Of the subscription {row.SubscriptionId} something else is stated, as of {newest.StatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}.", field));
        return objections;
    }

    /// <summary>Assigns tracked rows, and with them what follows its subscription; tells of those that had another Partner of Record or seller.</summary>
    public async Task WriteAsync(ChangeContext context, IReadOnlyCollection<CspSubscription> rows)
    {
        var moved = new List<Guid>();
        foreach (var row in rows)
        {
            var (from, seller, facts) = (row.PartnerOfRecordId, row.ResellerId, Joined(row));
            row.StatedElsewhere = SubscriptionWriter.Beside.TextWith(row.StatedElsewhere, row.FactDates, SubscriptionFacts.Of(row, default, default), stated);
            facts.WriteTo(row);
            row.ResellerId = reseller;
            if (seller != reseller) moved.Add(row.Id);
            if (seller != reseller || from != PlaId)
                context.Tell(EventKind.PartnerOfRecordAssigned, new NodeId(CspSubscriptionType.Tag, row.Id), reseller, row.CustomerId, row.Id, new { From = from, To = PlaId, On = on });
        }
        await context.Db.FollowSubscriptionsAsync(moved, reseller, context.Cancellation);
    }

    /// <summary>What an import finds of the same facts: see <see cref="ResellerTree.Seller"/>.</summary>
    Guid? Seller(Guid? holder) => book.HolderOf(holder)?.PlaId == PlaId ? holder : book.HolderOf(reseller)?.Id;

    // Who the customer is and what it bought stays as it is.
    SubscriptionFacts Joined(CspSubscription row) => SubscriptionFacts.Of(row, default, default).Join(stated);
}
