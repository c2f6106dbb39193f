using CspGraph.Api.Tests.Oracle;
using CspGraph.Domain.Subscriptions;

namespace CspGraph.Api.Tests.Paging;

/// <summary>Subscriptions at the ends of what a column can hold: a cursor must be able to say them.</summary>
static class ExtremeRows
{
    static readonly string[] Names = ["", "\uFFFF", "\U0010FFFF", new string('ﷺ', 30), new string('z', 200), "\u0001", "|,:@"];

    public static IEnumerable<CspSubscription> Like(AllRows rows)
    {
        var like = rows.Of<CspSubscription>().First(row => row.TenantId == 1);
        for (var i = 0; i < Names.Length * 2; i++)
            yield return Copy.Of(like, key: new Guid(i, 3, 0, new byte[8]), new()
            {
                [nameof(CspSubscription.SubscriptionId)] = new Guid(i, 2, 0, new byte[8]),
                [nameof(CspSubscription.Name)] = Names[i / 2],
                [nameof(CspSubscription.Quantity)] = i % 2 == 0 ? int.MinValue : int.MaxValue,
                [nameof(CspSubscription.StartDate)] = i % 3 == 0 ? DateOnly.MinValue : DateOnly.MaxValue,
                [nameof(CspSubscription.CommitmentEndDate)] = i % 4 == 0 ? DateOnly.MinValue : i % 4 == 1 ? DateOnly.MaxValue : null,
                [nameof(CspSubscription.AsOf)] = i % 2 == 0 ? DateTime.UnixEpoch : new DateTime(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc),
            });
    }
}
