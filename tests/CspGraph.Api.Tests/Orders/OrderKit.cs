using System.Text.Json;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Orders;

/// <summary>The smallest network with something to order: Alpha and Gamma can be Partners of Record, and Beta's customer has accepted the agreement.</summary>
sealed class OrderKit : IAsyncDisposable
{
    public const string Place = "mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { subscriptions { id } gates { gate line outcome code upstreamCode message remedy } errors { code message field upstreamCode } } }";
    public const string Validate = "query($input: ValidateOrderInput!) { validateOrder(input: $input) { accepted gates { gate line outcome code upstreamCode message remedy } } }";

    public static readonly Guid Quinta = new("01890000-0000-7000-8000-0000000000c1");
    public static readonly Guid Vale = new("01890000-0000-7000-8000-0000000000c2");
    public static readonly Guid QuintaEntra = new(NetworkJson.Customer);
    public static readonly Sold E3 = new(1, "CFQ7TTC0LFLX", "Microsoft 365 E3");
    public static readonly Sold Copilot = new(2, "CFQ7TTC0MM8R", "Microsoft 365 Copilot");
    public static readonly Sold AzurePlan = new(3, "DZH318Z0BPS6", "Azure plan");

    OrderKit(ChangeKit changes) => Changes = changes;

    public ChangeKit Changes { get; }

    public static async Task<OrderKit> CreateAsync(Action<DbContextOptionsBuilder>? configure = null)
    {
        var kit = new OrderKit(await ChangeKit.CreateAsync(configure));
        await kit.WriteAsync(db =>
        {
            foreach (var (reseller, plaId) in new[] { (TestNetwork.Alpha, "1111111"), (TestNetwork.Gamma, "2222222") })
            {
                var row = db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).Single(row => row.Id == reseller);
                (row.PlaId, row.Country, row.Region, row.MaicppStatus, row.RelationshipState, row.MpaAcceptedOn) = (plaId, "PT", CspRegion.Europe, MaicppStatus.Active, RelationshipState.Active, new(2025, 1, 1));
            }
            db.Add(new Customer { Id = Quinta, Name = "Quinta", Country = "PT", EntraTenantId = QuintaEntra, ResellerId = TestNetwork.Beta });
            db.Add(new Customer { Id = Vale, Name = "Vale", Country = "PT", EntraTenantId = new(9, 9, 9, new byte[8]), ResellerId = TestNetwork.Gamma });
            foreach (var (customer, reseller) in new[] { (Quinta, TestNetwork.Beta), (Vale, TestNetwork.Gamma) })
                db.Add(new CustomerAgreement { Id = Guid.CreateVersion7(), CustomerId = customer, ResellerId = reseller, Status = AgreementStatus.AcceptedDirectly, AcceptedOn = new(2026, 1, 1) });
            var run = new ImportRun { Id = Guid.CreateVersion7(), Kind = ImportKind.PriceSheet, FileName = "prices.csv", Status = ImportStatus.Succeeded, StartedAt = DateTime.UnixEpoch, IssuedAt = DateTime.UnixEpoch };
            db.AddRange(run, new PriceSheet { Id = run.Id, IssuedAt = DateTime.UnixEpoch, IsComplete = true });
            foreach (var sold in new[] { E3, Copilot, AzurePlan })
            {
                db.Add(new Product { Id = sold.ProductId, ProductId = sold.Product, Name = sold.Title, Family = ProductFamilies.Of(sold.Title) });
                db.Add(new Sku { Id = sold.SkuId, ProductId = sold.ProductId, SkuId = "0001", CatalogId = sold.CatalogId, Name = sold.Title });
            }
            db.Add(Price(run, E3, 300m, 360m, TermDuration.P1Y, BillingCycle.Annual, max: 300));
            db.Add(Price(run, Copilot, 240m, 288m, TermDuration.P1Y, BillingCycle.Annual));
            db.Add(Price(run, AzurePlan, 0m, null, null, BillingCycle.None));
        });
        return kit;
    }

    static Price Price(ImportRun run, Sold sold, decimal unit, decimal? list, TermDuration? term, BillingCycle plan, int? max = null) => new()
    {
        Id = Guid.CreateVersion7(),
        ImportRunId = run.Id,
        LineNumber = 2,
        MicrosoftProductId = sold.Product,
        CatalogId = sold.CatalogId,
        Market = "PT",
        Currency = "EUR",
        Segment = PriceSegment.Commercial,
        TermDuration = term,
        BillingPlan = plan,
        PricingTierRangeMax = max,
        OfferKey = new PriceOffer(sold.CatalogId, "PT", "EUR", PriceSegment.Commercial, term, plan, null, max).ToString(),
        EffectiveStartDate = new(2026, 1, 1),
        UnitPrice = unit,
        ErpPrice = list,
        IssuedAt = DateTime.UnixEpoch,
    };

    public static Dictionary<string, object?> Line(Sold sold, int quantity = 25) => new()
    {
        ["product"] = Id('P', sold.ProductId),
        ["sku"] = Id('K', sold.SkuId),
        ["termDuration"] = sold == AzurePlan ? null : "P1Y",
        ["billingCycle"] = sold == AzurePlan ? "NONE" : "ANNUAL",
        ["quantity"] = quantity,
    };

    public static Dictionary<string, object?> Order(params Dictionary<string, object?>[] lines) => new() { ["customer"] = Id('C', Quinta), ["lines"] = lines };

    public static string Id(char tag, Guid key) => new NodeId(tag, key).ToString();

    public async Task WriteAsync(Action<CspGraphDb> write)
    {
        await using var db = Changes.Database.Open(ChangeKit.Admin.Viewer);
        write(db);
        await db.SaveChangesAsync();
    }

    public Task WriteAsync<TRow>(Action<TRow> change) where TRow : class => WriteAsync(db =>
    {
        foreach (var row in db.Set<TRow>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter])) change(row);
    });

    public async Task<JsonElement> PlaceAsync(object input, Viewer? viewer = null) =>
        (await Changes.AskAsync(Place, new { input }, viewer is null ? null : ChangeKit.Of(viewer))).GetProperty("data").GetProperty("placeOrder");

    public async Task<JsonElement> ValidateAsync(object input, Viewer? viewer = null) =>
        (await Changes.AskAsync(Validate, new { input }, viewer is null ? null : ChangeKit.Of(viewer))).GetProperty("data").GetProperty("validateOrder");

    public static string[] Errors(JsonElement payload) => [.. payload.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code")} {error.GetProperty("field")}".TrimEnd())];

    public async Task<ImportOutcome> ImportAsync(string text, ImportKind kind = ImportKind.Network) =>
        await FileImport.RunAsync(Changes.Database, ChangeKit.Admin.Viewer, new(kind, "file"), ReconciliationFile.Stream(text), progress: null, Changes.Clock, default);

    public Task<List<CspSubscription>> SubscriptionsAsync() => Changes.RowsAsync<CspSubscription>();

    /// <summary>All that an order could touch but the audit log.</summary>
    public async Task<string> StateAsync() => await Changes.StateAsync() + JsonSerializer.Serialize(await SubscriptionsAsync());

    public async Task<List<string>> AuditAsync() =>
        [.. (await Changes.RowsAsync<AuditEntry>()).Select(entry => $"{entry.Action} {entry.Outcome}{(entry.IsDryRun ? " dry" : "")} {entry.Code}".TrimEnd()).Order(StringComparer.Ordinal)];

    public async Task<List<EventRecord>> OrderedAsync() => [.. (await Changes.RowsAsync<EventRecord>()).Where(told => told.Kind is EventKind.SubscriptionOrdered).OrderBy(told => told.Number)];

    public ValueTask DisposeAsync() => Changes.DisposeAsync();

    /// <summary>Something of the price sheet.</summary>
    public sealed record Sold(byte Number, string Product, string Title)
    {
        public Guid ProductId { get; } = new(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, Number);
        public Guid SkuId { get; } = new(2, 2, 2, 0, 0, 0, 0, 0, 0, 0, Number);
        public string CatalogId => $"{Product}:0001";
    }
}
