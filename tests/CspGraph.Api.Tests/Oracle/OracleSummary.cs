using CspGraph.Domain.Customers;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>The rollup of a reseller's subtree.</summary>
sealed record OracleSummary(int Resellers, int Customers, int Subscriptions, long Seats, IReadOnlyList<Figure> MonthlyCost)
{
    public static OracleSummary Of(Reseller top, Sight sight)
    {
        var active = sight.Rows<CspSubscription>().Where(row => row.Status is SubscriptionStatus.Active && Under(row.ResellerId) is not null).ToList();
        return new OracleSummary(
            sight.Rows<Reseller>().Count(row => Under(row.Id) > 0),
            sight.Rows<Customer>().Count(row => Under(row.ResellerId) is not null),
            active.Count,
            active.Sum(row => (long)row.Quantity),
            [.. active.GroupBy(row => row.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Cost)]);

        int? Under(Guid? reseller) => sight.StepsDown(top.Id, reseller);

        Figure Cost(IGrouping<string, CspSubscription> currency)
        {
            var known = currency.Where(row => row.MonthlyCost is not null).ToList();
            return Figure.OfCost(known.Count == 0 ? null : known.Sum(row => row.MonthlyCost), currency.Key, currency.Max(row => row.AsOf),
                sight.Viewer.SubtreeRootId is null, currency.Count() - known.Count);
        }
    }
}
