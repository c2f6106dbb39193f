using CspGraph.Api.Tests.Oracle;
using CspGraph.Data;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Tests.Paging;

/// <summary>Draws what others do to a tenant between two pages: rows come, change and go.</summary>
/// <param name="dice">What decides.</param>
/// <param name="arena">Where.</param>
/// <param name="tenantId">Whose rows.</param>
/// <param name="kept">Rows that stay as they are.</param>
sealed class Changes(Dice dice, Arena arena, int tenantId, IReadOnlyCollection<Guid> kept)
{
    static readonly Dictionary<Type, string[]> Columns = new()
    {
        [typeof(CspSubscription)] = ["Name", "Quantity", "StartDate", "CommitmentEndDate", "Status", "CustomerId", "ResellerId", "AutoRenew"],
        [typeof(Customer)] = ["Name", "Domain", "Country", "ResellerId"],
        [typeof(Reseller)] = ["Name", "OnboardedOn", "Status", "Country"],
        [typeof(ContractedMinimum)] = ["MinimumQuantity", "EndsOn", "ResellerId"],
    };

    readonly HashSet<Guid> newResellers = [];

    /// <summary>Each column of a row that was changed.</summary>
    public HashSet<(Guid Row, string Column)> Changed { get; } = [];

    public Task DrawAsync() => arena.ChangeAsync(tenantId, db =>
    {
        foreach (var _ in Enumerable.Range(0, dice.Between(1, 3)))
        {
            switch (dice.Below(4))
            {
                case 0: Row<CspSubscription>(db, remove: row => db.RemoveRange([.. Of<ContractedMinimum>(db).Where(minimum => minimum.SubscriptionId == row.Id), row])); break;
                case 1: Row<Customer>(db, remove: row => { if (!IsReferredTo(db, row.Id)) db.Remove(row); }); break;
                case 2: Row<Reseller>(db, remove: row => { if (newResellers.Contains(row.Id) && !IsReferredTo(db, row.Id)) db.RemoveRange([.. db.ResellerClosure.Where(path => path.DescendantId == row.Id), row]); }); break;
                default: Row<ContractedMinimum>(db, remove: row => db.Remove(row)); break;
            }
            // One after the other: the next may be about the same row.
            db.SaveChanges();
            db.ChangeTracker.Clear();
        }
    });

    void Row<TRow>(CspGraphDb db, Action<TRow> remove) where TRow : class, ITenantOwned
    {
        var rows = Of<TRow>(db);
        if (rows.Count == 0) return;
        var row = dice.Of(rows);
        var isKept = kept.Contains(OracleType.Key(row));
        switch (dice.Below(3))
        {
            case 0: Insert(db, row, rows); break;
            case 1 when !isKept: remove(row); break;
            case 2 when !isKept:
                var column = dice.Of(Columns[typeof(TRow)]);
                Changed.Add((OracleType.Key(row), column));
                db.Update(Copy.Changed(row, new() { [column] = Copy.Value(dice.Of(rows), column) }));
                break;
        }
    }

    /// <summary>A row like one, with some of another's values: ties are what pages get wrong.</summary>
    void Insert<TRow>(CspGraphDb db, TRow row, List<TRow> rows) where TRow : class
    {
        var values = dice.Some(Columns[typeof(TRow)], 2).ToDictionary(column => column, column => Copy.Value(dice.Of(rows), column));
        switch (row)
        {
            case CspSubscription: values["SubscriptionId"] = dice.Key(); break;
            case Customer: values["EntraTenantId"] = dice.Key(); break;
            case ContractedMinimum minimum:
                values["StartsOn"] = minimum.StartsOn.AddDays(dice.Between(-9, 9));
                if (rows.Cast<ContractedMinimum>().Any(other => other.SubscriptionId == minimum.SubscriptionId && other.StartsOn == (DateOnly)values["StartsOn"]!)) return;
                break;
            case Reseller above:
                InsertUnder(db, above, values);
                return;
        }
        db.Add(Copy.Of(row, dice.Key(), values));
    }

    void InsertUnder(CspGraphDb db, Reseller above, Dictionary<string, object?> values)
    {
        var row = Copy.Of(above, dice.Key(), new(values) { ["ParentId"] = above.Id, ["Depth"] = above.Depth + 1, ["PlaId"] = null, ["Reference"] = null });
        newResellers.Add(row.Id);
        db.Add(row);
        db.Add(Path(row.Id, 0));
        foreach (var path in db.ResellerClosure.Where(path => path.DescendantId == above.Id && path.ValidTo == null).ToList()) db.Add(Path(path.AncestorId, path.Depth + 1));

        ResellerClosure Path(Guid ancestor, int depth) => new() { AncestorId = ancestor, DescendantId = row.Id, Depth = depth, ValidFrom = DateTime.UnixEpoch };
    }

    static bool IsReferredTo(CspGraphDb db, Guid row) =>
        Of<CspSubscription>(db).Exists(other => other.CustomerId == row || other.ResellerId == row) || Of<Customer>(db).Exists(other => other.ResellerId == row)
        || Of<Reseller>(db).Exists(other => other.ParentId == row) || Of<ContractedMinimum>(db).Exists(other => other.ResellerId == row)
        || Of<CustomerAgreement>(db).Exists(other => other.CustomerId == row || other.ResellerId == row);

    /// <summary>In an order that is the same at each run.</summary>
    static List<TRow> Of<TRow>(CspGraphDb db) where TRow : class, ITenantOwned =>
        [.. db.Set<TRow>().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]).AsNoTracking().AsEnumerable().OrderBy(OracleType.Key)];
}
