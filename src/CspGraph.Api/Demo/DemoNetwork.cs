using System.Security.Cryptography;
using System.Text;
using CspGraph.Api.Imports;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Demo;

/// <summary>Writes one demo tenant. Customers and what they hold go in batches, so memory does not grow with the size.</summary>
sealed class DemoNetwork(
    CspGraphDb db, DemoTenant tenant, DemoVolume volume, DateOnly today, Ids ids, IProgress<string>? progress, CancellationToken cancellation)
{
    const int CustomersPerBatch = 1_000;
    const int ChargesPerInvoice = 40;

    /// <summary>Azure plans with usage: enough to look at, however large the tenant is.</summary>
    const int PlansWithUsage = 25;

    readonly Random random = new(1_000 + tenant.TenantId);
    readonly List<DemoCharge> charges = [];
    readonly List<DemoCharge> plans = [];

    public async Task WriteAsync()
    {
        await InsertAsync([TenantRow()]);
        var skus = Catalogue();
        await InsertAsync(skus.Select(sku => sku.Product).Distinct());
        await InsertAsync(skus.Select(sku => sku.Sku));
        await WritePricesAsync();
        var resellers = new DemoResellers(tenant, today, ids, random).Grow(volume.Resellers);
        await InsertAsync(resellers);
        await InsertAsync(DemoResellers.Paths(resellers));
        await WriteCustomersAsync(resellers, skus);
        await WriteInvoicesAsync();
        await WriteUsageAsync();
        await new Standings(db, ids, today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), cancellation).RefreshAsync(resellers: null);
    }

    async Task WriteCustomersAsync(List<Reseller> resellers, List<DemoSku> skus)
    {
        var customers = new DemoCustomers(tenant, resellers, today, ids, random);
        var subscriptions = new DemoSubscriptions(skus, resellers.ToDictionary(reseller => reseller.Id), today, ids, random);
        var spread = 0;
        for (var first = 0; first < volume.Customers; first += CustomersPerBatch)
        {
            var (rows, agreements, held) = (new List<Customer>(), new List<CustomerAgreement>(), new List<CspSubscription>());
            for (var index = first; index < Math.Min(first + CustomersPerBatch, volume.Customers); index++)
            {
                var customer = customers.Next(index);
                rows.Add(customer.Row);
                if (customers.Agreement(customer) is { } agreement) agreements.Add(agreement);
                // What one customer has above the average the next has below it: the total is exact.
                if (index % 2 == 0) spread = random.Next(volume.SubscriptionsPerCustomer);
                var count = volume.SubscriptionsPerCustomer + (index % 2 == 0 ? spread : -spread);
                foreach (var (row, sku) in subscriptions.Of(customer, count))
                {
                    held.Add(row);
                    if (charges.Count < ChargesPerInvoice && DemoInvoices.Charges(row)) charges.Add(new DemoCharge(row, sku, customer));
                    if (plans.Count < PlansWithUsage && sku.Offer.IsAzurePlan && row.Status is SubscriptionStatus.Active) plans.Add(new DemoCharge(row, sku, customer));
                }
            }
            await InsertAsync(rows);
            await InsertAsync(agreements);
            await InsertAsync(held);
            await InsertAsync(held.Select(row => SeatCount.Of(row, row.Id)));
            progress?.Report($"{tenant.Slug}: {first + rows.Count} of {volume.Customers} customers");
        }
    }

    async Task WriteInvoicesAsync()
    {
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        var invoices = new DemoInvoices(tenant, ids);
        foreach (var month in new[] { thisMonth.AddMonths(-2), thisMonth.AddMonths(-1) })
        {
            var (run, invoice, lines) = invoices.Make(month, charges);
            await InsertAsync([run]);
            await InsertAsync([invoice]);
            await InsertAsync(lines);
        }
    }

    async Task WritePricesAsync()
    {
        var (run, sheet, prices) = new DemoPrices(tenant, today, ids).Make();
        await InsertAsync([run]);
        await InsertAsync([sheet]);
        await InsertAsync(prices);
    }

    async Task WriteUsageAsync()
    {
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        var usage = new DemoUsage(tenant, today, ids);
        foreach (var month in new[] { thisMonth.AddMonths(-1), thisMonth })
        {
            var (run, statement, lines) = usage.Make(month, plans);
            if (lines.Count == 0) continue;
            var window = new UsageWindow();
            foreach (var line in lines) window.Add(line);
            await InsertAsync([run]);
            await InsertAsync([statement]);
            await InsertAsync(lines);
            await InsertAsync(window.Take());
        }
        await InsertAsync(usage.Entitlements(thisMonth, plans));
    }

    Task<long> InsertAsync<TEntity>(IEnumerable<TEntity> rows) where TEntity : class, ITenantOwned => BulkInsert.WriteAsync(db, rows, cancellation);

    Tenant TenantRow() => new()
    {
        TenantId = tenant.TenantId,
        Id = ids.Next(),
        Slug = tenant.Slug,
        Name = tenant.Name,
        Kind = tenant.Kind,
        MicrosoftTenantId = tenant.MicrosoftTenantId,
        Country = tenant.Country,
        Region = CspMarkets.RegionOf(tenant.Country)!.Value,
        FurtherRegions = AuthorizedRegions.TextOf(CspMarkets.RegionOf(tenant.Country)!.Value, tenant.Countries.Select(country => CspMarkets.RegionOf(country)!.Value)),
        DataVersion = 1,
        // The same rows, the same stamp.
        DataStamp = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Slug} {volume} {today:O}")).AsSpan(0, 16)),
    };

    List<DemoSku> Catalogue()
    {
        var products = new Dictionary<string, Product>();
        var skus = new List<DemoSku>();
        foreach (var offer in DemoCatalog.Offers)
        {
            if (!products.TryGetValue(offer.ProductId, out var product))
                products[offer.ProductId] = product = NewProduct(offer);
            var sku = new Sku { Id = ids.Next(), ProductId = product.Id, SkuId = offer.SkuId, CatalogId = SkuKey.Of(offer.ProductId, offer.SkuId).ToString(), Name = offer.Sku, IsTrial = offer.IsTrial, IsAddOn = offer.IsAddOn };
            skus.Add(new DemoSku(offer, product, sku));
        }
        return skus;
    }

    Product NewProduct(DemoOffer offer) =>
        new() { Id = ids.Next(), ProductId = offer.ProductId, Name = offer.Product, Publisher = "Microsoft Corporation", Family = offer.Family };
}
