using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Events;
using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A kind of viewer, and what it may see: said here once more, and in other words than the product's filters.</summary>
/// <param name="Name">As failures tell it.</param>
/// <param name="Role">The token's.</param>
/// <param name="Scope">The token's reseller; null for the whole tenant.</param>
/// <param name="Narrowed">The reseller to which the request narrows a wider token.</param>
/// <param name="HasKey">Comes with the first API key of its scope, which may read and write, and does not see costs.</param>
/// <param name="Tenant">1, or 2 for a foreigner.</param>
sealed record Onlooker(string Name, string Role, Zone? Scope = null, Zone? Narrowed = null, bool HasKey = false, int Tenant = 1)
{
    /// <summary>Every reseller reads these: a new table that belongs to no reseller is taken for hidden until it stands here.</summary>
    static readonly Type[] Catalogue = [typeof(Product), typeof(Sku), typeof(PriceSheet), typeof(Price), typeof(PartnerOfRecordPolicy), typeof(WatchPolicy)];

    /// <summary>These have no reseller, but are told of the customer that they name.</summary>
    internal static readonly Type[] ToldOfCustomers = [typeof(UsageDay), typeof(UsageEntitlement)];

    /// <summary>No viewer reads these.</summary>
    static readonly Type[] NobodysOwn = [typeof(IdempotencyRecord), typeof(EventScope)];

    /// <summary>Read only by who manages access.</summary>
    static readonly Type[] OfAccess = [typeof(ApiKey), typeof(Membership), typeof(Webhook), typeof(WebhookDelivery), typeof(WebhookProgress)];

    /// <summary>What the spend of any customer tells of the statements that it is read from: the first two.</summary>
    static readonly string[] ToldWithSpend =
        [nameof(UsageStatement.Currency), nameof(UsageStatement.Holds), nameof(UsageStatement.IsComplete), nameof(UsageStatement.FirstUsageOn), nameof(UsageStatement.LastUsageOn)];

    /// <summary>What a verdict, or an order's gates, tell everybody of the tenant itself.</summary>
    static readonly string[] ToldWithVerdicts =
        [nameof(Domain.Tenancy.Tenant.Kind), nameof(Domain.Tenancy.Tenant.Region), nameof(Domain.Tenancy.Tenant.FurtherRegions), nameof(Domain.Tenancy.Tenant.ProgrammeStatus)];

    /// <summary>What is no cost, though exact: a new number of this kind is taken for a cost until it stands here.</summary>
    static readonly string[] NoCosts = [nameof(CreditLimit.Amount), nameof(WatchPolicy.Sensitivity), nameof(WatchPolicy.MinimumAmount), nameof(UsageDay.ListPrice), nameof(InvoiceLine.Quantity), nameof(InvoiceLine.BillableQuantity), nameof(InvoiceLine.PCToBCExchangeRate)];

    public static IReadOnlyList<Onlooker> All { get; } =
    [
        new("admin", "DISTRIBUTOR_ADMIN"),
        new("analyst", "DISTRIBUTOR_ANALYST"),
        new("integration", "INTEGRATION"),
        new("top reseller", "RESELLER_ADMIN", Zone.Top),
        new("parent", "RESELLER_ADMIN", Zone.Parent),
        new("child", "RESELLER_ANALYST", Zone.Child),
        new("sibling", "RESELLER_ADMIN", Zone.Sibling),
        new("key", "INTEGRATION", HasKey: true),
        new("key of the child", "INTEGRATION", Zone.Child, HasKey: true),
        new("admin narrowed to the parent", "DISTRIBUTOR_ADMIN", Narrowed: Zone.Parent),
    ];

    public static Onlooker Named(string name) => All.Single(onlooker => onlooker.Name == name);

    public Zone? Root => Narrowed ?? Scope;

    /// <summary>Names the worlds that differ from the true one in all that is hidden from this viewer.</summary>
    public string Sight => $"{Tenant} {Root?.ToString() ?? "whole"} {ManagesAccess} {ReadsAuditLog} {SeesCosts} {HasKey}";

    /// <summary>Where the key is.</summary>
    public Place Key => new(Tenant, Scope ?? Zone.Whole, 0);

    bool SeesCosts => Root is null && !HasKey;

    bool ManagesAccess => Role.EndsWith("ADMIN", StringComparison.Ordinal);

    bool ReadsAuditLog => Role == "DISTRIBUTOR_ADMIN" && Root is null;

    /// <summary>The same kind of viewer of the other tenant.</summary>
    public Onlooker Foreigner => this with { Name = $"foreign {Name}", Tenant = 3 - Tenant };

    public bool Sees(IEntityType entity, Place place)
    {
        if (place.Tenant != Tenant || NobodysOwn.Contains(entity.ClrType)) return false;
        if (OfAccess.Contains(entity.ClrType) && !ManagesAccess || entity.ClrType == typeof(AuditEntry) && !ReadsAuditLog) return false;
        if (entity.ClrType == typeof(EventRecord)) return EventPlaces.IsSeen(place, Root, ManagesAccess);
        if (place.Zone is Zone.Unfinished && WorldTables.IsPartOfImport(entity)) return false;
        if (Root is not { } root) return true;
        if (place.Zone.IsOfReseller()) return place.Zone.IsAtOrUnder(root);
        return place.Zone is Zone.Common && Catalogue.Contains(entity.ClrType);
    }

    public bool Sees(IProperty property, Place place) =>
        Sees((IEntityType)property.DeclaringType, place)
            ? (SeesCosts || !IsCost(property, place)) && (Root is null || !IsOfAbove(property))
            : place.Tenant == Tenant && IsToldAllTheSame(property, place);

    /// <summary>The name of who is directly above, which <c>viewer.upline</c> tells: of the reseller there, else of the tenant.</summary>
    public (Type Entity, Place Place)? Upline => Root is not { } root ? null
        : root.Above() is { } above ? (typeof(Reseller), new(Tenant, above, 0))
        : (typeof(Tenant), new(Tenant, Zone.Whole, 0));

    bool IsToldAllTheSame(IProperty property, Place place)
    {
        var entity = property.DeclaringType.ClrType;
        return entity == typeof(Tenant) && property.Name == nameof(Domain.Tenancy.Tenant.Slug)
            || entity == typeof(Tenant) && ToldWithVerdicts.Contains(property.Name)
            || (entity, place) == Upline && property.Name == nameof(Reseller.Name)
            || entity == typeof(ApiKey) && HasKey && place == Key
            || entity == typeof(UsageStatement) && place is { Zone: Zone.Whole, Index: < 2 } && ToldWithSpend.Contains(property.Name);
    }

    static bool IsCost(IProperty property, Place place) =>
        property.DeclaringType.ClrType == typeof(Alert) ? property.Name is nameof(Alert.Amount) or nameof(Alert.Baseline) && AlertCells.IsAtCost(place)
        // Spend is told at list price.
        : IsCost(property) && !(property.DeclaringType.ClrType == typeof(EventRecord) && EventPlaces.Kind(place) is EventKind.BudgetReached or EventKind.BudgetForecast or EventKind.SpendSpiked);

    static bool IsCost(IProperty property) =>
        (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(decimal) && (property.DeclaringType.ClrType == typeof(EventRecord) || !NoCosts.Contains(property.Name))
        || property.ClrType != typeof(bool) && property.Name.Contains("Cost", StringComparison.Ordinal)
        || property.DeclaringType.ClrType == typeof(InvoiceLine) && property.Name == nameof(InvoiceLine.PriceAdjustmentDescription);

    /// <summary>What may tell of somebody above the rows' own reseller.</summary>
    static bool IsOfAbove(IProperty property) => (property.DeclaringType.ClrType == typeof(ApiKey) || property.DeclaringType.ClrType == typeof(Webhook)) && property.Name == nameof(ApiKey.CreatedBy);
}
