using System.Globalization;
using System.Text.Json.Nodes;
using CspGraph.Api.Events;
using CspGraph.Api.Host;
using CspGraph.Api.Resellers;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>Values of the true world to ask with. Each is seen by some viewers and hidden from others.</summary>
sealed class Probes(World world)
{
    static readonly Place[] Places =
    [
        new(1, Zone.Child, 0), new(1, Zone.Parent, 1), new(1, Zone.Sibling, 0), new(1, Zone.Whole, 1), new(2, Zone.Child, 0), new(2, Zone.Whole, 2),
    ];

    /// <summary>The key of nothing.</summary>
    public static readonly Guid Missing = new("01999999-9999-7999-8999-999999999999");

    readonly IReadOnlyList<EntityType> types = [.. ProductSchema.Types(TimeProvider.System).OfType<EntityType>(), .. EventKinds.All()];

    public static int Count => Places.Length;

    /// <summary>The value of a column, as a variable gives it; null for a row without one, or where the schema's field is no column.</summary>
    public JsonNode? Of(string type, string field, int probe)
    {
        if (types.FirstOrDefault(known => known.Name == type) is not { } entity || entity.Find(field) is not ColumnField column) return null;
        var table = world.Model.FindEntityType(entity.ClrType)!;
        var place = PlaceOf(table, probe);
        // Of a kind that the type shows.
        if (entity is EventKindType shown) place = place with { Index = EventPlaces.IndexOf(shown.Kinds[0].Value, place.Index) };
        var value = world.Rows.Value(table.FindProperty(column.Property.Name)!, place);
        return column.IdTag is { } tag && value is Guid key ? new NodeId(tag, key).ToString() : Json(value);
    }

    /// <summary>The value of a column by which a row is known, or which names a kind of it; null for any other.</summary>
    public JsonNode? KeyOf(string type, string field, int probe) =>
        types.FirstOrDefault(known => known.Name == type) is { } entity && entity.Find(field) is ColumnField column && world.Model.FindEntityType(entity.ClrType)!.FindProperty(column.Property.Name) is { } property
        && (column.ValueType.IsEnum || WorldTables.IsUnique(property) || WorldTables.IsNaturalKey(property)) ? Of(type, field, probe) : null;

    /// <summary>Global ids of every type: of each part of both tenants, of nothing, and one that is none.</summary>
    public IReadOnlyList<string> Ids() => [.. Ids(_ => true), "none"];

    /// <summary>Those of all that resellers hold, and one of another type.</summary>
    public IReadOnlyList<string> IdsToChange() => [.. Ids(zones => zones.Contains(Zone.Child)), .. Ids(zones => !zones.Contains(Zone.Child)).Take(1), "none"];

    /// <summary>Those of resellers, of each part of both tenants and of nothing; one of another type, and one that is none.</summary>
    public IReadOnlyList<string> IdsUnder() => [.. Ids().Where(id => NodeId.TryParse(id, out var read) && read.Tag == ResellerType.Tag), .. Ids(zones => !zones.Contains(Zone.Child)).Take(1), "none"];

    IEnumerable<string> Ids(Func<IReadOnlyList<Zone>, bool> isAsked) =>
        from type in types
        let tag = type.IdTag ?? '\0'
        where tag != '\0'
        let table = world.Model.FindEntityType(type.ClrType)!
        where isAsked(WorldTables.Zones(table))
        let key = table.FindProperty(EntityType.Key)!
        from id in WorldTables.Zones(table).SelectMany(zone => new[] { 1, 2 }.Select(tenant => (Guid)world.Rows.Value(key, new(tenant, zone, 0))!)).Append(Missing)
        select new NodeId(tag, id).ToString();

    Place PlaceOf(IEntityType table, int probe)
    {
        var (place, zones) = (Places[probe], WorldTables.Zones(table));
        var zone = zones.Contains(place.Zone) ? place.Zone : zones[probe % zones.Count];
        return place with { Zone = zone, Index = Math.Min(place.Index, world.Rows.Count(table, place.Tenant, zone) - 1) };
    }

    static JsonNode? Json(object? value) => value switch
    {
        null => null,
        string text => text,
        int number => number,
        long number => number,
        double number => number,
        bool flag => flag,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        Enum named => TypeName.EnumValue(named.ToString()),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be asked with yet: say how."),
    };
}
