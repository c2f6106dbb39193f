using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Domain;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.PartnerOfRecord;

sealed class AssignPartnerOfRecordInput : ChangeInput
{
    public IReadOnlyList<NodeId>? Subscriptions { get; init; }
    public NodeId? Customer { get; init; }
    public required NodeId Reseller { get; init; }
    public DateOnly? On { get; init; }
    public ErrorPolicy ErrorPolicy { get; init; }
}

sealed record AssignPartnerOfRecordPayload : ChangePayload
{
    public IReadOnlyList<Guid?> Subscriptions { get; init; } = [];
}

/// <summary>Makes a reseller the Partner of Record of subscriptions, if it may be that of each. All reasons against it are told, and nothing moves before all are known.</summary>
sealed class AssignPartnerOfRecord : Change<AssignPartnerOfRecordInput, AssignPartnerOfRecordPayload>
{
    /// <summary>Subscriptions of one customer.</summary>
    public const int Most = 1_000;

    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(AssignPartnerOfRecordInput input) => input.Subscriptions is [var only] ? only : input.Customer;

    protected override async Task<AssignPartnerOfRecordPayload> MakeAsync(ChangeContext context, AssignPartnerOfRecordInput input)
    {
        if (Misuses(input, DateOnly.FromDateTime(context.Now)).ToList() is { Count: > 0 } misuses) return new() { Errors = misuses };
        if (await context.Db.Tenants.Whole().Select(tenant => tenant.Kind).SingleAsync(context.Cancellation) is TenantKind.DirectBill)
            return Refused(new(ObjectionCodes.BadUserInput, "A direct-bill partner sells without a reseller: there is no Partner of Record."));

        var isKnown = input.Reseller.Tag == ResellerType.Tag && await context.Rows<Reseller>().AnyAsync(row => row.Id == input.Reseller.Key, context.Cancellation);
        var (named, unknown) = input.Customer is { } customer ? await OfCustomerAsync(context, customer) : (await NamedAsync(context, input.Subscriptions!), null);
        List<Objection> objections = [];
        if (!isKnown) objections.Add(new(ObjectionCodes.NotFound, "There is no such reseller.", "reseller"));
        if (unknown is not null) objections.Add(unknown);
        if (!isKnown) objections.AddRange(named.Where(item => item.Row is null).Select(item => item.Unknown));
        if (objections.Count > 0) return new() { Errors = objections };

        var assignment = await PartnerOfRecordAssignment.LoadAsync(context, input.Reseller.Key, input.On, [.. named.Select(item => item.Row).OfType<CspSubscription>()]);
        if (assignment.OfReseller() is { } noHolder) return Refused(noHolder);
        var reasons = named.ConvertAll(item => item.Row is { } row ? assignment.Objections(row, item.Field) : [item.Unknown]);
        // All of one customer can have the same reasons.
        objections.AddRange(reasons.SelectMany(reason => reason).Distinct());
        var isPartly = objections.Count > 0 && input.ErrorPolicy is ErrorPolicy.SkipFailed && reasons.Exists(reason => reason.Count == 0);
        if (objections.Count > 0 && !isPartly) return new() { Errors = objections };
        var assigned = named.Zip(reasons, (item, reason) => reason.Count == 0 ? item.Row : null).ToList();
        await assignment.WriteAsync(context, [.. assigned.OfType<CspSubscription>().Distinct()]);
        return new() { Subscriptions = [.. assigned.Select(row => row?.Id)], Errors = objections, IsPartlyMade = isPartly };
    }

    static IEnumerable<Objection> Misuses(AssignPartnerOfRecordInput input, DateOnly today)
    {
        if (input.Subscriptions is null == input.Customer is null) yield return Bad("Name subscriptions or a customer, and not both.", input.Customer is null ? "subscriptions" : "customer");
        if (input.Subscriptions is { Count: 0 or > GraphEngineOptions.MaxPage }) yield return Bad($"1 to {GraphEngineOptions.MaxPage} subscriptions are assigned at once.", "subscriptions");
        if (input.On > today) yield return Bad("An assignment takes effect at once: its day cannot be in the future.", "on");
    }

    static async Task<List<Named>> NamedAsync(ChangeContext context, IReadOnlyList<NodeId> subscriptions)
    {
        var keys = subscriptions.Where(id => id.Tag == CspSubscriptionType.Tag).Select(id => id.Key).Distinct().ToArray();
        var rows = await context.Rows<CspSubscription>().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, context.Cancellation);
        return [.. subscriptions.Select((id, i) => new Named($"subscriptions[{i}]", id.Tag == CspSubscriptionType.Tag ? rows.GetValueOrDefault(id.Key) : null))];
    }

    /// <summary>All of a customer's that are not over, as far as they are in sight.</summary>
    static async Task<(List<Named> Named, Objection? Unknown)> OfCustomerAsync(ChangeContext context, NodeId customer)
    {
        if (customer.Tag != CustomerType.Tag || !await context.Rows<Customer>().AnyAsync(row => row.Id == customer.Key, context.Cancellation))
            return ([], new(ObjectionCodes.NotFound, "There is no such customer.", "customer"));
        var rows = await context.Rows<CspSubscription>()
            .Where(row => row.CustomerId == customer.Key && (row.Status == SubscriptionStatus.Active || row.Status == SubscriptionStatus.Pending || row.Status == SubscriptionStatus.Suspended))
            .OrderBy(row => row.Id).Take(Most + 1).ToListAsync(context.Cancellation);
        return rows.Count switch
        {
            0 => ([], Bad("The customer has no subscription that is active, pending or suspended.", "customer")),
            > Most => ([], Bad($"The customer has more than {Most:N0} subscriptions: name them, {GraphEngineOptions.MaxPage} at once.", "customer")),
            _ => (rows.ConvertAll(row => new Named("customer", row)), null),
        };
    }

    static Objection Bad(string message, string field) => new(ObjectionCodes.BadUserInput, message, field);

    /// <param name="Field">Where the input names it.</param>
    /// <param name="Row">Null when there is none in sight.</param>
    sealed record Named(string Field, CspSubscription? Row)
    {
        public Objection Unknown => new(ObjectionCodes.NotFound, "There is no such subscription.", Field);
    }
}

sealed class AssignPartnerOfRecordInputType : ChangeInputType<AssignPartnerOfRecordInput>
{
    public AssignPartnerOfRecordInputType() : base("AssignPartnerOfRecordInput", "Which subscriptions get whom as Partner of Record.")
    {
        Field(input => input.Subscriptions, "Their global ids, 1 to 100: this or customer.");
        Field(input => input.Customer, "A customer's global id: all of its subscriptions that are active, pending or suspended, 1,000 at most.");
        Field(input => input.Reseller, "Who is to be Partner of Record, and to sell them; without a PLA ID of its own under that of the nearest above it which has one.");
        Field(input => input.On, "The day from which it is so (UTC); left out, today. A past day records what was done then, and does not undo what was stated since.");
        Field(input => input.ErrorPolicy, "What becomes of the others when one is refused.", ErrorPolicy.AllOrNothing);
        CommonFields();
    }
}

sealed class AssignPartnerOfRecordPayloadType : ChangePayloadType<AssignPartnerOfRecordPayload>
{
    public AssignPartnerOfRecordPayloadType() : base("AssignPartnerOfRecordPayload", "The subscriptions that were assigned.") =>
        LoadedList<CspSubscription>("subscriptions", payload => payload.Subscriptions, "In the order of the input, of a customer's in the order of their ids, null for each that was refused; empty when nothing was assigned.",
            AssignPartnerOfRecord.Most);
}
