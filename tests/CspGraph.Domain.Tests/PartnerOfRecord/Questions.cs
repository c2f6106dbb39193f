using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Domain.Tests.PartnerOfRecord;

/// <summary>Questions and answers for the tests.</summary>
static class Questions
{
    public static readonly DateTime Now = new(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc);

    /// <summary>A distributor's new order of March 2026, by a French reseller for a German customer, of whom nothing is answered.</summary>
    public static readonly PartnerOfRecordQuestion Bare = new()
    {
        TenantKind = TenantKind.Distributor,
        Operation = PartnerOfRecordOperation.NewOrder,
        On = DateOnly.FromDateTime(Now),
        Now = Now,
        PlaId = "4391507",
        HolderRegion = CspRegion.Europe,
        HolderCountry = "FR",
        CustomerCountry = "DE",
    };

    /// <summary>Each condition but the region's has been answered with this, a day ago.</summary>
    public static PartnerOfRecordAnswers All(CheckOutcome outcome) =>
        PartnerOfRecordAnswers.Newest(Enum.GetValues<PartnerOfRecordRule>().Select(rule => Answer(rule, outcome)));

    public static PartnerOfRecordAnswer Answer(PartnerOfRecordRule rule, CheckOutcome outcome, DateTime? at = null) =>
        new(rule, outcome, null, null, PartnerOfRecordSourceKind.PartnerCenter, at ?? Now.AddDays(-1));
}
