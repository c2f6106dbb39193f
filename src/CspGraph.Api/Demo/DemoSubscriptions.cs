using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Demo;

/// <summary>An offer and the rows that stand for it in the tenant's catalogue.</summary>
sealed record DemoSku(DemoOffer Offer, Product Product, Sku Sku);

/// <summary>What customers hold: a base suite first, then anything.</summary>
sealed class DemoSubscriptions(IReadOnlyList<DemoSku> skus, IReadOnlyDictionary<Guid, Reseller> resellers, DateOnly today, Ids ids, Random random)
{
    const int TrialSeats = 25;
    const int CancellationDays = 7;
    static readonly (SubscriptionStatus Status, int Weight)[] Statuses =
    [
        (SubscriptionStatus.Active, 86), (SubscriptionStatus.Suspended, 4), (SubscriptionStatus.Deleted, 4), (SubscriptionStatus.Expired, 3),
        (SubscriptionStatus.Disabled, 2), (SubscriptionStatus.Pending, 1),
    ];

    readonly DemoSku[] suites = [.. skus.Where(sku => sku.Offer.IsBase)];

    public IEnumerable<(CspSubscription Row, DemoSku Sku)> Of(DemoCustomer customer, int count)
    {
        var seats = 3 + random.Skewed(400);
        for (var i = 0; i < count; i++)
        {
            var sku = random.Weighted(i == 0 ? suites : skus, choice => choice.Offer.Weight);
            yield return (sku.Offer.IsAzurePlan ? AzurePlan(customer, sku) : Licence(customer, sku, seats), sku);
        }
    }

    CspSubscription AzurePlan(DemoCustomer customer, DemoSku sku) => new()
    {
        Id = ids.Next(),
        SubscriptionId = random.NextGuid(),
        Name = sku.Sku.Name,
        CustomerId = customer.Row.Id,
        ResellerId = customer.Row.ResellerId,
        ProductId = sku.Product.Id,
        SkuId = sku.Sku.Id,
        Quantity = 1,
        Currency = customer.Market.Currency,
        BillingCycle = BillingCycle.None,
        Status = random.Chance(0.9) ? SubscriptionStatus.Active : SubscriptionStatus.Suspended,
        StartDate = customer.Since.AddDays(random.Next(today.DayNumber - customer.Since.DayNumber + 1)),
        PartnerOfRecordId = PartnerOfRecord(customer.Reseller),
        AsOf = Midnight(today),
        TermKnownAt = Midnight(today),
    };

    CspSubscription Licence(DemoCustomer customer, DemoSku sku, int seats)
    {
        var offer = sku.Offer;
        var status = random.Weighted(Statuses, choice => choice.Weight).Status;
        var term = Term(offer, status);
        var cycle = Cycle(offer, term);
        var dates = DemoTerm.Draw(random, status, DemoTerm.Months(term), offer.IsTrial ? today.AddMonths(-1).AddDays(1) : customer.Since, today);
        var quantity = offer.IsTrial ? TrialSeats : Math.Max(1, seats * random.Next(offer.IsAddOn ? 5 : 20, offer.IsAddOn ? 31 : 101) / 100);
        var price = DemoPrice.PerCycle(offer, customer.Market, term, cycle);
        var row = new CspSubscription
        {
            Id = ids.Next(),
            SubscriptionId = random.NextGuid(),
            Name = sku.Sku.Name,
            CustomerId = customer.Row.Id,
            ResellerId = customer.Row.ResellerId,
            ProductId = sku.Product.Id,
            SkuId = sku.Sku.Id,
            Quantity = quantity,
            UnitPrice = price,
            Currency = customer.Market.Currency,
            MonthlyCost = MonthlyPrice.Of(price, quantity, cycle),
            TermDuration = term,
            BillingCycle = cycle,
            Status = status,
            StartDate = dates.Start,
            CommitmentEndDate = dates.End,
            CancellationAllowedUntil = offer.IsTrial ? null : Midnight(dates.TermStart.AddDays(CancellationDays)),
            AutoRenew = !offer.IsTrial && !DemoTerm.HasEnded(status) && random.Chance(0.8),
            PartnerOfRecordId = PartnerOfRecord(customer.Reseller),
            AsOf = Midnight(today),
            TermKnownAt = Midnight(today),
        };
        var scheduled = offer.IsTrial || DemoTerm.HasEnded(status) ? [] : DemoSchedule.Of(row.SubscriptionId, quantity);
        row.ScheduledActions = ScheduledActions.ToText(scheduled);
        if (scheduled is [{ ActionType: var action }]) row.AutoRenew = action is ScheduledActionType.RenewToNewTerm;
        return row;
    }

    TermDuration Term(DemoOffer offer, SubscriptionStatus status)
    {
        if (offer.IsTrial || random.Chance(0.28)) return TermDuration.P1M;
        // Three years that have ended would have begun before new commerce.
        return offer.Triennial && !DemoTerm.HasEnded(status) && random.Chance(0.3) ? TermDuration.P3Y : TermDuration.P1Y;
    }

    BillingCycle Cycle(DemoOffer offer, TermDuration term) => term switch
    {
        TermDuration.P3Y => random.Pick([BillingCycle.Monthly, BillingCycle.Annual, BillingCycle.Triennial]),
        TermDuration.P1Y => random.Chance(0.6) ? BillingCycle.Monthly : BillingCycle.Annual,
        _ => BillingCycle.Monthly,
    };

    /// <summary>The reseller's own PLA ID, or that of the nearest one above it.</summary>
    string? PartnerOfRecord(Reseller? reseller)
    {
        while (reseller is { PlaId: null }) reseller = reseller.ParentId is { } parent ? resellers[parent] : null;
        return reseller?.PlaId;
    }

    static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
