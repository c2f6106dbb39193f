using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Imports;

/// <summary>What of the network an import has added, moved, changed or taken away, some of it more than once: of it <see cref="ImportNews"/> tells, by what it came to.</summary>
sealed class TouchedRows
{
    public List<Guid> Resellers { get; } = [];
    public List<Guid> Customers { get; } = [];
    public List<Guid> Subscriptions { get; } = [];

    public bool IsEmpty => (Resellers.Count, Customers.Count, Subscriptions.Count) is (0, 0, 0);

    public void Add(IEnumerable<CspSubscription> rows) => Subscriptions.AddRange(rows.Select(row => row.Id));
}
