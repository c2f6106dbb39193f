using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Usage;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>A customer's usage in a range of days, added up row by row.</summary>
sealed record OracleSpend(DateOnly From, DateOnly To, IReadOnlyList<OracleSpendGroup> Groups, IReadOnlyList<Figure> Cost, IReadOnlyList<Figure> ListPrice, long Lines)
{
    public static OracleSpend Of(Customer customer, DateOnly from, DateOnly to, string by, Sight sight)
    {
        var statements = sight.Whole<UsageStatement>().Where(row => row is { IsComplete: true, Holds: true }).ToDictionary(row => row.Id);
        var days = sight.Whole<UsageDay>()
            .Where(row => row.MicrosoftCustomerId == customer.EntraTenantId && row.Day >= from && row.Day <= to && statements.ContainsKey(row.StatementId)).ToList();
        var groups = by switch
        {
            "DAY" => days.GroupBy(row => row.Day).OrderBy(group => group.Key).Select(group => Group(group) with { Day = group.Key }),
            "MONTH" => days.GroupBy(row => row.Day.AddDays(1 - row.Day.Day)).OrderBy(group => group.Key).Select(group => Group(group) with { Month = group.Key }),
            "SERVICE" => days.GroupBy(row => row.Service).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Group(group) with { Service = group.Key }),
            _ => days.GroupBy(row => row.EntitlementId).OrderBy(group => group.Key).Select(group => Group(group) with
            {
                EntitlementId = group.Key == Guid.Empty ? null : group.Key,
                EntitlementName = sight.Whole<UsageEntitlement>().FirstOrDefault(row => row.MicrosoftCustomerId == customer.EntraTenantId && row.EntitlementId == group.Key)?.Name,
            }),
        };
        var all = Group(days);
        return new OracleSpend(from, to, [.. groups], all.Cost, all.ListPrice, all.Lines);

        OracleSpendGroup Group(IEnumerable<UsageDay> rows)
        {
            var currencies = rows.GroupBy(row => statements[row.StatementId].Currency).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
            return new OracleSpendGroup(null, null, null, null, null,
                [.. currencies.Select(group => Sum(group, row => row.Cost, row => row.CostMissing, sight.Viewer.SubtreeRootId is null))],
                [.. currencies.Select(group => Sum(group, row => row.ListPrice, row => row.ListPriceMissing, visible: true))],
                rows.Sum(row => row.Lines));
        }

        Figure Sum(IGrouping<string, UsageDay> currency, Func<UsageDay, decimal> amount, Func<UsageDay, long> missing, bool visible)
        {
            var isKnown = currency.Any(row => row.Lines > missing(row));
            var asOf = currency.Max(row => statements[row.StatementId].LastUsageOn).ToDateTime(default, DateTimeKind.Utc);
            return Figure.OfCost(isKnown ? currency.Sum(amount) : null, currency.Key, asOf, visible, (int)currency.Sum(missing));
        }
    }
}

sealed record OracleSpendGroup(
    DateOnly? Day, DateOnly? Month, string? Service, Guid? EntitlementId, string? EntitlementName, IReadOnlyList<Figure> Cost, IReadOnlyList<Figure> ListPrice, long Lines);
