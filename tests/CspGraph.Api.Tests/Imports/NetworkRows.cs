using System.Text.Encodings.Web;
using System.Text.Json;
using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What a database has of the network, whichever provider keeps it.</summary>
static class NetworkRows
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The network as files state it: every fact with its date, by Microsoft's own keys, none of ours. Each row is an array of JSON that begins with a letter for its kind.</summary>
    public static async Task<string[]> NetworkAsync(this ImportKit kit)
    {
        await using var db = kit.Open();
        var resellers = await AllAsync<Reseller>(db);
        var customers = await AllAsync<Customer>(db);
        var products = await AllAsync<Product>(db);
        var skus = await AllAsync<Sku>(db);
        var subscriptions = await AllAsync<CspSubscription>(db);
        var sellers = resellers.ToDictionary(row => row.Id, row => row.PlaId ?? row.Reference ?? row.Name);
        string? Seller(Guid? id) => id is { } known ? sellers[known] : null;
        var customerIds = customers.ToDictionary(row => row.Id, row => row.EntraTenantId);
        var subscriptionIds = subscriptions.ToDictionary(row => row.Id, row => row.SubscriptionId);
        var productIds = products.ToDictionary(row => row.Id, row => row.ProductId);
        var skuIds = skus.ToDictionary(row => row.Id, row => row.SkuId);
        IEnumerable<object?[]> rows =
        [
            .. resellers.Select(object?[] (row) => ["R", row.PlaId, row.Reference, row.Name, row.Depth, row.Country, row.Region, row.EntraTenantId, row.PgaId, row.Status, row.MaicppStatus, row.RelationshipState,
                row.MpaAcceptedOn, row.OnboardedOn, row.FactDates]),
            .. (await AllAsync<ResellerClosure>(db)).Select(object?[] (row) => ["X", Seller(row.AncestorId), Seller(row.DescendantId), row.Depth, row.ValidFrom, row.ValidTo]),
            .. (await AllAsync<ResellerPlacement>(db)).Select(object?[] (row) => ["Y", Seller(row.ResellerId), row.StatedAt, Seller(row.ParentId)]),
            .. resellers.Select(object?[] (row) => ["Z", Seller(row.Id), Seller(row.ParentId)]),
            .. (await AllAsync<ContractedMinimum>(db)).Select(object?[] (row) => ["M", subscriptionIds[row.SubscriptionId], Seller(row.ResellerId), row.StartsOn, row.EndsOn, row.MinimumQuantity, row.FactDates]),
            .. customers.Select(object?[] (row) => ["C", row.EntraTenantId, row.Name, row.Domain, row.Country, row.FactDates, Seller(row.ResellerId)]),
            .. customers.Select(object?[] (row) => ["H", row.EntraTenantId, row.BoughtUnderPlaId, Seller(row.StatedResellerId), Seller(row.UndatedResellerId), row.StatedElsewhere]),
            .. (await AllAsync<CustomerAgreement>(db)).Select(object?[] (row) => ["A", customerIds[row.CustomerId], Seller(row.ResellerId), row.Status, row.AcceptedOn, row.SignatoryName, row.SignatoryEmail, row.FactDates]),
            .. products.Select(object?[] (row) => ["P", row.ProductId, row.Name, row.Publisher, row.Family, row.FactDates]),
            .. skus.Select(object?[] (row) => ["K", productIds[row.ProductId], row.SkuId, row.Name, row.IsTrial, row.IsAddOn, row.FactDates]),
            .. subscriptions.Select(object?[] (row) => ["S", row.SubscriptionId, row.Name, customerIds[row.CustomerId], Seller(row.ResellerId), productIds[row.ProductId], skuIds[row.SkuId], row.Quantity, row.UnitPrice, row.Currency,
                row.MonthlyCost, row.TermDuration, row.BillingCycle, row.Status, row.StartDate, row.CommitmentEndDate, row.CancellationAllowedUntil, row.AutoRenew, row.PartnerOfRecordId, row.AsOf, row.FactDates,
                row.StatedElsewhere, row.ScheduledActions]),
        ];
        return [.. rows.Select(row => JsonSerializer.Serialize(row.Select(Cell), Plain)).Order(StringComparer.Ordinal)];
    }

    static Task<List<TRow>> AllAsync<TRow>(CspGraphDb db) where TRow : class => db.Set<TRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync();

    /// <summary>Ids as their digits, instants as milliseconds, amounts in 1/10,000, names of values as they are stored.</summary>
    static object? Cell(object? value) => value switch
    {
        Guid id => $"{id:N}".ToUpperInvariant(),
        DateTime at => new DateTimeOffset(at).ToUnixTimeMilliseconds(),
        decimal amount => decimal.ToInt64(amount * 10_000),
        Enum name => $"{name}",
        _ => value,
    };
}
