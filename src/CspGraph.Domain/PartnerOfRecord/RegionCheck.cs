using CspGraph.Domain.Resellers;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>Whether a reseller may sell where a customer is.</summary>
static class RegionCheck
{
    /// <summary>The check: it passes or fails only where both sides are known, and the customer is in a CSP market.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="customerRegion">The customer's CSP region; null when it is in none that is known.</param>
    public static PartnerOfRecordCheck Of(PartnerOfRecordQuestion question, CspRegion? customerRegion)
    {
        const PartnerOfRecordRule rule = PartnerOfRecordRule.RegionMatch;
        var row = PartnerOfRecordRules.Of(rule);
        var compares = question.Policy.RegionMatching;
        bool? matches = (compares, customerRegion) switch
        {
            (_, null) => null,
            (RegionMatching.Country, _) => question.HolderCountry is { } country ? country == question.CustomerCountry : null,
            _ => question.HolderRegion is { } region ? region == customerRegion : null,
        };
        return matches switch
        {
            true => new(rule, CheckOutcome.Passed, null, null, null, row.Passed, null, PartnerOfRecordSourceKind.StoredFacts, question.Now),
            false => PartnerOfRecordCheck.Failed(rule, compares is RegionMatching.Country ? PartnerOfRecordRules.OtherCountry : row.Failed, question.Now),
            null => PartnerOfRecordCheck.Of(rule, answer: null),
        };
    }
}
