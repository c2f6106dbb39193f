using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What the stated facts of a reseller answer to the conditions. What no source has stated is no answer.</summary>
public static class StoredFacts
{
    /// <summary>The answers, in the order of the conditions; none about the region, which is a matter of the customer as well.</summary>
    /// <param name="row">The reseller.</param>
    /// <param name="asOf">When facts count as answered (UTC) which were stated without a date.</param>
    public static List<PartnerOfRecordAnswer> AnswersOf(Reseller row, DateTime asOf)
    {
        var facts = ResellerFacts.Of(row);
        var answers = new List<PartnerOfRecordAnswer>();
        // A CSP tenant has one location account: one that may transact under this PLA ID has it.
        if (row.PlaId is not null && facts.Status is { Value: ResellerStatus.Active }) Add(PartnerOfRecordRule.LocationAccount, facts.Status, _ => Passed);
        Add(PartnerOfRecordRule.ResellerTenant, facts.Status, status => status is ResellerStatus.Active ? Passed : Failed);
        Add(PartnerOfRecordRule.PartnerAgreement, facts.MpaAccepted, _ => Passed);
        Add(PartnerOfRecordRule.ProgramMembership, facts.Maicpp, status => status is MaicppStatus.Active ? Passed : Failed);
        Add(PartnerOfRecordRule.Relationship, facts.Relationship, state => state is RelationshipState.Active ? Passed : Failed);
        return answers;

        void Add<T>(PartnerOfRecordRule rule, Fact<T>? fact, Func<T, CheckOutcome> outcome) where T : notnull
        {
            if (fact is not { } stated) return;
            var at = stated.StatedAt == FactDates.Oldest ? asOf : stated.StatedAt;
            answers.Add(new(rule, outcome(stated.Value), null, null, PartnerOfRecordSourceKind.StoredFacts, at));
        }
    }
}
