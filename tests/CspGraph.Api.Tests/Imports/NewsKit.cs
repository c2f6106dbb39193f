using CspGraph.Data;
using CspGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Imports;

/// <summary>What imports told, in words: ids of ours as the sources' keys, or as the first letters of them.</summary>
sealed class NewsKit(ImportKit kit)
{
    readonly Dictionary<Guid, string> names = [];
    long last;

    /// <summary>What was told since this was last asked: number, kind, subject, whose it is, details.</summary>
    public async Task<string[]> NextAsync()
    {
        var told = await EventsAsync();
        return [.. told.Select(row => $"{row.Number} {row.Kind} {Subject(row)}; {Name(row.ResellerId)} {Name(row.CustomerId)} {Name(row.SubscriptionId)}; {Words(row.Details)}")];
    }

    public async Task<List<EventRecord>> EventsAsync()
    {
        await using var db = kit.Open();
        foreach (var row in await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ToListAsync()) names[row.Id] = row.PlaId ?? row.Reference ?? row.Name;
        foreach (var row in await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ToListAsync()) names[row.Id] = $"{row.EntraTenantId}"[..4];
        foreach (var row in await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ToListAsync()) names[row.Id] = $"{row.SubscriptionId}"[..4];
        foreach (var row in await db.ImportRuns.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).ToListAsync()) names[row.Id] = "run";
        var told = await db.Events.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().Where(row => row.Number > last).OrderBy(row => row.Number).ToListAsync();
        last = told.Count > 0 ? told[^1].Number : last;
        return told;
    }

    string Subject(EventRecord row) => Engine.NodeId.TryParse(row.SubjectId, out var id) ? $"{id.Tag}:{Name(id.Key)}" : "?";

    string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "?") : "-";

    /// <summary>A global id is replaced by what it is of.</summary>
    string Words(string? details) => details is null ? "-" : string.Join('"', details.Split('"').Select(part => Engine.NodeId.TryParse(part, out var id) && names.TryGetValue(id.Key, out var name) ? name : part));
}
