using CspGraph.Data;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Events;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>A row with its place.</summary>
sealed record WorldRow(IEntityType Entity, Place Place, ITenantOwned Row);

/// <summary>The rows of both tenants, table by table as the model has them.</summary>
/// <param name="model">Every table is filled.</param>
/// <param name="unlike">For whom all that is hidden is otherwise: other values, more rows or fewer; null for the true world.</param>
sealed class WorldRows(IModel model, Onlooker? unlike)
{
    static readonly DateTime Moved = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly Cells cells = new((property, place) => unlike?.Sees(property, place) == false, hasMoreAbove: unlike?.Root is { } root && root != Zone.Top);

    public IEnumerable<WorldRow> Make() => model.GetEntityTypes().SelectMany(entity => WorldTables.IsTree(entity)
        ? new[] { 1, 2 }.SelectMany(tenant => Tree(entity, tenant))
        : Places(entity).Select(place => new WorldRow(entity, place, Row(entity, place))));

    public object? Value(IProperty property, Place place) => cells.Value(property, place);

    IEnumerable<Place> Places(IEntityType entity) =>
        from tenant in new[] { 1, 2 }
        from zone in WorldTables.Zones(entity)
        from index in Enumerable.Range(0, Count(entity, tenant, zone))
        select new Place(tenant, zone, index);

    public int Count(IEntityType entity, int tenant, Zone zone)
    {
        if (entity.ClrType == typeof(Tenant) || entity.ClrType == typeof(PartnerOfRecordPolicy) || entity.ClrType == typeof(WatchPolicy)) return 1;
        if (entity.ClrType == typeof(JobLease)) return Enum.GetValues<JobKind>().Length;
        // One of each webhook and event, to the first two of which all others lead.
        if (entity.ClrType == typeof(WebhookDelivery)) return 2;
        var count = entity.ClrType == typeof(EventRecord) ? EventPlaces.Count : zone.IsOfReseller() ? 2 : 3;
        if (unlike is null || Enumerable.Range(0, count).Any(index => unlike.Sees(entity, new(tenant, zone, index)))) return count;
        var isFewer = !WorldTables.IsNeeded(entity) && Cells.Hash($"{entity.ClrType.Name} {zone}") % 2 == 0;
        if (isFewer) return 0;
        // Where rows refer one by one there are no more than of what they refer to.
        return WorldTables.UniquelyReferred(entity).Select(principal => WorldTables.Zones(principal).Contains(zone) ? Count(principal, tenant, zone) : count + 1).Append(count + 1).Min();
    }

    ITenantOwned Row(IEntityType entity, Place place)
    {
        var row = (ITenantOwned)Activator.CreateInstance(entity.ClrType)!;
        foreach (var property in entity.GetProperties().Where(property => property.PropertyInfo!.SetMethod!.IsPublic))
            property.PropertyInfo!.SetValue(row, cells.Value(property, place));
        return row;
    }

    /// <summary>Who stands under whom, by the resellers' parents; and who once stood there and does no longer, which no reseller may know; and under whom each event happened.</summary>
    IEnumerable<WorldRow> Tree(IEntityType entity, int tenant)
    {
        var resellers = model.FindEntityType(typeof(Reseller))!;
        if (entity.ClrType == typeof(EventScope))
        {
            foreach (var scope in Scopes()) yield return scope;
            yield break;
        }
        foreach (var place in Places(resellers).Where(place => place.Tenant == tenant))
        {
            var key = Key(place);
            if (entity.ClrType == typeof(ResellerPlacement))
            {
                yield return Made(new ResellerPlacement { ResellerId = key, StatedAt = DateTime.UnixEpoch, ParentId = cells.Above(place) is { } above ? Key(above) : null });
                continue;
            }
            var steps = 0;
            for (Place? at = place; at is { } reseller; at = cells.Above(reseller))
                yield return Made(new ResellerClosure { AncestorId = Key(reseller), DescendantId = key, Depth = steps++, ValidFrom = DateTime.UnixEpoch });
            if (unlike?.Root is null && place.Zone is Zone.Parent or Zone.Child)
                yield return Made(new ResellerClosure { AncestorId = Key(new(tenant, Zone.Sibling, 0)), DescendantId = key, Depth = 1, ValidFrom = DateTime.UnixEpoch, ValidTo = Moved });

            WorldRow Made(ITenantOwned row)
            {
                row.TenantId = tenant;
                return new(entity, place, row);
            }
        }

        // As they are written with each event: of the tree as it was then.
        IEnumerable<WorldRow> Scopes()
        {
            var events = model.FindEntityType(typeof(EventRecord))!;
            foreach (var place in Places(events).Where(place => place.Tenant == tenant && place.Zone.IsOfReseller()))
                for (Place? at = place with { Index = place.Index % 2 }; at is { } reseller; at = EventPlaces.IsMoved(place) && reseller == place with { Index = 0 } ? reseller with { Zone = Zone.Sibling } : cells.Above(reseller))
                    yield return new(entity, place, new EventScope { TenantId = tenant, Number = (long)cells.Value(events.FindProperty(nameof(EventRecord.Number))!, place)!, AncestorId = Key(reseller) });
        }

        Guid Key(Place place) => (Guid)cells.Value(resellers.FindProperty(nameof(Reseller.Id))!, place)!;
    }

    /// <summary>Writes them, as the product writes: the guard of each tenant's context sees them.</summary>
    public async Task WriteAsync(Database database)
    {
        foreach (var tenant in Make().GroupBy(row => row.Row.TenantId))
        {
            RefuseLooseEnds([.. tenant]);
            await using var db = database.Open(new Viewer(tenant.Key, Role.DistributorAdmin, SubtreeRootId: null));
            db.AddRange(tenant.Select(row => (object)row.Row));
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Says which reference is not made as it should be; the database would only say that there is one.</summary>
    static void RefuseLooseEnds(IReadOnlyList<WorldRow> rows)
    {
        foreach (var key in rows.Select(row => row.Entity).Distinct().SelectMany(entity => entity.GetForeignKeys()))
        {
            var principals = rows.Where(row => row.Entity == key.PrincipalEntityType).Select(row => Values(row, key.PrincipalKey.Properties)).ToHashSet();
            foreach (var row in rows.Where(row => row.Entity == key.DeclaringEntityType))
                if (key.Properties.All(property => property.PropertyInfo!.GetValue(row.Row) is not null) && !principals.Contains(Values(row, key.Properties)))
                    throw new InvalidOperationException($"{key.DeclaringEntityType.ClrType.Name}.{key.Properties[^1].Name} of {row.Place} leads to no row of {key.PrincipalEntityType.ClrType.Name}.");
        }

        static string Values(WorldRow row, IReadOnlyList<IProperty> properties) => string.Join(' ', properties.Select(property => property.PropertyInfo!.GetValue(row.Row)));
    }
}
