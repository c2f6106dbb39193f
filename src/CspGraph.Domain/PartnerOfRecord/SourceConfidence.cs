namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>How far a source can be relied on.</summary>
public enum SourceConfidence
{
    /// <summary>No source says it: it is our own default.</summary>
    Assumed,
    /// <summary>A distributor's or another vendor's page.</summary>
    ThirdParty,
    /// <summary>Somebody else's copy of a page of Microsoft's.</summary>
    Restated,
    /// <summary>A page of Microsoft's as of 2020 or 2021; details may have moved.</summary>
    OlderMicrosoft,
    /// <summary>A page of Microsoft's.</summary>
    Microsoft,
}
