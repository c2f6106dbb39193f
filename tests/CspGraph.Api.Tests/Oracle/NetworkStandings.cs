using CspGraph.Domain.Orders;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Oracle;

/// <summary>How resellers stand as Partners of Record, what was answered about them, and their credit limits.</summary>
sealed class NetworkStandings(Dice dice, IReadOnlyList<Reseller> resellers)
{
    static readonly DateTime Epoch = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc);

    public IEnumerable<ITenantOwned> Standings() => dice.Some([.. resellers], 11).Select(reseller => new PartnerOfRecordStanding
    {
        Id = reseller.Id,
        ResellerId = reseller.Id,
        PlaId = dice.Chance(80) ? reseller.PlaId : null,
        Outcome = dice.Of(Enum.GetValues<VerdictOutcome>()),
        Since = dice.Maybe(70, Instant),
        CheckedAt = dice.Maybe(70, Instant),
    });

    public IEnumerable<ITenantOwned> Results() =>
        from reseller in resellers
        from rule in dice.Some([.. Enum.GetValues<PartnerOfRecordRule>()], dice.Between(0, 4))
        from i in Enumerable.Range(0, dice.Between(1, 3))
        select new PartnerOfRecordResult
        {
            Id = dice.Key(),
            ResellerId = reseller.Id,
            Rule = rule,
            Outcome = dice.Of(Enum.GetValues<CheckOutcome>()),
            UpstreamCode = dice.MaybeOf(40, ["900400", "900414"]),
            UpstreamText = dice.MaybeOf(40, ["Not linked.", "50% linked_"]),
            Source = dice.Of(Enum.GetValues<PartnerOfRecordSourceKind>()),
            CheckedAt = Instant(),
            // Only one is the newest.
            SupersededAt = i == 0 ? null : Instant(),
        };

    public IEnumerable<ITenantOwned> Limits() => dice.Some([.. resellers], 6).Select(reseller => new CreditLimit
    {
        Id = dice.Key(),
        ResellerId = reseller.Id,
        Amount = dice.Between(0, 100_000) / 4m,
        Currency = dice.Of(["EUR", "USD"]),
        SetAt = Instant(),
    });

    DateTime Instant() => Epoch.AddHours(dice.Between(-2_000, 2_000));
}
