using CspGraph.Api.Tenancy;
using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Orders;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Subscriptions that a file names, and those that follow a customer to another reseller.</summary>
sealed class SubscriptionWriter(CspGraphDb db, FactJoin join, bool areInvoices, ResellerTree tree, TouchedRows touched, DateTime knownAt, CancellationToken cancellation)
{
    const int CustomersPerRead = 200;

    /// <summary>What is stated of a subscription elsewhere than in invoices.</summary>
    public static readonly Elsewhere<SubscriptionFacts> Beside = new((one, other) => one.Join(other));

    readonly KnownRows<Guid, HeldCustomer> customers = new(
        ids => Customers(db).Where(row => ids.Contains(row.Id)).ToListAsync(cancellation),
        keys => Customers(db).Where(row => keys.Contains(row.EntraTenantId)).ToListAsync(cancellation),
        row => row.Id, row => row.EntraTenantId);

    readonly KnownRows<SkuKey, HeldSku> skus = new(
        ids => Skus(db, db.Skus.Whole().Where(row => ids.Contains(row.Id))).ToListAsync(cancellation),
        keys => Skus(db, Named(db, keys)).ToListAsync(cancellation),
        row => row.Id, row => new(row.ProductKey, row.SkuKey));

    readonly AwaitingOrders awaiting = new(db, cancellation);

    public async Task WriteAsync(Stated<SubscriptionKey, SubscriptionFacts> stated)
    {
        await foreach (var entries in stated.ReadAsync(db, cancellation))
        {
            // One that a file gives to two customers is there twice.
            var disputed = entries.GroupBy(entry => entry.Key.Subscription).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
            var batch = entries.GroupBy(entry => entry.Key.Subscription, (key, same) => KeyValuePair.Create(key, same.Select(entry => entry.Value).Aggregate((one, other) => one.Join(other)))).ToList();
            var keys = batch.Select(entry => entry.Key).ToArray();
            var rows = await db.Subscriptions.Whole().AsNoTracking().Where(row => keys.Contains(row.SubscriptionId)).ToListAsync(cancellation);
            await LoadAsync(rows, batch.Select(entry => entry.Value));
            var orders = await TakeOrdersAsync([.. batch.ExceptBy(rows.Select(row => row.SubscriptionId), entry => entry.Key)]);
            if (!areInvoices) await KeepCustomersAsync(batch.Select(entry => entry.Value.Customer!.Value.Value));
            CspSubscription[] held = [.. rows, .. orders.Keys];
            var sellers = SellersOf(held);
            var (added, changed) = await join.WriteAsync(batch, held, row => orders.TryGetValue(row, out var confirmed) ? confirmed : row.SubscriptionId,
                (row, facts) =>
                {
                    if (orders.TryGetValue(row, out var confirmed)) (row.SubscriptionId, row.AwaitsConfirmation) = (confirmed, false);
                    var known = FactsOf(row);
                    row.IsDisputed |= disputed.Contains(row.SubscriptionId) || known.Customer is { } holder && holder.Value != facts.Customer!.Value.Value;
                    row.StatedElsewhere = Beside.TextWith(row.StatedElsewhere, row.FactDates, known, areInvoices ? null : facts);
                    Write(row, known.Join(facts));
                },
                (subscriptionId, facts, id) =>
                {
                    var row = new CspSubscription
                    {
                        Id = id,
                        SubscriptionId = subscriptionId,
                        Name = "",
                        CustomerId = Guid.Empty,
                        ProductId = Guid.Empty,
                        SkuId = Guid.Empty,
                        Quantity = 0,
                        Currency = "",
                        BillingCycle = BillingCycle.None,
                        Status = SubscriptionStatus.Active,
                        StartDate = facts.StartDate,
                        AsOf = default,
                        TermKnownAt = knownAt,
                        StatedElsewhere = areInvoices ? null : Elsewhere<SubscriptionFacts>.All,
                        IsDisputed = disputed.Contains(subscriptionId),
                    };
                    Write(row, facts);
                    return row;
                });
            touched.Add(added.Concat(changed));
            await db.FollowSubscriptionsAsync(Moved(held, sellers), cancellation);
        }
    }

    /// <summary>Orders that the unknown subscriptions of a batch are taken for, with Microsoft's ids.</summary>
    async Task<Dictionary<CspSubscription, Guid>> TakeOrdersAsync(List<KeyValuePair<Guid, SubscriptionFacts>> unknown)
    {
        var orders = await awaiting.OfAsync(unknown.Select(entry => customers.Of(entry.Value.Customer!.Value.Value).Id));
        if (orders.Count == 0) return [];
        await LoadAsync(orders, []);
        var taken = new Dictionary<CspSubscription, Guid>();
        foreach (var (subscriptionId, facts) in unknown.OrderBy(entry => entry.Value.StartDate).ThenBy(entry => entry.Key))
        {
            var customer = customers.Of(facts.Customer!.Value.Value).Id;
            if (orders.Find(order => order.CustomerId == customer && !taken.ContainsKey(order) && OrderConfirmation.Fits(order, skus[order.SkuId].Key, facts)) is { } order)
                taken.Add(order, subscriptionId);
        }
        return taken;
    }

    /// <summary>Of the customers it is stated elsewhere that they are there: so they are when that holds again, whatever invoices said meanwhile.</summary>
    Task KeepCustomersAsync(IEnumerable<Guid> named)
    {
        var (keys, there) = (named.Distinct().ToArray(), Elsewhere<CustomerFacts>.Write(CustomerFacts.None));
        return db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId) && row.StatedElsewhere == null && row.FactDates != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.StatedElsewhere, there), cancellation);
    }

    /// <summary>Takes back what only superseded lines have stated; a subscription of which nothing is stated any more is none.</summary>
    public async Task WithdrawAsync(SupersededLines superseded)
    {
        await foreach (var batch in superseded.SubscriptionsAsync())
        {
            var withdrawals = batch.ToDictionary(withdrawal => withdrawal.Key);
            var keys = withdrawals.Keys.ToArray();
            var rows = await db.Subscriptions.Whole().AsNoTracking().Where(row => keys.Contains(row.SubscriptionId)).ToListAsync(cancellation);
            await LoadAsync(rows, []);
            var disputed = rows.Where(row => row.IsDisputed || withdrawals[row.SubscriptionId].Superseded!.Customer!.Value.Value != customers[row.CustomerId].EntraTenantId);
            foreach (var withdrawal in await superseded.OfSubscriptionsAsync(disputed.Select(row => row.SubscriptionId))) withdrawals[withdrawal.Key] = withdrawal;
            var sellers = SellersOf(rows);
            var update = new BulkUpdate<CspSubscription>(db);
            var stated = rows.ConvertAll(row =>
            {
                update.Watch(row);
                var (elsewhere, remaining) = (Elsewhere<SubscriptionFacts>.Of(row.StatedElsewhere, row.FactDates, FactsOf(row)), withdrawals[row.SubscriptionId].Remaining);
                row.StatedElsewhere = Elsewhere<SubscriptionFacts>.TextWithout(elsewhere, remaining);
                // Whoever only made somebody its Partner of Record has not stated that there is one.
                return Beside.Join(elsewhere, remaining) is { Customer: not null } known ? known : null;
            });
            await LoadAsync(rows, stated.Concat(withdrawals.Values.Select(withdrawal => withdrawal.Superseded)).OfType<SubscriptionFacts>());
            foreach (var (row, facts) in rows.Zip(stated))
            {
                if (facts is null) WriteProvisional(row, withdrawals[row.SubscriptionId].Superseded!);
                else Restate(row, facts);
            }
            touched.Add(await update.WriteAsync(cancellation));
            await db.FollowSubscriptionsAsync(Moved(rows, sellers), cancellation);
            var unstated = rows.Zip(stated).Where(entry => entry.Second is null).Select(entry => entry.First.Id).ToArray();
            touched.AddSubscriptions(unstated);
            await db.Subscriptions.Whole().Where(row => unstated.Contains(row.Id) && !db.ContractedMinimums.Whole().Any(held => held.SubscriptionId == row.Id))
                .ExecuteDeleteAsync(cancellation);
        }
    }

    /// <summary>What hangs on a customer follows it to its new reseller, so that nobody keeps seeing what is no longer theirs.</summary>
    public async Task FollowAsync(IEnumerable<Guid> moved)
    {
        foreach (var chunk in moved.Chunk(CustomersPerRead))
        {
            await customers.LoadAsync(chunk, []);
            await db.FollowCustomersAsync(chunk, cancellation);
            var subscriptions = new BulkUpdate<CspSubscription>(db);
            foreach (var row in await db.Subscriptions.Whole().AsNoTracking().Where(row => chunk.Contains(row.CustomerId)).ToListAsync(cancellation))
            {
                subscriptions.Watch(row);
                row.ResellerId = SellerOf(row, SubscriptionFacts.Of(row, default, default).PartnerOfRecord?.Value);
            }
            var moving = await subscriptions.WriteAsync(cancellation);
            touched.Add(moving);
            await db.FollowSubscriptionsAsync([.. moving.Select(row => row.Id)], cancellation);
        }
    }

    static Dictionary<Guid, Guid?> SellersOf(IEnumerable<CspSubscription> rows) => rows.ToDictionary(row => row.Id, row => row.ResellerId);

    /// <summary>Those of the rows that another reseller has sold than before.</summary>
    static List<Guid> Moved(IEnumerable<CspSubscription> rows, Dictionary<Guid, Guid?> sellers) => [.. rows.Where(row => row.ResellerId != sellers[row.Id]).Select(row => row.Id)];

    /// <summary>Makes known what rows and facts name.</summary>
    async Task LoadAsync(IReadOnlyCollection<CspSubscription> rows, IEnumerable<SubscriptionFacts> named)
    {
        var stated = named.ToList();
        await customers.LoadAsync(rows.Select(row => row.CustomerId), stated.Select(facts => facts.Customer).OfType<Fact<Guid>>().Select(fact => fact.Value));
        await skus.LoadAsync(rows.Select(row => row.SkuId), stated.Select(facts => facts.Sku).OfType<Fact<SkuKey>>().Select(fact => fact.Value));
    }

    SubscriptionFacts FactsOf(CspSubscription row) => SubscriptionFacts.Of(row, customers[row.CustomerId].EntraTenantId, skus[row.SkuId].Key);

    void Restate(CspSubscription row, SubscriptionFacts facts)
    {
        var (end, termKnownAt) = (row.CommitmentEndDate, row.TermKnownAt);
        facts.Clear(row);
        Write(row, facts);
        if (row.CommitmentEndDate == end) row.TermKnownAt = termKnownAt;
    }

    /// <summary>A subscription of which nothing is stated stays only where a contracted minimum names it: then it looks as superseded lines told, until something states what it is.</summary>
    void WriteProvisional(CspSubscription row, SubscriptionFacts superseded)
    {
        Restate(row, superseded with { Customer = null, PartnerOfRecord = null });
        row.FactDates = "";
    }

    void Write(CspSubscription row, SubscriptionFacts facts)
    {
        if (facts.Customer is { } customer) row.CustomerId = customers.Of(customer.Value).Id;
        if (facts.Sku is { } sku) (row.ProductId, row.SkuId) = (skus.Of(sku.Value).ProductId, skus.Of(sku.Value).Id);
        row.ResellerId = SellerOf(row, facts.PartnerOfRecord?.Value);
        var end = row.CommitmentEndDate;
        facts.WriteTo(row);
        if (row.CommitmentEndDate != end) row.TermKnownAt = knownAt;
    }

    /// <summary>Its Partner of Record, or who holds the customer under that PLA ID; where no source names one, who holds the customer.</summary>
    Guid? SellerOf(CspSubscription row, string? partnerOfRecord)
    {
        var holder = customers[row.CustomerId].ResellerId;
        return partnerOfRecord switch
        {
            null => holder,
            "" => null,
            _ => tree.Seller(partnerOfRecord, holder),
        };
    }

    static IQueryable<HeldCustomer> Customers(CspGraphDb db) => db.Customers.Whole().Select(row => new HeldCustomer { Id = row.Id, EntraTenantId = row.EntraTenantId, ResellerId = row.ResellerId });

    static IQueryable<Sku> Named(CspGraphDb db, IEnumerable<SkuKey> keys)
    {
        var catalogIds = keys.Select(key => key.ToString()).ToArray();
        return db.Skus.Whole().Where(row => catalogIds.Contains(row.CatalogId));
    }

    static IQueryable<HeldSku> Skus(CspGraphDb db, IQueryable<Sku> skus) =>
        from sku in skus
        join product in db.Products.Whole() on sku.ProductId equals product.Id
        select new HeldSku(sku.Id, product.Id, product.ProductId, sku.SkuId);

    sealed record HeldCustomer
    {
        public Guid Id { get; init; }
        public Guid EntraTenantId { get; init; }
        public Guid? ResellerId { get; init; }
    }

    sealed record HeldSku(Guid Id, Guid ProductId, string ProductKey, string SkuKey)
    {
        public SkuKey Key => new(ProductKey, SkuKey);
    }
}
