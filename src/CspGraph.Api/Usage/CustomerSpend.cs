using CspGraph.Data;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace CspGraph.Api.Usage;

/// <summary>Spend of a whole page of customers, read from the days' sums of the statements that hold.</summary>
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
        var parents = context.Parents.ToList();
        // By the customers' own filter: what follows belongs to the whole tenant, and no reseller is in it.
        var customers = await context.Rows<Customer>().Where(row => parents.Contains(row.Id))
            .Select(row => new { row.Id, row.EntraTenantId }).ToDictionaryAsync(row => row.EntraTenantId, row => row.Id, context.Cancellation);
        var keys = customers.Keys.ToList();
        var statements = await Whole<UsageStatement>(context).Where(row => row.Holds && row.LastUsageOn >= @from && row.FirstUsageOn <= to)
            .Select(row => new Statement(row.Id, row.Currency, row.LastUsageOn)).ToDictionaryAsync(row => row.Id, context.Cancellation);
        var holding = statements.Keys.ToList();
        var days = Whole<UsageDay>(context).Where(row => holding.Contains(row.StatementId) && keys.Contains(row.MicrosoftCustomerId) && row.Day >= @from && row.Day <= to);
        var parts = (await Sums(days, by).ToListAsync(context.Cancellation))
            .ToLookup(sums => customers[sums.Customer], sums => new Part(sums, statements[sums.Statement]));
        var names = by is SpendGrouping.Entitlement ? await NamesAsync(context, keys) : [];
        var keyOf = customers.ToDictionary(customer => customer.Value, customer => customer.Key);
        return [.. context.Parents.Select(customer => Report(keyOf.GetValueOrDefault(customer), parts[customer].ToList()))];

        SpendReport Report(Guid customer, List<Part> parts) => new(from, to,
            [.. parts.GroupBy(part => Key(part.Sums, by)).OrderBy(group => group.Key, Keys).Select(group => Group(customer, group.Key, [.. group]))],
            Costs(parts, context.Viewer), ListPrices(parts), parts.Sum(part => part.Sums.Lines));

        SpendGroup Group(Guid customer, SpendKey key, List<Part> parts) => new(
            by is SpendGrouping.Day ? key.Day : null, by is SpendGrouping.Month ? key.Day : null, key.Service,
            key.Entitlement is { } id && id != Guid.Empty ? id : null, names.GetValueOrDefault((customer, key.Entitlement ?? Guid.Empty)),
            Costs(parts, context.Viewer), ListPrices(parts), parts.Sum(part => part.Sums.Lines));
    }

    /// <summary>Added up by statement at first: no sum of a statement leaves the range of what is stored.</summary>
    static IQueryable<DaySums> Sums(IQueryable<UsageDay> days, SpendGrouping by) => by switch
    {
        SpendGrouping.Service => days.GroupBy(row => new { row.StatementId, row.MicrosoftCustomerId, row.Service })
            .Select(group => new DaySums(group.Key.StatementId, group.Key.MicrosoftCustomerId, null, group.Key.Service, null,
                group.Sum(row => row.Cost), group.Sum(row => row.ListPrice), group.Sum(row => row.Lines), group.Sum(row => row.CostMissing), group.Sum(row => row.ListPriceMissing))),
        SpendGrouping.Entitlement => days.GroupBy(row => new { row.StatementId, row.MicrosoftCustomerId, row.EntitlementId })
            .Select(group => new DaySums(group.Key.StatementId, group.Key.MicrosoftCustomerId, null, null, group.Key.EntitlementId,
                group.Sum(row => row.Cost), group.Sum(row => row.ListPrice), group.Sum(row => row.Lines), group.Sum(row => row.CostMissing), group.Sum(row => row.ListPriceMissing))),
        _ => days.GroupBy(row => new { row.StatementId, row.MicrosoftCustomerId, row.Day })
            .Select(group => new DaySums(group.Key.StatementId, group.Key.MicrosoftCustomerId, group.Key.Day, null, null,
                group.Sum(row => row.Cost), group.Sum(row => row.ListPrice), group.Sum(row => row.Lines), group.Sum(row => row.CostMissing), group.Sum(row => row.ListPriceMissing))),
    };

    static Task<Dictionary<(Guid, Guid), string>> NamesAsync(ResolveContext<CspGraphDb, Viewer> context, List<Guid> customers) =>
        Whole<UsageEntitlement>(context).Where(row => customers.Contains(row.MicrosoftCustomerId)).Select(row => new { row.MicrosoftCustomerId, row.EntitlementId, row.Name })
            .ToDictionaryAsync(row => (row.MicrosoftCustomerId, row.EntitlementId), row => row.Name, context.Cancellation);

    static IQueryable<TEntity> Whole<TEntity>(ResolveContext<CspGraphDb, Viewer> context) where TEntity : class, IWholeTenantOnly =>
        context.Db.Set<TEntity>().AsNoTracking().IgnoreQueryFilters([CspGraphDb.SubtreeFilter]);

    static SpendKey Key(DaySums sums, SpendGrouping by) =>
        new(by is SpendGrouping.Month ? new DateOnly(sums.Day!.Value.Year, sums.Day.Value.Month, 1) : sums.Day, sums.Service, sums.Entitlement);

    static readonly Comparer<SpendKey> Keys = Comparer<SpendKey>.Create((one, other) =>
        Nullable.Compare(one.Day, other.Day) is var days and not 0 ? days
        : string.CompareOrdinal(one.Service, other.Service) is var services and not 0 ? services
        : Nullable.Compare(one.Entitlement, other.Entitlement));

    static IReadOnlyList<Figure> Costs(List<Part> parts, Viewer viewer) => Figures(parts, currency =>
        Figure.OfCost(Known(currency, part => part.Sums.Cost, part => part.Sums.CostMissing), currency.Key, AsOf(currency), viewer.May(Right.SeeCosts), Missing(currency, part => part.Sums.CostMissing)));

    static IReadOnlyList<Figure> ListPrices(List<Part> parts) => Figures(parts, currency =>
        Figure.OfListPrice(Known(currency, part => part.Sums.ListPrice, part => part.Sums.ListPriceMissing), currency.Key, AsOf(currency), Missing(currency, part => part.Sums.ListPriceMissing)));

    static IReadOnlyList<Figure> Figures(List<Part> parts, Func<IGrouping<string, Part>, Figure> figure) =>
        [.. parts.GroupBy(part => part.Statement.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal).Select(figure)];

    /// <summary>Unknown when no line states it; else the sum of those that do.</summary>
    static decimal? Known(IGrouping<string, Part> currency, Func<Part, decimal> amount, Func<Part, long> missing) =>
        currency.Sum(part => part.Sums.Lines) > currency.Sum(missing) ? currency.Sum(amount) : null;

    static int Missing(IGrouping<string, Part> currency, Func<Part, long> missing) => (int)Math.Min(currency.Sum(missing), int.MaxValue);

    /// <summary>The day that the newest statement in it reaches.</summary>
    static DateTime AsOf(IGrouping<string, Part> currency) => currency.Max(part => part.Statement.LastUsageOn).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    readonly record struct SpendKey(DateOnly? Day, string? Service, Guid? Entitlement);

    sealed record Statement(Guid Id, string Currency, DateOnly LastUsageOn);

    sealed record DaySums(
        Guid Statement, Guid Customer, DateOnly? Day, string? Service, Guid? Entitlement, decimal Cost, decimal ListPrice, long Lines, long CostMissing, long ListPriceMissing);

    sealed record Part(DaySums Sums, Statement Statement);
}
