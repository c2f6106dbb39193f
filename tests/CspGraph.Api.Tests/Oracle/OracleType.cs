using System.Reflection;
using System.Text.Json;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>What each published object type is made of: columns, references, lists, connections, figures.</summary>
sealed class OracleType(string name, Type entity, char? letter)
{
    static readonly List<OracleType> Types =
    [
        new OracleType("Distributor", typeof(Tenant), 'D')
            .Value<Tenant>("authorizedRegions", (row, _) => new[] { row.Region }.Concat((row.FurtherRegions ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CspRegion>)).Distinct().Select(region => OracleValue.Name(region)).ToList()),
        new OracleType("Reseller", typeof(Reseller), 'R')
            .To<Reseller, Reseller>("parent", row => row.ParentId)
            .One<Reseller, PartnerOfRecordStanding>("partnerOfRecord", (row, standing) => standing.ResellerId == row.Id)
            .One<Reseller, CreditLimit>("creditLimit", (row, limit) => limit.ResellerId == row.Id)
            .Many<Reseller, Reseller>("children", (row, child) => child.ParentId == row.Id)
            .Many<Reseller, Customer>("customers", (row, customer) => customer.ResellerId == row.Id)
            .Many<Reseller, CspSubscription>("subscriptions", (row, subscription) => subscription.ResellerId == row.Id)
            .Many<Reseller, Alert>("alerts", (row, alert, sight) => sight.StepsDown(row.Id, alert.ResellerId) is not null)
            .Counted<Reseller>("depth", (row, sight) => row.Depth - (sight.AnyReseller(sight.Viewer.SubtreeRootId)?.Depth ?? 0))
            .Value<Reseller>("summary", (row, sight) => OracleSummary.Of(row, sight)),
        new OracleType("PartnerOfRecordStanding", typeof(PartnerOfRecordStanding), letter: null)
            .Many<PartnerOfRecordStanding, PartnerOfRecordResult>("history", (row, result, _) => result.ResellerId == row.Id)
            .Many<PartnerOfRecordStanding, CspSubscription>("affectedSubscriptions", (row, subscription, sight) => subscription.PartnerOfRecordId == row.PlaId && row.PlaId is not null
                && subscription.Status is (SubscriptionStatus.Active or SubscriptionStatus.Pending or SubscriptionStatus.Suspended) && sight.StepsDown(row.Id, subscription.ResellerId) is not null),
        new OracleType("CreditLimit", typeof(CreditLimit), letter: null),
        new OracleType("PartnerOfRecordResult", typeof(PartnerOfRecordResult), letter: null),
        new OracleType("Customer", typeof(Customer), 'C')
            .To<Customer, Reseller>("reseller", row => row.ResellerId)
            .One<Customer, CustomerAgreement>("agreement", (row, agreement) => agreement.CustomerId == row.Id)
            .One<Customer, CustomerBudget>("budget", (row, budget) => budget.CustomerId == row.Id)
            .Many<Customer, CspSubscription>("subscriptions", (row, subscription) => subscription.CustomerId == row.Id)
            .Many<Customer, Alert>("alerts", (row, alert) => alert.CustomerId == row.Id),
        new OracleType("Budget", typeof(CustomerBudget), letter: null)
            .Value<CustomerBudget>("thresholds", (row, _) => row.Thresholds.Split(' ').Select(int.Parse).ToList()),
        new OracleType("Alert", typeof(Alert), 'A')
            .To<Alert, Reseller>("reseller", row => row.ResellerId)
            .To<Alert, Customer>("customer", row => row.CustomerId)
            .To<Alert, CspSubscription>("subscription", row => row.SubscriptionId)
            .Value<Alert>("amount", (row, sight) => OracleAlerts.Figure(row, row.Amount, sight))
            .Value<Alert>("baseline", (row, sight) => OracleAlerts.Baseline(row, sight))
            .Value<Alert>("entitlementId", (row, _) => row.EntitlementId == Guid.Empty ? null : OracleValue.Travelling(row.EntitlementId))
            .Value<Alert>("notes", (row, _) => OracleAlerts.Notes(row)),
        new OracleType("CustomerAgreement", typeof(CustomerAgreement), letter: null),
        new OracleType("Product", typeof(Product), 'P')
            .Many<Product, Sku>("skus", (row, sku) => sku.ProductId == row.Id),
        new OracleType("Sku", typeof(Sku), 'K')
            .To<Sku, Product>("product", row => row.ProductId),
        new OracleType("CspSubscription", typeof(CspSubscription), 'S')
            .To<CspSubscription, Customer>("customer", row => row.CustomerId)
            .To<CspSubscription, Reseller>("reseller", row => row.ResellerId)
            .To<CspSubscription, Product>("product", row => row.ProductId)
            .To<CspSubscription, Sku>("sku", row => row.SkuId)
            .Many<CspSubscription, SeatCount>("seatCounts", (row, count) => count.SubscriptionId == row.Id)
            .Many<CspSubscription, Alert>("alerts", (row, alert) => alert.SubscriptionId == row.Id)
            .Many<CspSubscription, ContractedMinimum>("contractedMinimums", (row, minimum) => minimum.SubscriptionId == row.Id)
            .Value<CspSubscription>("scheduledActions", (row, _) => ScheduledActions.Parse(row.ScheduledActions) ?? [])
            .Value<CspSubscription>("renewal", (row, sight) => OracleRenewal.Of(row, sight))
            .Cost<CspSubscription>("unitPrice", row => (row.UnitPrice, row.Currency, row.AsOf))
            .Cost<CspSubscription>("monthlyCost", row => (row.MonthlyCost, row.Currency, row.AsOf)),
        new OracleType("Price", typeof(Price), letter: null)
            .One<Price, Product>("product", (row, product) => product.ProductId == row.MicrosoftProductId)
            .One<Price, Sku>("sku", (row, sku) => sku.CatalogId == row.CatalogId)
            .To<Price, ImportRun>("import", row => row.ImportRunId)
            .Many<Price, Price>("restated", (row, other) => other.IsSuperseded && other.OfferKey == row.OfferKey && other.EffectiveStartDate == row.EffectiveStartDate)
            .Cost<Price>("unitPrice", row => (row.UnitPrice, row.Currency, row.IssuedAt))
            .Cost<Price>("erpPrice", row => (row.ErpPrice, row.Currency, row.IssuedAt)),
        new OracleType("ContractedMinimum", typeof(ContractedMinimum), letter: null),
        new OracleType("SeatCount", typeof(SeatCount), letter: null),
        new OracleType("Invoice", typeof(Invoice), 'I')
            .To<Invoice, ImportRun>("import", row => row.ImportRunId)
            .To<Invoice, Invoice>("supersededBy", row => row.SupersededById)
            .One<Invoice, Invoice>("supersedes", (row, earlier) => earlier.SupersededById == row.Id)
            .Many<Invoice, InvoiceLine>("lines", (row, line) => line.InvoiceId == row.Id)
            .Cost<Invoice>("subtotal", row => (row.Subtotal, row.Currency, row.ImportedAt))
            .Cost<Invoice>("taxTotal", row => (row.TaxTotal, row.Currency, row.ImportedAt))
            .Cost<Invoice>("total", row => (row.Total, row.Currency, row.ImportedAt)),
        new OracleType("InvoiceLine", typeof(InvoiceLine), letter: null)
            .One<InvoiceLine, Customer>("customer", (row, customer) => customer.EntraTenantId == row.MicrosoftCustomerId)
            .One<InvoiceLine, Reseller>("reseller", (row, reseller) => reseller.PlaId is not null && reseller.PlaId == row.ResellerMpnId)
            .One<InvoiceLine, CspSubscription>("subscription", (row, subscription) => subscription.SubscriptionId == row.MicrosoftSubscriptionId)
            .One<InvoiceLine, Product>("product", (row, product) => product.ProductId == row.MicrosoftProductId)
            .One<InvoiceLine, Sku>("sku", (row, sku) => sku.CatalogId == row.CatalogId)
            .Value<InvoiceLine>("productIdStated", (row, _) => row.MicrosoftProductId)
            .Value<InvoiceLine>("skuIdStated", (row, _) => row.MicrosoftSkuId)
            .Value<InvoiceLine>("subscriptionIdStated", (row, _) => OracleValue.Travelling(row.MicrosoftSubscriptionId))
            .Value<InvoiceLine>("priceAdjustmentDescription", (row, sight) => sight.Viewer.SubtreeRootId is null ? row.PriceAdjustmentDescription : null)
            .Cost<InvoiceLine>("unitPrice", row => (row.UnitPrice, row.PricingCurrency ?? row.Currency, Stated(row)))
            .Cost<InvoiceLine>("effectiveUnitPrice", row => (row.EffectiveUnitPrice, row.PricingCurrency ?? row.Currency, Stated(row)))
            .Cost<InvoiceLine>("subtotal", row => (row.Subtotal, row.Currency, Stated(row)))
            .Cost<InvoiceLine>("taxTotal", row => (row.TaxTotal, row.Currency, Stated(row)))
            .Cost<InvoiceLine>("total", row => (row.Total, row.Currency, Stated(row))),
        new OracleType("UsageStatement", typeof(UsageStatement), 'U')
            .To<UsageStatement, ImportRun>("import", row => row.ImportRunId)
            .Cost<UsageStatement>("cost", row => (row.Cost, row.Currency, row.ImportedAt)),
        new OracleType("ImportRun", typeof(ImportRun), 'M')
            .Value<ImportRun>("percent", (row, _) => row.Status is ImportStatus.Succeeded ? 100 : row.TotalBytes is > 0 ? (int?)Math.Min(99, 100 * row.BytesRead / row.TotalBytes.Value) : null)
            .Value<ImportRun>("linesPerSecond", (row, _) => Rate(row))
            .Value<ImportRun>("superseded", (row, sight) => sight.Rows<Invoice>().Count(issue => sight.Rows<Invoice>().Any(later => later.ImportRunId == row.Id && later.Id == issue.SupersededById)))
            .Value<ImportRun>("errors", (row, _) => row.Errors is null ? [] : JsonSerializer.Deserialize<List<ImportError>>(row.Errors)!),
        new OracleType("ApiKey", typeof(ApiKey), 'Y')
            .To<ApiKey, Reseller>("reseller", row => row.ResellerId)
            .Value<ApiKey>("rights", (row, _) => Rights(row.RightNames))
            .Value<ApiKey>("createdBy", (row, sight) => sight.Viewer.SubtreeRootId is null ? row.CreatedBy : null),
        new OracleType("Webhook", typeof(Webhook), 'W')
            .To<Webhook, Reseller>("reseller", row => row.ResellerId)
            .To<Webhook, Reseller>("under", row => row.UnderId)
            .To<Webhook, Customer>("customer", row => row.CustomerId)
            .Many<Webhook, WebhookDelivery>("deliveries", (row, delivery) => delivery.WebhookId == row.Id)
            .Value<Webhook>("topics", (row, _) => row.TopicNames.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => OracleValue.Name(Enum.Parse<EventKind>(name))).ToList())
            .Value<Webhook>("createdBy", (row, sight) => sight.Viewer.SubtreeRootId is null ? row.CreatedBy : null),
        new OracleType("WebhookDelivery", typeof(WebhookDelivery), 'L')
            .To<WebhookDelivery, Webhook>("webhook", row => row.WebhookId)
            .Value<WebhookDelivery>("event", (row, _) => OracleValue.Id('V', row.EventId)),
        new OracleType("Membership", typeof(Membership), 'B')
            .To<Membership, Reseller>("reseller", row => row.ResellerId)
            .Value<Membership>("rights", (row, _) => row.RightNames is { } names ? Rights(names) : OracleViewer.RightsOf(row.Role, row.ResellerId is null)),
        new OracleType("AuditEntry", typeof(AuditEntry), 'T')
            .Value<AuditEntry>("actorScope", (row, _) => row.ActorResellerId is { } scope ? OracleValue.Id('R', scope) : null),
    ];

    static List<string> Rights(string names) => [.. names.Split(' ').Select(name => OracleValue.Name(Enum.Parse<Right>(name)))];

    public static OracleType Named(string name) => Types.Single(type => type.Name == name || type.Entity.Name == name);

    public static OracleType? Of(object row) => Types.Find(type => type.Entity == row.GetType());

    public static OracleType? Lettered(char letter) => Types.Find(type => type.Letter == letter);

    public string Name { get; } = name;
    public Type Entity { get; } = entity;
    public char? Letter { get; } = letter;
    public Dictionary<string, Func<object, Sight, object?>> Values { get; } = [];
    public Dictionary<string, (string Target, Func<object, Sight, object?> Follow)> References { get; } = [];
    public Dictionary<string, (string Target, Func<object, Sight, IEnumerable<object>> Follow)> Connections { get; } = [];

    /// <summary>What is neither shown nor compared as it is stored.</summary>
    public Dictionary<string, Func<object, Sight, object?>> Counts { get; } = [];

    public static Guid Key(object row) => (Guid)row.GetType().GetProperty("Id")!.GetValue(row)!;

    /// <summary>A column's value as it is stored; its own id as clients know it.</summary>
    public object? Column(object row, string field) => field == "id"
        ? OracleValue.Id(Letter!.Value, Key(row))
        : Entity.GetProperty(field, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!.GetValue(row);

    static double Rate(ImportRun run)
    {
        var seconds = ((run.FinishedAt ?? run.ProgressAt) - run.StartedAt).TotalSeconds;
        return seconds > 0 ? Math.Round(run.LineCount / seconds) : 0;
    }

    static DateTime Stated(InvoiceLine line) => line.ChargeStartDate ?? line.OrderDate ?? DateTime.UnixEpoch;

    OracleType Value<TRow>(string field, Func<TRow, Sight, object?> value)
    {
        Values.Add(field, (row, sight) => value((TRow)row, sight));
        return this;
    }

    OracleType Counted<TRow>(string field, Func<TRow, Sight, object?> value)
    {
        Counts.Add(field, (row, sight) => value((TRow)row, sight));
        return Value(field, value);
    }

    OracleType Cost<TRow>(string field, Func<TRow, (decimal? Amount, string Currency, DateTime AsOf)> cost) =>
        Value<TRow>(field, (row, sight) => cost(row) is var (amount, currency, asOf) ? Figure.OfCost(amount, currency, asOf, sight.Viewer.SubtreeRootId is null) : null);

    OracleType To<TRow, TTarget>(string field, Func<TRow, Guid?> key) where TTarget : class =>
        One<TRow, TTarget>(field, (row, target) => Key(target) == key(row));

    OracleType One<TRow, TTarget>(string field, Func<TRow, TTarget, bool> refers) where TTarget : class
    {
        References.Add(field, (typeof(TTarget).Name, (row, sight) => sight.Rows<TTarget>().FirstOrDefault(target => refers((TRow)row, target))));
        return this;
    }

    OracleType Many<TRow, TTarget>(string field, Func<TRow, TTarget, bool> belongs) where TTarget : class => Many<TRow, TTarget>(field, (row, target, _) => belongs(row, target));

    OracleType Many<TRow, TTarget>(string field, Func<TRow, TTarget, Sight, bool> belongs) where TTarget : class
    {
        Connections.Add(field, (typeof(TTarget).Name, (row, sight) => sight.Rows<TTarget>().Where(target => belongs((TRow)row, target, sight))));
        return this;
    }
}
