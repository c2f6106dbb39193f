using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What the model itself says of tables and columns: in which parts of a tenant a table has rows, what a column leads to.</summary>
static class WorldTables
{
    /// <summary>Columns that hold another row's key without a foreign key, beside those that the schema's references name.</summary>
    static readonly Dictionary<string, string> Stated = new()
    {
        ["UsageDay.MicrosoftCustomerId"] = "Customer.EntraTenantId",
        ["UsageLine.MicrosoftCustomerId"] = "Customer.EntraTenantId",
        ["UsageEntitlement.MicrosoftCustomerId"] = "Customer.EntraTenantId",
        ["UsageDay.EntitlementId"] = "UsageEntitlement.EntitlementId",
        ["CspSubscription.PartnerOfRecordId"] = "Reseller.PlaId",
        ["PartnerOfRecordStanding.PlaId"] = "Reseller.PlaId",
        ["EventRecord.CustomerId"] = "Customer.Id",
        ["EventRecord.SubscriptionId"] = "CspSubscription.Id",
    };

    static readonly Dictionary<string, string> Referred = ProductSchema.Types(TimeProvider.System).OfType<EntityType>().SelectMany(type => type.Fields.OfType<ReferenceField>())
        .Where(reference => reference.Source.Name != EntityType.Key)
        .ToDictionary(reference => $"{reference.Source.DeclaringType!.Name}.{reference.Source.Name}", reference => $"{reference.TargetKey.DeclaringType!.Name}.{reference.TargetKey.Name}");

    /// <summary>Tables that are filled by hand, for they say who stands under whom, and what happened under whom.</summary>
    public static bool IsTree(IEntityType entity) => entity.ClrType == typeof(ResellerClosure) || entity.ClrType == typeof(ResellerPlacement) || entity.ClrType == typeof(EventScope);

    public static IReadOnlyList<Zone> Zones(IEntityType entity)
    {
        var type = entity.ClrType;
        if (type == typeof(Reseller)) return ZoneTree.OfResellers;
        IEnumerable<Zone> zones = IsOfResellers(type) ? [.. ZoneTree.OfResellers, Zone.Whole] : [Home(type)];
        return [.. zones, .. type == typeof(ImportRun) || IsPartOfImport(entity) ? [Zone.Unfinished] : Array.Empty<Zone>()];
    }

    /// <summary>Where the row is that a row leads to.</summary>
    public static Place? PlaceOf(IProperty target, bool isUnique, IEntityType from, Place place)
    {
        var principal = (IEntityType)target.DeclaringType;
        // What is not one by one leads to the first two rows of a part, which are there in every world.
        var index = isUnique ? place.Index : place.Index % 2;
        if (from.ClrType == typeof(EventRecord) && typeof(IResellerOwned).IsAssignableFrom(principal.ClrType)) return new(place.Tenant, EventPlaces.Now(place), index);
        if (principal == from) return place.Index == 0 ? null : place with { Index = place.Index - 1 };
        var zones = Zones(principal);
        if (zones.Contains(place.Zone) && (!IsOfResellers(principal.ClrType) || IsOfResellers(from.ClrType)))
        {
            var elsewhere = !isUnique && index == 1 && typeof(IResellerOwned).IsAssignableFrom(from.ClrType) && typeof(IResellerOwned).IsAssignableFrom(principal.ClrType);
            return new(place.Tenant, elsewhere ? place.Zone.Next() : place.Zone, index);
        }
        if (zones.Contains(Zone.Child)) return new(place.Tenant, ZoneTree.OfResellers[^(1 + place.Index % ZoneTree.OfResellers.Count)], 0);
        return new(place.Tenant, zones[0], index);
    }

    static bool IsOfResellers(Type type) => type == typeof(Reseller) || typeof(IResellerOwned).IsAssignableFrom(type) || Onlooker.ToldOfCustomers.Contains(type);

    static Zone Home(Type type) => typeof(IWholeTenantOnly).IsAssignableFrom(type) ? Zone.Whole : Zone.Common;

    /// <summary>True of what an import writes: hidden until the whole of it is there.</summary>
    public static bool IsPartOfImport(IEntityType entity) =>
        entity.FindProperty("IsComplete") is not null || ForeignKeys(entity).Any(key => key.PrincipalEntityType.FindProperty("IsComplete") is not null);

    /// <summary>True where rows are needed in every world: others refer to them, or they let viewers in.</summary>
    public static bool IsNeeded(IEntityType entity) => entity.ClrType == typeof(ApiKey) || entity.GetReferencingForeignKeys().Any(key => !IsTree(key.DeclaringEntityType))
        || Stated.Values.Any(target => target.StartsWith(entity.ClrType.Name + ".", StringComparison.Ordinal));

    /// <summary>The column of another table whose value this one holds; null for none.</summary>
    public static (IProperty Column, bool IsUnique)? Target(IProperty property)
    {
        var entity = (IEntityType)property.DeclaringType;
        foreach (var key in ForeignKeys(entity))
            if (key.Properties.ToList().IndexOf(property) is >= 0 and var at) return (key.PrincipalKey.Properties[at], IsUnique(key));
        if ((Stated.GetValueOrDefault($"{entity.ClrType.Name}.{property.Name}") ?? Referred.GetValueOrDefault($"{entity.ClrType.Name}.{property.Name}")) is not { } target) return null;
        var (table, column) = target.Split('.') switch { [var one, var other] => (one, other), _ => throw new InvalidOperationException(target) };
        var found = entity.Model.GetEntityTypes().Single(other => other.ClrType.Name == table);
        return (found.FindProperty(column) ?? throw new InvalidOperationException($"There is no {target}."), false);
    }

    /// <summary>Tables to whose rows those of this one refer one by one.</summary>
    public static IEnumerable<IEntityType> UniquelyReferred(IEntityType entity) => ForeignKeys(entity).Where(IsUnique).Select(key => key.PrincipalEntityType);

    /// <summary>A key by which people and Microsoft know a row: two tenants may have equal ones.</summary>
    public static bool IsNaturalKey(IProperty property) =>
        !property.IsPrimaryKey() && Target(property) is null && !IsGlobal(property) && property.Name is not EntityType.Key && !property.Name.EndsWith(nameof(IResellerOwned.ResellerId), StringComparison.Ordinal)
        && (SearchedBy(property) is not null || IsUnique(property) || property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?));

    /// <summary>The column by which a text is searched and sorted; null for one that is not.</summary>
    public static string? SearchedBy(IProperty property) => property.FindAnnotation(CspGraphDb.FoldedByAnnotation)?.Value as string;

    public static bool IsUnique(IProperty property) => property.GetContainingIndexes().Any(index => index.IsUnique);

    /// <summary>Unique among all tenants.</summary>
    static bool IsGlobal(IProperty property) => property.GetContainingIndexes().Any(index => index.IsUnique && index.Properties.Count == 1);

    static bool IsUnique(IForeignKey key) => key.PrincipalEntityType != key.DeclaringEntityType
        && (key.DeclaringEntityType.FindKey(key.Properties) is not null || key.DeclaringEntityType.FindIndex(key.Properties) is { IsUnique: true });

    static IEnumerable<IForeignKey> ForeignKeys(IEntityType entity) => entity.GetForeignKeys().Where(key => key.PrincipalEntityType.ClrType != typeof(Tenant));
}
