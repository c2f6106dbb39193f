using CspGraph.Domain.Catalog;
using CspGraph.Domain.Imports;

namespace CspGraph.Domain.Subscriptions;

/// <summary>How sources name a subscription.</summary>
/// <remarks>Its own id would do, for a subscription is one customer's; with the customer's before it, what is near in a file is near in the database. One that a source gives to two customers has two keys.</remarks>
/// <param name="Customer">The customer's Entra tenant.</param>
/// <param name="Subscription">Microsoft's subscription id.</param>
public readonly record struct SubscriptionKey(Guid Customer, Guid Subscription);

/// <summary>What sources state about a subscription.</summary>
public sealed record SubscriptionFacts
{
    /// <summary>The customer's Entra tenant.</summary>
    public Fact<Guid>? Customer { get; init; }
    /// <summary>PLA ID of the Partner of Record; empty when the source says there is none.</summary>
    public Fact<string>? PartnerOfRecord { get; init; }
    /// <summary>Product and SKU.</summary>
    public Fact<SkuKey>? Sku { get; init; }
    /// <summary>The customer's own name for it, or (weak) what is bought.</summary>
    public Fact<string>? Name { get; init; }
    /// <summary>Seats.</summary>
    public Fact<int>? Quantity { get; init; }
    /// <summary>Price of a full cycle; weak when only its currency is known.</summary>
    public Fact<SubscriptionPrice>? Price { get; init; }
    /// <summary>Length of the commitment.</summary>
    public Fact<TermDuration>? Term { get; init; }
    /// <summary>How often is charged.</summary>
    public Fact<BillingCycle>? Cycle { get; init; }
    /// <summary>Where it is in its life.</summary>
    public Fact<SubscriptionStatus>? Status { get; init; }
    /// <summary>Last day of the current term.</summary>
    public Fact<DateOnly>? CommitmentEnd { get; init; }
    /// <summary>The last moment at which it can be cancelled for a refund.</summary>
    public Fact<DateTime>? CancellationAllowed { get; init; }
    /// <summary>Whether it renews at the end of its term.</summary>
    public Fact<bool>? AutoRenew { get; init; }
    /// <summary>What is scheduled (see <see cref="Subscriptions.ScheduledActions"/>): all of it is one fact, for a newer schedule takes the place of the older one.</summary>
    public Fact<string>? ScheduledActions { get; init; }
    /// <summary>The earliest day that any source gives for its start.</summary>
    public DateOnly StartDate { get; init; } = DateOnly.MaxValue;

    /// <summary>What a row already holds.</summary>
    /// <param name="row">The row. Without fact dates, all it states is of its AsOf.</param>
    /// <param name="customer">Entra tenant of the row's customer.</param>
    /// <param name="sku">Product and SKU of the row.</param>
    public static SubscriptionFacts Of(CspSubscription row, Guid customer, SkuKey sku)
    {
        var dates = FactDates.Parse(row.FactDates, row.AsOf);
        // A source that names no Partner of Record says so in a dated row; in an undated one nobody has said anything.
        var partnerOfRecord = row.PartnerOfRecordId ?? (row.FactDates is null ? null : "");
        var price = dates.Of<SubscriptionPrice>('P', new SubscriptionPrice(row.Currency, row.UnitPrice));
        if (price is { Value.Amount: null } currencyOnly) price = currencyOnly with { IsWeak = true };
        return new()
        {
            Customer = dates.Of<Guid>('A', customer),
            PartnerOfRecord = dates.Of('R', partnerOfRecord),
            Sku = dates.Of<SkuKey>('K', sku),
            Name = dates.Of('N', row.Name),
            Quantity = dates.Of<int>('Q', row.Quantity),
            Price = price,
            Term = dates.Of('T', row.TermDuration),
            Cycle = dates.Of<BillingCycle>('B', row.FactDates is null && row.BillingCycle is BillingCycle.None ? null : row.BillingCycle),
            Status = dates.Of<SubscriptionStatus>('S', row.Status),
            CommitmentEnd = dates.Of('E', row.CommitmentEndDate),
            CancellationAllowed = dates.Of('U', row.CancellationAllowedUntil),
            AutoRenew = dates.Of('W', row.AutoRenew),
            ScheduledActions = dates.Of('G', row.ScheduledActions),
            // Without a single date the row is provisional, this day too.
            StartDate = row.FactDates is "" ? DateOnly.MaxValue : row.StartDate,
        };
    }

    /// <summary>The day (UTC) as of which a row's status was stated.</summary>
    public static DateOnly StatusStatedOn(CspSubscription row) =>
        DateOnly.FromDateTime(FactDates.Parse(row.FactDates, row.AsOf).Of<SubscriptionStatus>('S', row.Status)?.StatedAt ?? row.AsOf);

    /// <summary>What holds of both.</summary>
    public SubscriptionFacts Join(SubscriptionFacts other) => new()
    {
        Customer = Fact.Join(Customer, other.Customer),
        PartnerOfRecord = Fact.Join(PartnerOfRecord, other.PartnerOfRecord),
        Sku = Fact.Join(Sku, other.Sku),
        Name = Fact.Join(Name, other.Name),
        Quantity = Fact.Join(Quantity, other.Quantity),
        Price = Fact.Join(Price, other.Price),
        Term = Fact.Join(Term, other.Term),
        Cycle = Fact.Join(Cycle, other.Cycle),
        Status = Fact.Join(Status, other.Status),
        CommitmentEnd = Fact.Join(CommitmentEnd, other.CommitmentEnd),
        CancellationAllowed = Fact.Join(CancellationAllowed, other.CancellationAllowed),
        AutoRenew = Fact.Join(AutoRenew, other.AutoRenew),
        ScheduledActions = Fact.Join(ScheduledActions, other.ScheduledActions),
        StartDate = StartDate < other.StartDate ? StartDate : other.StartDate,
    };

    /// <summary>Makes the row say nothing of what these facts leave open, as when no source had ever stated it.</summary>
    public void Clear(CspSubscription row)
    {
        if (PartnerOfRecord is null) row.PartnerOfRecordId = null;
        if (Quantity is null) row.Quantity = 0;
        if (Price is null) row.UnitPrice = null;
        if (Term is null) row.TermDuration = null;
        if (Cycle is null) row.BillingCycle = BillingCycle.None;
        if (Status is null) row.Status = SubscriptionStatus.Active;
        if (CommitmentEnd is null) row.CommitmentEndDate = null;
    }

    /// <summary>Makes the row say this; customer, reseller, product and SKU are the caller's to set, who knows their rows.</summary>
    public void WriteTo(CspSubscription row)
    {
        var dates = new FactDates().Add('A', Customer).Add('R', PartnerOfRecord).Add('K', Sku).Add('N', Name).Add('Q', Quantity)
            .Add('P', Price).Add('T', Term).Add('B', Cycle).Add('S', Status).Add('E', CommitmentEnd)
            .Add('U', CancellationAllowed).Add('W', AutoRenew).Add('G', ScheduledActions);
        if (Name is { } name) row.Name = name.Value;
        if (PartnerOfRecord is { } partner) row.PartnerOfRecordId = partner.Value is "" ? null : partner.Value;
        row.Quantity = Quantity?.Value ?? row.Quantity;
        if (Price is { } price) (row.Currency, row.UnitPrice) = (price.Value.Currency, price.Value.Amount);
        row.TermDuration = Term?.Value ?? row.TermDuration;
        row.BillingCycle = Cycle?.Value ?? row.BillingCycle;
        row.Status = Status?.Value ?? row.Status;
        row.CommitmentEndDate = CommitmentEnd?.Value ?? row.CommitmentEndDate;
        row.CancellationAllowedUntil = CancellationAllowed?.Value ?? row.CancellationAllowedUntil;
        row.AutoRenew = AutoRenew?.Value ?? row.AutoRenew;
        row.ScheduledActions = ScheduledActions?.Value ?? row.ScheduledActions;
        row.StartDate = StartDate;
        row.MonthlyCost = MonthlyPrice.Of(row.UnitPrice, row.Quantity, row.BillingCycle);
        row.FactDates = dates.ToString();
        row.AsOf = dates.Newest();
    }
}
