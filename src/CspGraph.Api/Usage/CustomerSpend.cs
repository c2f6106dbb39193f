using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>Spend of a whole page of customers, read from the days' sums: one statement, and one more for the entitlements' names.</summary>
static class CustomerSpend
{
    /// <summary>Days in one report.</summary>
    public const int MostDays = 366;

    public static readonly Argument[] Arguments =
    [
        new("from", "Date!", "The first day."),
        new("to", "Date!", "The last day, itself included: at most 366 days in all."),
        new("by", "SpendGrouping!", "What the report is cut by.", Default: SpendGrouping.Day),
    ];

    public static async Task<IReadOnlyList<SpendReport>> OfAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var (from, to, by) = (context.Argument<DateOnly>("from"), context.Argument<DateOnly>("to"), context.Argument<SpendGrouping>("by"));
        if (to < from) throw new GraphException(GraphErrorCodes.BadUserInput, "spend: to is before from.");
        if (to.DayNumber - from.DayNumber >= MostDays) throw new GraphException(GraphErrorCodes.BadUserInput, $"spend: at most {MostDays} days are reported at once.");
        var parts = (await Parts(Counted(context, from, to), by).ToListAsync(context.Cancellation)).ToLookup(part => part.Customer);
        var names = by is SpendGrouping.Entitlement ? await NamesAsync(context) : [];
        return [.. context.Parents.Select(customer => Report(customer, parts[customer].ToList()))];

        SpendReport Report(Guid customer, List<Part> parts) => new(from, to,
            [.. parts.GroupBy(part => Key(part, by)).OrderBy(group => group.Key, Keys).Select(group => Group(customer, group.Key, [.. group]))],
            Costs(parts, context.Viewer), ListPrices(parts), parts.Sum(part => part.Lines));

        SpendGroup Group(Guid customer, SpendKey key, List<Part> parts) => new(
            by is SpendGrouping.Day ? key.Day : null, by is SpendGrouping.Month ? key.Day : null, key.Service,
            key.Entitlement is { } id && id != Guid.Empty ? id : null, names.GetValueOrDefault((customer, key.Entitlement ?? Guid.Empty)),
            Costs(parts, context.Viewer), ListPrices(parts), parts.Sum(part => part.Lines));
    }

    /// <summary>
    /// The days' sums that count. They belong to the whole tenant, and no reseller is in them: who may see a customer's is
    /// decided by the customer, whose own filter stays.
    /// </summary>
    static IQueryable<Row> Counted(ResolveContext<CspGraphDb, Viewer> context, DateOnly from, DateOnly to)
    {
        var parents = context.Parents.ToList();
        return from customer in context.Rows<Customer>()
               where parents.Contains(customer.Id)
               join day in Whole<UsageDay>(context) on new { customer.TenantId, Id = customer.EntraTenantId } equals new { day.TenantId, Id = day.MicrosoftCustomerId }
               where day.Day >= @from && day.Day <= to
               join statement in Whole<UsageStatement>(context).Where(row => row.Holds) on new { day.TenantId, Id = day.StatementId } equals new { statement.TenantId, statement.Id }
               select new Row { Customer = customer.Id, Statement = statement, Sums = day };
    }

    /// <summary>Added up by statement at first: no sum of a statement leaves the range of what is stored.</summary>
    static IQueryable<Part> Parts(IQueryable<Row> rows, SpendGrouping by) => by switch
    {
        SpendGrouping.Service => rows
            .GroupBy(row => new { row.Customer, row.Statement.Id, row.Statement.Currency, row.Statement.LastUsageOn, row.Sums.Service })
            .Select(group => new Part(group.Key.Customer, group.Key.Currency, group.Key.LastUsageOn, null, group.Key.Service, null, group.Sum(row => row.Sums.Cost),
                group.Sum(row => row.Sums.ListPrice), group.Sum(row => row.Sums.Lines), group.Sum(row => row.Sums.CostMissing), group.Sum(row => row.Sums.ListPriceMissing))),
        SpendGrouping.Entitlement => rows
            .GroupBy(row => new { row.Customer, row.Statement.Id, row.Statement.Currency, row.Statement.LastUsageOn, row.Sums.EntitlementId })
            .Select(group => new Part(group.Key.Customer, group.Key.Currency, group.Key.LastUsageOn, null, null, group.Key.EntitlementId, group.Sum(row => row.Sums.Cost),
                group.Sum(row => row.Sums.ListPrice), group.Sum(row => row.Sums.Lines), group.Sum(row => row.Sums.CostMissing), group.Sum(row => row.Sums.ListPriceMissing))),
        _ => rows
            .GroupBy(row => new { row.Customer, row.Statement.Id, row.Statement.Currency, row.Statement.LastUsageOn, row.Sums.Day })
            .Select(group => new Part(group.Key.Customer, group.Key.Currency, group.Key.LastUsageOn, group.Key.Day, null, null, group.Sum(row => row.Sums.Cost),
                group.Sum(row => row.Sums.ListPrice), group.Sum(row => row.Sums.Lines), group.Sum(row => row.Sums.CostMissing), group.Sum(row => row.Sums.ListPriceMissing))),
    };

    static async Task<Dictionary<(Guid, Guid), string>> NamesAsync(ResolveContext<CspGraphDb, Viewer> context)
    {
        var parents = context.Parents.ToList();
        return await context.Rows<Customer>().Where(customer => parents.Contains(customer.Id))
            .Join(Whole<UsageEntitlement>(context), customer => new { customer.TenantId, Id = customer.EntraTenantId }, name => new { name.TenantId, Id = name.MicrosoftCustomerId },
                (customer, name) => new { customer.Id, name.EntitlementId, name.Name })
            .ToDictionaryAsync(row => (row.Id, row.EntitlementId), row => row.Name, context.Cancellation);
    }

    static IQueryable<TEntity> Whole<TEntity>(ResolveContext<CspGraphDb, Viewer> context) where TEntity : class, IWholeTenantOnly =>
        context.Db.Set<TEntity>().AsNoTracking().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);

    static SpendKey Key(Part part, SpendGrouping by) =>
        new(by is SpendGrouping.Month ? new DateOnly(part.Day!.Value.Year, part.Day.Value.Month, 1) : part.Day, part.Service, part.Entitlement);

    static readonly Comparer<SpendKey> Keys = Comparer<SpendKey>.Create((one, other) =>
        Nullable.Compare(one.Day, other.Day) is var days and not 0 ? days
        : string.CompareOrdinal(one.Service, other.Service) is var services and not 0 ? services
        : Nullable.Compare(one.Entitlement, other.Entitlement));

    static IReadOnlyList<Figure> Costs(List<Part> parts, Viewer viewer) => Figures(parts, currency =>
        Figure.OfCost(Known(currency, part => part.Cost, part => part.CostMissing), currency.Key, AsOf(currency), viewer.SeesWholeTenant, Missing(currency, part => part.CostMissing)));

    static IReadOnlyList<Figure> ListPrices(List<Part> parts) => Figures(parts, currency =>
        Figure.OfListPrice(Known(currency, part => part.ListPrice, part => part.ListPriceMissing), currency.Key, AsOf(currency), Missing(currency, part => part.ListPriceMissing)));

    static IReadOnlyList<Figure> Figures(List<Part> parts, Func<IGrouping<string, Part>, Figure> figure) =>
        [.. parts.GroupBy(part => part.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal).Select(figure)];

    /// <summary>Unknown when no line states it; else the sum of those that do.</summary>
    static decimal? Known(IGrouping<string, Part> currency, Func<Part, decimal> amount, Func<Part, long> missing) =>
        currency.Sum(part => part.Lines) > currency.Sum(missing) ? currency.Sum(amount) : null;

    static int Missing(IGrouping<string, Part> currency, Func<Part, long> missing) => (int)Math.Min(currency.Sum(missing), int.MaxValue);

    /// <summary>The day that the newest statement in it reaches.</summary>
    static DateTime AsOf(IGrouping<string, Part> currency) => currency.Max(part => part.Until).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    readonly record struct SpendKey(DateOnly? Day, string? Service, Guid? Entitlement);

    sealed class Row
    {
        public Guid Customer { get; init; }
        public required UsageStatement Statement { get; init; }
        public required UsageDay Sums { get; init; }
    }

    sealed record Part(
        Guid Customer, string Currency, DateOnly Until, DateOnly? Day, string? Service, Guid? Entitlement, decimal Cost, decimal ListPrice, long Lines, long CostMissing, long ListPriceMissing);
}
