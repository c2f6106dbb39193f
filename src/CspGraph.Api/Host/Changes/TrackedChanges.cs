using System.Reflection;
using System.Text.Json;
using CspGraph.Data;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CspGraph.Api.Host.Changes;

/// <summary>What a change does to rows, as the context tracks them: looked at before they are saved, told afterwards. What is marked <see cref="UntoldAttribute"/> is not told.</summary>
sealed class TrackedChanges
{
    readonly IReadOnlyList<Row> rows;

    TrackedChanges(IReadOnlyList<Row> rows) => this.rows = rows;

    public static TrackedChanges Of(CspGraphDb db)
    {
        db.ChangeTracker.DetectChanges();
        return new([.. db.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not (AuditEntry or IdempotencyRecord or EventRecord or SeatCount))
            .Select(entry => new Row(entry, entry.State, entry.State is EntityState.Added ? [] : Values(entry, original: true)))]);
    }

    /// <summary>For each row: its entity, what of it was another before (null for a new row), and what it is now (null for one that is gone).</summary>
    public IEnumerable<(object Entity, string? Before, string? After)> Told()
    {
        foreach (var (entry, state, before) in rows)
        {
            var after = Values(entry, original: false);
            var changed = state is EntityState.Modified ? before.Keys.Where(name => !Equals(before[name], after[name])).ToHashSet() : [.. before.Keys, .. after.Keys];
            yield return (entry.Entity,
                state is EntityState.Added ? null : Write(before, changed),
                state is EntityState.Deleted ? null : Write(after, changed));
        }
    }

    static string Write(Dictionary<string, object?> values, HashSet<string> names) =>
        JsonSerializer.Serialize(values.Where(value => names.Contains(value.Key)).ToDictionary(), ChangeJson.Options);

    static Dictionary<string, object?> Values(EntityEntry entry, bool original) => entry.Metadata.GetProperties()
        .Where(property => property.Name != nameof(ITenantOwned.TenantId) && !IsUntold(property))
        .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => original ? entry.OriginalValues[property] : entry.CurrentValues[property]);

    static bool IsUntold(IProperty property) => property.PropertyInfo?.GetCustomAttribute<UntoldAttribute>() is not null;

    sealed record Row(EntityEntry Entry, EntityState State, Dictionary<string, object?> Before);
}
