using CspGraph.Data;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Imports;

/// <summary>Refuses what no item alone shows: two items about one thing that say different things, and names of what neither the file states nor the tenant knows.</summary>
sealed class MentionCheck(CspGraphDb db, ImportErrors errors, CancellationToken cancellation)
{
    public async Task CheckAsync(Stated<Guid, ItemMentions> stated)
    {
        await foreach (var batch in stated.ReadAsync(db, cancellation))
        {
            foreach (var (_, mentions) in batch)
                if (mentions is { Statement: { } first, Contradiction: { } other })
                    Refuse(other.Place, "", $"The item states what the item on line {first.Place.Line} states, with other values.");
            var names = batch.Where(entry => entry.Value.Statement is null).Select(entry => entry.Value.Name!.Value).ToLookup(name => name.List);
            await RefuseUnknownAsync(names["resellers"], "reseller", key => key, keys =>
                db.Resellers.Whole().Where(row => keys.Contains(row.PlaId!) || keys.Contains(row.Reference!)).Select(row => (row.PlaId ?? row.Reference)!));
            await RefuseUnknownAsync(names["customers"], "customer", Guid.Parse, keys => db.Customers.Whole().Where(row => keys.Contains(row.EntraTenantId)).Select(row => row.EntraTenantId));
            await RefuseUnknownAsync(names["subscriptions"], "subscription", Guid.Parse, keys =>
                db.Subscriptions.Whole().Where(row => keys.Contains(row.SubscriptionId)).Select(row => row.SubscriptionId));
        }
    }

    /// <summary>What another tenant knows does not count.</summary>
    async Task RefuseUnknownAsync<TKey>(IEnumerable<ItemName> names, string what, Func<string, TKey> parse, Func<TKey[], IQueryable<TKey>> known)
    {
        var keys = names.Select(name => parse(name.Key)).ToArray();
        if (keys.Length == 0) return;
        var found = (await known(keys).ToListAsync(cancellation)).ToHashSet();
        foreach (var name in names.Where(name => !found.Contains(parse(name.Key))))
            Refuse(name.Place, $".{name.Property}", $"The {what} is neither in the file nor known.");
    }

    void Refuse(ItemPlace place, string property, string reason) => errors.Add(new(place.Line, $"{place.List}[{place.Index}]{property}", reason));
}
