using CspGraph.Data;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Joins what a file states with what the tenant's rows hold, within the context's transaction.</summary>
sealed class FactWriter(CspGraphDb db, StatedFacts stated, EntityIds ids, CancellationToken cancellation)
{
    const int RowsPerRead = 1_000;

    readonly Dictionary<Guid, Guid?> resellerOfCustomer = [];
    readonly List<Guid> movedCustomers = [];
    ResellerTree tree = new();

    public int Created { get; private set; }
    public int Updated { get; private set; }

    public async Task WriteAsync()
    {
        await WriteResellersAsync();
        tree = await ResellerTree.LoadAsync(db, cancellation);
        await WriteProductsAsync();
        await WriteSkusAsync();
        await WriteCustomersAsync();
        await WriteSubscriptionsAsync();
        await FollowMovedCustomersAsync();
    }

    async Task WriteResellersAsync()
    {
        var added = new List<Reseller>();
        await JoinAsync(stated.Resellers, ids.Resellers,
            keys => db.Resellers.Whole().Where(row => keys.Contains(row.PlaId!)),
            row => (row.PlaId!, row.Id),
            (row, soldOn) => row.OnboardedOn = row.OnboardedOn < soldOn || soldOn is null ? row.OnboardedOn : soldOn,
            (plaId, soldOn, id) =>
            {
                added.Add(new()
                {
                    Id = id,
                    // Its name and whom it is under are for other sources to state: until then directly under the distributor.
                    Name = $"PLA {plaId}",
                    PlaId = plaId,
                    Status = ResellerStatus.Unknown,
                    OnboardedOn = soldOn,
                    FactDates = "",
                });
                return added[^1];
            });
        // Since ever: the day of the import would make the tree of an earlier day depend on the order of the files.
        await BulkInsert.WriteAsync(db, added.Select(row => new ResellerClosure
        {
            AncestorId = row.Id,
            DescendantId = row.Id,
            Depth = 0,
            ValidFrom = DateTime.UnixEpoch,
        }), cancellation);
    }

    Task WriteProductsAsync() => JoinAsync(stated.Products, ids.Products,
        keys => db.Products.Whole().Where(row => keys.Contains(row.ProductId)),
        row => (row.ProductId, row.Id),
        (row, facts) => ProductFacts.Of(row).Join(facts).WriteTo(row),
        (productId, facts, id) =>
        {
            var row = new Product { Id = id, ProductId = productId, Name = productId, Family = ProductFamily.Other };
            facts.WriteTo(row);
            return row;
        });

    async Task WriteSkusAsync()
    {
        var productKeys = ids.Products.ToDictionary(entry => entry.Value, entry => entry.Key);
        foreach (var chunk in stated.Skus.GroupBy(entry => ids.Products[entry.Key.ProductId]).Chunk(100))
        {
            var products = chunk.Select(group => group.Key).ToArray();
            await JoinAsync(chunk.SelectMany(group => group), ids.Skus,
                _ => db.Skus.Whole().Where(row => products.Contains(row.ProductId)),
                row => (new SkuKey(productKeys[row.ProductId], row.SkuId), row.Id),
                (row, facts) => SkuFacts.Of(row).Join(facts).WriteTo(row),
                (key, facts, id) =>
                {
                    var row = new Sku { Id = id, ProductId = ids.Products[key.ProductId], SkuId = key.SkuId, CatalogId = key.ToString(), Name = key.ToString() };
                    facts.WriteTo(row);
                    return row;
                });
        }
    }

    Task WriteCustomersAsync() => JoinAsync(stated.Customers, ids.Customers,
        keys => db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId)),
        row => (row.EntraTenantId, row.Id),
        (row, facts) => Write(row, CustomerFacts.Of(row, tree.PlaIdOf(row.ResellerId)).Join(facts)),
        (entraTenantId, facts, id) =>
        {
            var row = new Customer { Id = id, EntraTenantId = entraTenantId, Name = $"Customer {entraTenantId}" };
            Write(row, facts);
            return row;
        });

    void Write(Customer row, CustomerFacts facts)
    {
        if (row.FactDates is null) row.UndatedResellerId = row.ResellerId;
        var reseller = tree.Seller(facts.ResellerPlaId?.Value, row.UndatedResellerId);
        if (reseller != row.ResellerId) movedCustomers.Add(row.Id);
        row.ResellerId = reseller;
        resellerOfCustomer[row.Id] = reseller;
        facts.WriteTo(row);
    }

    async Task WriteSubscriptionsAsync()
    {
        foreach (var chunk in stated.Subscriptions.Chunk(RowsPerRead))
        {
            var keys = chunk.Select(entry => entry.Key).ToArray();
            var held = await (
                from row in db.Subscriptions.Whole().AsNoTracking()
                where keys.Contains(row.SubscriptionId)
                join customer in db.Customers.Whole() on row.CustomerId equals customer.Id
                join sku in db.Skus.Whole() on row.SkuId equals sku.Id
                join product in db.Products.Whole() on row.ProductId equals product.Id
                select new { row.Id, row.CustomerId, customer.EntraTenantId, customer.ResellerId, row.ProductId, RowSkuId = row.SkuId, ProductKey = product.ProductId, sku.SkuId })
                .ToDictionaryAsync(row => row.Id, cancellation);
            foreach (var row in held.Values) resellerOfCustomer.TryAdd(row.CustomerId, row.ResellerId);
            await JoinAsync(chunk, ids.Subscriptions,
                _ => db.Subscriptions.Whole().Where(row => keys.Contains(row.SubscriptionId)),
                row => (row.SubscriptionId, row.Id),
                (row, facts) => Write(row, SubscriptionFacts.Of(row, held[row.Id].EntraTenantId, new(held[row.Id].ProductKey, held[row.Id].SkuId)).Join(facts)),
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
                    };
                    Write(row, facts);
                    return row;
                });
        }
    }

    void Write(CspSubscription row, SubscriptionFacts facts)
    {
        // What the file does not name is the row's own, and stays.
        if (facts.Customer is { } customer && ids.Customers.TryGetValue(customer.Value, out var customerId)) row.CustomerId = customerId;
        if (facts.Sku is { } sku && ids.Skus.TryGetValue(sku.Value, out var skuId)) (row.ProductId, row.SkuId) = (ids.Products[sku.Value.ProductId], skuId);
        row.ResellerId = SellerOf(row, facts.PartnerOfRecord?.Value);
        facts.WriteTo(row);
    }

    /// <summary>Its Partner of Record, or who holds the customer under that PLA ID; where no source names one, who holds the customer.</summary>
    Guid? SellerOf(CspSubscription row, string? partnerOfRecord)
    {
        var holder = resellerOfCustomer[row.CustomerId];
        return partnerOfRecord switch
        {
            null => holder,
            "" => null,
            _ => tree.Seller(partnerOfRecord, holder),
        };
    }

    /// <summary>What hangs on a customer follows it to its new reseller, so that nobody keeps seeing what is no longer theirs.</summary>
    async Task FollowMovedCustomersAsync()
    {
        foreach (var customers in movedCustomers.Chunk(RowsPerRead))
        {
            foreach (var agreement in await db.CustomerAgreements.Whole().Where(row => customers.Contains(row.CustomerId)).ToListAsync(cancellation))
                agreement.ResellerId = resellerOfCustomer[agreement.CustomerId];
            foreach (var row in await db.Subscriptions.Whole().Where(row => customers.Contains(row.CustomerId)).ToListAsync(cancellation))
                row.ResellerId = SellerOf(row, SubscriptionFacts.Of(row, default, default).PartnerOfRecord?.Value);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Reads the rows that the keys name, joins each with what is stated of it, and adds those that are missing.</summary>
    async Task JoinAsync<TKey, TFacts, TRow>(
        IEnumerable<KeyValuePair<TKey, TFacts>> stated, Dictionary<TKey, Guid> known, Func<TKey[], IQueryable<TRow>> read,
        Func<TRow, (TKey Key, Guid Id)> keyOf, Action<TRow, TFacts> join, Func<TKey, TFacts, Guid, TRow> create)
        where TKey : notnull where TRow : class, ITenantOwned
    {
        foreach (var chunk in stated.Chunk(RowsPerRead))
        {
            var rows = (await read([.. chunk.Select(entry => entry.Key)]).ToListAsync(cancellation)).ToDictionary(row => keyOf(row).Key);
            var added = new List<TRow>();
            foreach (var (key, facts) in chunk)
            {
                if (!rows.TryGetValue(key, out var row)) added.Add(create(key, facts, known[key]));
                else if (keyOf(row).Id == known[key]) join(row, facts);
                else throw new ImportConflictException();
            }
            Updated += db.ChangeTracker.Entries<TRow>().Count(entry => entry.Properties.Any(property => property.IsModified
                && property.Metadata.Name is not (nameof(CspSubscription.FactDates) or nameof(CspSubscription.AsOf) or nameof(Customer.UndatedResellerId))));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
            Created += (int)await BulkInsert.WriteAsync(db, added, cancellation);
        }
    }
}

/// <summary>Another import has changed the same rows since this one looked.</summary>
sealed class ImportConflictException() : Exception("Another import has changed the same rows meanwhile: import the file again.");
