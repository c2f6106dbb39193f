using CspGraph.Api.Resellers;
using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Benchmarks.Soak;

/// <summary>The demo network as its rows have it, read before anything is asked: what answers are held against. Nothing of it changes but what a register is kept of, and where one reseller is.</summary>
sealed class SoakNetwork
{
    public static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    public required IReadOnlyList<Reseller> Resellers { get; init; }
    public required IReadOnlyList<Customer> Customers { get; init; }
    public required ILookup<Guid, CspSubscription> Subscriptions { get; init; }

    /// <summary>Between these two a reseller is moved: what both have together stays the same.</summary>
    public required IReadOnlyList<Reseller> Parents { get; init; }
    public required Reseller Moved { get; init; }

    /// <summary>Roots whose subtrees are not touched by the moves, and under whom something happens.</summary>
    public required IReadOnlyList<Guid> Quiet { get; init; }

    public static async Task<SoakNetwork> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using var db = database.Open(Admin);
        var resellers = await db.Resellers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().OrderBy(row => row.Depth).ThenBy(row => row.Id).ToListAsync(cancellation);
        var customers = await db.Customers.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation);
        var subscriptions = await db.Subscriptions.IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().ToListAsync(cancellation);
        var roots = resellers.Where(row => row.ParentId is null).ToList();
        var moved = roots.First(row => resellers.All(other => other.ParentId != row.Id) && customers.Any(customer => customer.ResellerId == row.Id));
        var parents = roots.Where(row => row != moved).TakeLast(2).ToList();
        return new()
        {
            Resellers = resellers,
            Customers = customers,
            Subscriptions = subscriptions.ToLookup(row => row.CustomerId),
            Parents = parents,
            Moved = moved,
            Quiet = [.. roots.Where(row => row != moved && !parents.Contains(row) && customers.Any(customer => customer.ResellerId == row.Id)).Take(2).Select(row => row.Id)],
        };
    }

    public static string IdOf(Reseller reseller) => IdOf(reseller.Id);

    public static string IdOf(Guid reseller) => new NodeId(ResellerType.Tag, reseller).ToString();

    public static string IdOf(Customer customer) => new NodeId(Api.Customers.CustomerType.Tag, customer.Id).ToString();
}
