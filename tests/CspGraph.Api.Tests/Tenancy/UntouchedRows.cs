using CspGraph.Domain.Events;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>What a viewer's requests may have done to a world: nothing to what it does not see, and nothing for others.</summary>
sealed class UntouchedRows(Onlooker onlooker, World world)
{
    /// <summary>Counters that every change of the tenant moves.</summary>
    static readonly string[] Counters = [nameof(Tenant.DataVersion), nameof(Tenant.DataStamp), nameof(Tenant.LastEventNumber)];

    /// <summary>What the way of a change writes down beside it, and forgets when it is old.</summary>
    static readonly Type[] Records = [typeof(AuditEntry), typeof(IdempotencyRecord)];

    readonly Dictionary<string, WorldRow> known = world.All.ToDictionary(StoredRows.KeyOf);

    public void Check(IReadOnlyList<StoredRow> before, IReadOnlyList<StoredRow> after)
    {
        var now = after.ToDictionary(row => row.Key);
        foreach (var row in before)
        {
            if (!known.TryGetValue(row.Key, out var place)) throw new InvalidOperationException($"The world knows no {row.Key}.");
            var isSeen = WorldTables.IsTree(row.Entity) ? onlooker.Sees(row.Entity, place.Place) : row.Entity.GetProperties().Any(property => onlooker.Sees(property, place.Place)) && onlooker.Sees(row.Entity, place.Place);
            var isOwn = place.Place.Tenant == onlooker.Tenant;
            if (isSeen || isOwn && row.Entity.ClrType == typeof(IdempotencyRecord)) continue;
            var without = isOwn && row.Entity.ClrType == typeof(Tenant) ? Counters : [];
            if (!now.TryGetValue(row.Key, out var then)) throw new LeakException(onlooker.Name, $"took away {row.Entity.ClrType.Name} of {place.Place}");
            if (row.Text(without) != then.Text(without)) throw new LeakException(onlooker.Name, $"changed {row.Entity.ClrType.Name} of {place.Place}:\n{row.Text()}\n{then.Text()}");
        }
        var there = before.Select(row => row.Key).ToHashSet();
        foreach (var row in after.Where(row => !there.Contains(row.Key)))
            if (!MayHaveMade(Owner(row))) throw new LeakException(onlooker.Name, $"made a row that is not its own: {row.Entity.ClrType.Name} {row.Text()}");

        // Under whom an event happened belongs to the event.
        StoredRow Owner(StoredRow row) => row.Entity.ClrType != typeof(EventScope) ? row : after.Single(told => told.Entity.ClrType == typeof(EventRecord) && !there.Contains(told.Key)
            && new[] { nameof(EventRecord.TenantId), nameof(EventRecord.Number) }.All(column => told.Columns[column] == row.Columns[column]));
    }

    bool MayHaveMade(StoredRow row)
    {
        if (row.Columns[nameof(ITenantOwned.TenantId)] != $"{onlooker.Tenant}") return false;
        if (onlooker.Root is null || Records.Contains(row.Entity.ClrType)) return true;
        var id = world.Model.FindEntityType(typeof(Reseller))!.FindProperty(nameof(Reseller.Id))!;
        return row.Columns.TryGetValue(nameof(IResellerOwned.ResellerId), out var reseller)
            && world.All.Any(held => held.Row is Reseller && onlooker.Sees(held.Entity, held.Place) && StoredRows.Stored(id, ((Reseller)held.Row).Id) == reseller);
    }
}
