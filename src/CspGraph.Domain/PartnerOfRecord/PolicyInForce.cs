namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>A tenant's <see cref="PartnerOfRecordPolicy"/> as the verdict reads it: read once, used for many verdicts.</summary>
/// <param name="RegionMatching">What it takes for a reseller to match a customer's region.</param>
/// <param name="UnknownPasses">Whether a transaction passes of whose Partner of Record too little is known.</param>
/// <param name="Treatments">How operations are treated of which no source says it.</param>
public sealed record PolicyInForce(RegionMatching RegionMatching, bool UnknownPasses, OperationTreatments Treatments)
{
    /// <summary>What holds while the tenant has decided nothing: regions are compared, and nothing passes of which too little is known.</summary>
    public static readonly PolicyInForce Default = new(RegionMatching.CspRegion, UnknownPasses: false, default);

    /// <summary>The policy of a row; the default when there is none.</summary>
    public static PolicyInForce Of(PartnerOfRecordPolicy? row) =>
        row is null ? Default : new(row.RegionMatching, row.UnknownPasses, OperationTreatments.Parse(row.Treatments));
}
