using System.Globalization;
using CspGraph.Api.Customers;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Imports;
using CspGraph.Api.Subscriptions;
using CspGraph.Data.Resellers;
using CspGraph.Domain;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Orders;

sealed class PlaceOrderInput : OrderInput;

sealed record PlaceOrderPayload : ChangePayload
{
    public IReadOnlyList<Guid?> Subscriptions { get; init; } = [];
    public IReadOnlyList<GateResult> Gates { get; init; } = [];
}

/// <summary>Orders what passes all gates: each line becomes a subscription, pending until a source tells of it.</summary>
sealed class PlaceOrder : Change<PlaceOrderInput, PlaceOrderPayload>
{
    public override Right Right => Right.Write;

    protected override NodeId? SubjectOf(PlaceOrderInput input) => input.Customer;

    protected override async Task<PlaceOrderPayload> MakeAsync(ChangeContext context, PlaceOrderInput input)
    {
        // Orders of a tenant are made one after the other: two at once could both pass a limit that holds only one of them.
        await context.Db.LockTreeAsync(context.Cancellation);
        var desk = new OrderDesk(context.Db, context.Viewer, context.Now, context.Cancellation);
        if (await OrderDraft.CustomerAsync(desk, input) is not { } customer) return Refused(new Objection(ObjectionCodes.NotFound, "There is no such customer.", "customer"));
        var (order, objections) = await OrderDraft.ReadAsync(desk, input, customer);
        if (order is null) return new() { Errors = objections };
        var check = await OrderCheck.OfAsync(desk, order);
        if (!check.Outcome.IsAccepted) return new() { Gates = check.Gates, Errors = check.Outcome.Reasons };
        var rows = order.Lines.Select(line => Row(context.NewId(), line, order, check, desk)).ToList();
        context.Db.AddRange(rows);
        context.Db.AddRange(rows.Select(row => SeatCount.Of(row, context.NewId())));
        foreach (var (row, line) in rows.Zip(order.Lines))
            context.Tell(EventKind.SubscriptionOrdered, new NodeId(CspSubscriptionType.Tag, row.Id), row.ResellerId, customer.Id, row.Id,
                new { Customer = new NodeId(CustomerType.Tag, customer.Id), Sku = line.Sku.CatalogId, row.Quantity, TermDuration = row.TermDuration?.ToString(), row.BillingCycle, row.PartnerOfRecordId, row.PromotionId });
        return new() { Subscriptions = [.. rows.Select(row => (Guid?)row.Id)], Gates = check.Gates };
    }

    /// <summary>A subscription of which only the order tells: all that it says yields to what any source states.</summary>
    static CspSubscription Row(Guid id, OrderDraftLine line, OrderDraft order, OrderCheck check, OrderDesk desk)
    {
        var (input, terms) = (line.Input, line.TermsIn(order.Customer, order.Input));
        var row = new CspSubscription
        {
            Id = id,
            SubscriptionId = id,
            Name = line.Sku.Name,
            CustomerId = order.Customer.Id,
            ResellerId = line.Reseller?.Id,
            ProductId = line.Product.Id,
            SkuId = line.Sku.Id,
            Quantity = input.Quantity,
            Currency = "",
            BillingCycle = input.BillingCycle,
            Status = SubscriptionStatus.Pending,
            StartDate = desk.Today,
            PromotionId = input.PromotionId,
            OrderedAt = desk.Now,
            AwaitsConfirmation = true,
            AsOf = desk.Now,
            TermKnownAt = desk.Now,
            StatedElsewhere = Elsewhere<SubscriptionFacts>.All,
        };
        var currency = check.Held.Select(held => held.Currency).Order(StringComparer.Ordinal).FirstOrDefault();
        var price = check.Prices[line.Sku.CatalogId].Where(price => terms.Are(price) && price.IsFor(input.Quantity))
            .OrderByDescending(price => price.Currency == currency).ThenBy(price => price.Currency, StringComparer.Ordinal).FirstOrDefault();
        new SubscriptionFacts
        {
            Customer = Ordered(order.Customer.EntraTenantId),
            PartnerOfRecord = Ordered(check.Book.HolderOf(line.Reseller?.Id)?.PlaId ?? ""),
            Sku = Ordered(line.Key),
            Name = Ordered(line.Sku.Name),
            Quantity = Ordered(input.Quantity),
            // A price of the sheet is more than a currency alone, whoever states that, and less than any price that was charged.
            Price = price is not null ? new(new SubscriptionPrice(price.Currency, price.UnitPrice), FactDates.Oldest)
                : Ordered(new SubscriptionPrice(currency ?? new RegionInfo(check.Tenant.Country).ISOCurrencySymbol, Amount: null)),
            Term = input.TermDuration is { } term ? Ordered(term) : null,
            Cycle = Ordered(input.BillingCycle),
            Status = Ordered(SubscriptionStatus.Pending),
            CommitmentEnd = input.TermDuration is { } length ? Ordered(TermDates.EndOf(desk.Today, length)) : null,
            CancellationAllowed = CancellationDeadline.Of(desk.Now, PurchaseKinds.Of(line.Product.Family, line.Product.Name)) is { } deadline ? Ordered(deadline) : null,
            AutoRenew = input.TermDuration is null ? null : Ordered(true),
            StartDate = desk.Today,
        }.WriteTo(row);
        return row;

        Fact<T> Ordered<T>(T value) where T : notnull => new(value, desk.Now, IsWeak: true);
    }
}

sealed class PlaceOrderInputType : OrderFields<PlaceOrderInput>
{
    public PlaceOrderInputType() : base("PlaceOrderInput", "An order that is to be placed.") => CommonFields();
}

sealed class PlaceOrderPayloadType : ChangePayloadType<PlaceOrderPayload>
{
    public PlaceOrderPayloadType() : base("PlaceOrderPayload", "The order that was placed.")
    {
        LoadedList<CspSubscription>("subscriptions", payload => payload.Subscriptions, "What was ordered, in the order of the lines; empty when the order was refused.");
        Field(payload => payload.Gates, "What each gate has answered, of a refused order too; empty when the input itself was refused.");
    }
}
