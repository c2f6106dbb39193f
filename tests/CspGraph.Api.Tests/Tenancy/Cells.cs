using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>The value of every column of every row of a world. It follows from the column's name and the row's place alone, so a new column has one.</summary>
/// <remarks>
/// Texts carry a mark of tenant and part; numbers, amounts, days and instants are of a residue class of their own: so a value tells where it is from,
/// and those of the hidden rows stand among those of the seen ones in every order.
/// </remarks>
/// <param name="otherwise">True of what another value is to be made for than in the true world.</param>
/// <param name="hasMoreAbove">True when one reseller more stands above the top one.</param>
sealed class Cells(Func<IProperty, Place, bool> otherwise, bool hasMoreAbove)
{
    /// <summary>As many as there are tenants, parts and worlds.</summary>
    const int Classes = 28;

    /// <summary>Not the first of a month: by that reports name the month.</summary>
    static readonly DateOnly[] Days = [.. Enumerable.Range(2, 330).Select(new DateOnly(2026, 1, 1).AddDays).Where(day => day.Day > 1)];

    /// <summary>A row that is only there where there are more.</summary>
    const int Extra = 2;

    static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public object? Value(IProperty property, Place place)
    {
        var entity = (IEntityType)property.DeclaringType;
        if (FixedCells.Find(this, entity, property, place) is { } given) return given.Value;
        if (WorldTables.Target(property) is var (column, isUnique)) return WorldTables.PlaceOf(column, isUnique, entity, place) is { } target ? Value(column, target) : null;
        return Own(entity, property, place);
    }

    object? Own(IEntityType entity, IProperty property, Place place)
    {
        var isOther = IsOther(property, place);
        var mayBeNull = property.IsNullable && !WorldTables.IsUnique(property);
        var firstWithValue = mayBeNull ? Hash(property.Name) % 2 : 0;
        // A natural key of one row of each part of the other tenant is the same as here.
        if (place.Tenant == 2 && place.Index == firstWithValue && !isOther && WorldTables.IsNaturalKey(property)) return Own(entity, property, place with { Tenant = 1 });
        var name = $"{entity.ClrType.Name}.{property.Name} {place} {isOther}";
        var seed = Hash(name);
        if (mayBeNull && (place.Index + firstWithValue + (isOther ? 1u : 0)) % 2 == 1) return null;
        var (type, from) = (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, Class(property, place));
        var number = 1_000_000 + (int)(seed % 100_000) * 64 + from;
        return type switch
        {
            _ when type == typeof(string) => Text(property, place, seed),
            _ when type.IsEnum => Enum.GetValues(type).GetValue((int)((seed + (uint)place.Index) % Enum.GetValues(type).Length)),
            _ when type == typeof(Guid) => Id(name),
            _ when type == typeof(decimal) => number + (10 * (seed % 999) + 1 + seed % 9) / 10_000m,
            _ when type == typeof(int) => number,
            _ when type == typeof(long) => (long)number,
            _ when type == typeof(double) => number + 0.5,
            _ when type == typeof(bool) => seed % 2 == 0,
            _ when type == typeof(DateTime) => Start.AddMilliseconds(seed % 400_000_000 * 64d + from),
            _ when type == typeof(DateOnly) => Days[(int)((Hash($"{property.Name} {place with { Index = 0 }}") + place.Index) % 11) * Classes + from],
            _ when type == typeof(byte[]) => Encoding.UTF8.GetBytes(Mark(property, place)),
            _ => throw new NotSupportedException($"{entity.ClrType.Name}.{property.Name} is a {type.Name}: say how a value of it is made, and how it tells where it is from."),
        };
    }

    string Text(IProperty property, Place place, uint seed)
    {
        var most = property.GetMaxLength() ?? 200;
        if (most < Marks.Length) return new string((char)('A' + Class(property, place) % 26), most - 1) + (char)('A' + seed % 26);
        var folded = WorldTables.SearchedBy(property);
        if (folded is not null && folded != property.Name && place.Index == 1 && !WorldTables.IsUnique(property)) return $"Equal {property.Name}";
        var text = folded == property.Name ? $"{Mark(property, place)}{place.Index}" : $"{(char)('A' + seed % 26)}{seed % 7} {property.Name} {Mark(property, place)} {place.Index}";
        return text.Length <= most ? text : Mark(property, place) + (most > Marks.Length ? $"{place.Index}" : "");
    }

    /// <summary>What texts of a place carry.</summary>
    public string Mark(IProperty property, Place place) => Marks.Of(place, IsOther(property, place));

    /// <summary>True of what is not as in the true world.</summary>
    public bool IsOther(IProperty property, Place place) => otherwise(property, place);

    /// <summary>The residue class of a place's numbers.</summary>
    public int Class(IProperty property, Place place) => (place.Tenant - 1) * 14 + (int)place.Zone * 2 + (IsOther(property, place) ? 1 : 0);

    /// <summary>The first of a part stands under the part above; the others stand under it. One more may stand above all.</summary>
    public Place? Above(Place reseller)
    {
        if (hasMoreAbove && reseller is { Tenant: 1, Zone: Zone.Top, Index: 0 }) return reseller with { Index = Extra };
        if (hasMoreAbove && reseller is { Tenant: 1, Zone: Zone.Top, Index: Extra }) return null;
        if (reseller.Index > 0) return reseller with { Index = 0 };
        return reseller.Zone.Above() is { } above ? new(reseller.Tenant, above, 0) : null;
    }

    public static Guid Id(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0F | 0x70), (byte)(bytes[8] & 0x3F | 0x80));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The same in every process.</summary>
    public static uint Hash(string text) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & 0x7FFFFFFF;
}
