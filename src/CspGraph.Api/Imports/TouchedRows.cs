using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>What of the network an import has added, moved, changed or taken away, some of it more than once: of it <see cref="ImportNews"/> tells, by what it came to.</summary>
sealed class TouchedRows
{
    /// <summary>As they were written: a list of them all would be copied as it grows.</summary>
    readonly List<Guid[]> subscriptions = [];

    public List<Guid> Resellers { get; } = [];
    public List<Guid> Customers { get; } = [];

    public bool IsEmpty => (Resellers.Count, Customers.Count, subscriptions.Count) is (0, 0, 0);

    public void Add(IEnumerable<CspSubscription> rows) => AddSubscriptions([.. rows.Select(row => row.Id)]);

    public void AddSubscriptions(Guid[] ids)
    {
        if (ids.Length > 0) subscriptions.Add(ids);
    }

    /// <summary>Hands them out, and forgets them.</summary>
    public Guid[] TakeSubscriptions()
    {
        Guid[] all = [.. subscriptions.SelectMany(ids => ids)];
        subscriptions.Clear();
        return all;
    }
}
