using static CspGraph.Domain.PartnerOfRecord.SourceConfidence;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>What is told of a condition that does not hold, or of which nothing is known.</summary>
/// <param name="Code">Programs decide by it. It is published: added, never renamed.</param>
/// <param name="Message">What is so, in a sentence for people.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record PartnerOfRecordFinding(string Code, string Message, string Remedy);

/// <summary>What is told of a condition.</summary>
/// <param name="Rule">The condition.</param>
/// <param name="Passed">What is told when it holds.</param>
/// <param name="Failed">What is told when it does not.</param>
/// <param name="Unknown">What is told when no source has answered it.</param>
/// <param name="Source">Where it is said that this is a condition.</param>
/// <param name="Confidence">How far the source can be relied on.</param>
public sealed record PartnerOfRecordRuleRow(
    PartnerOfRecordRule Rule, string Passed, PartnerOfRecordFinding Failed, PartnerOfRecordFinding Unknown, string Source, SourceConfidence Confidence);

/// <summary>What is told of each condition, whatever its outcome.</summary>
public static class PartnerOfRecordRules
{
    const string Recheck = "Ask Partner Center again, or import what is known of the reseller.";
    const string SoftwareOne = "softwareone-platform/docs, im-getting-errors-when-creating-certificates-or-csp-orders";

    /// <summary>A row for each condition, in the order of the enum.</summary>
    public static IReadOnlyList<PartnerOfRecordRuleRow> All { get; } =
    [
        new(PartnerOfRecordRule.LocationAccount,
            "The PLA ID is that of a location account.",
            new("POR_PLA_NOT_LOCATION_ACCOUNT", "The PLA ID does not exist, or is not that of a location account.", "Take the PLA ID of the reseller's location from its Partner Center account settings; the global account's ID cannot transact."),
            new("POR_LOCATION_ACCOUNT_UNKNOWN", "It is not known whether the PLA ID is that of a location account.", Recheck),
            "learn.microsoft.com, manage-locations: a location ID is used for CSP, and a CSP tenant has one.", SourceConfidence.Microsoft),
        new(PartnerOfRecordRule.ResellerTenant,
            "The PLA ID is linked to an active CSP indirect-reseller tenant.",
            new("POR_RESELLER_TENANT_INACTIVE", "The PLA ID is not linked to an active CSP indirect-reseller tenant.", "The reseller must enrol in CSP as an indirect reseller with this PLA ID, or have its authorisation restored in Partner Center."),
            new("POR_RESELLER_TENANT_UNKNOWN", "It is not known whether the PLA ID is linked to an active CSP indirect-reseller tenant.", Recheck),
            "learn.microsoft.com, developer/validate-reseller-partner-of-record, codes 900400 and 900414.", SourceConfidence.Microsoft),
        new(PartnerOfRecordRule.PartnerAgreement,
            "The reseller has accepted the Microsoft Partner Agreement.",
            new("POR_MPA_NOT_ACCEPTED", "The reseller has not accepted the Microsoft Partner Agreement.", "A global administrator of the reseller's CSP tenant must accept the Microsoft Partner Agreement in Partner Center."),
            new("POR_MPA_UNKNOWN", "It is not known whether the reseller has accepted the Microsoft Partner Agreement.", Recheck),
            "learn.microsoft.com, enroll/mpa-indirect-provider-faq: it is accepted for each CSP tenant.", SourceConfidence.Microsoft),
        new(PartnerOfRecordRule.ProgramMembership,
            "The reseller's membership of the Microsoft AI Cloud Partner Program is active.",
            new("POR_MAICPP_INACTIVE", "The reseller's membership of the Microsoft AI Cloud Partner Program is suspended or not active.", "The reseller must renew its membership, or resolve the compliance hold that Partner Center shows."),
            new("POR_MAICPP_UNKNOWN", "It is not known whether the reseller's membership of the Microsoft AI Cloud Partner Program is active.", Recheck),
            SoftwareOne + ": MAICPP status: Active.", ThirdParty),
        new(PartnerOfRecordRule.Relationship,
            "The reseller has an active indirect-reseller relationship with the distributor.",
            new("POR_RELATIONSHIP_INACTIVE", "The reseller has no active indirect-reseller relationship with the distributor.", "Send the reseller a relationship request from Partner Center; its global administrator must accept it."),
            new("POR_RELATIONSHIP_UNKNOWN", "It is not known whether the reseller has an indirect-reseller relationship with the distributor.", Recheck),
            "Notices of distributors: csp.synnex.com.au, Crayon APAC 23450830450716.", ThirdParty),
        new(PartnerOfRecordRule.RegionMatch,
            "The reseller may sell where the customer is.",
            new("POR_REGION_MISMATCH", "The reseller's CSP tenant is of another CSP region than the customer.", "Use the PLA ID of the reseller's CSP tenant in the customer's region, or another reseller of that region."),
            new("POR_REGION_UNKNOWN", "It is not known whether the reseller may sell where the customer is.", "State the reseller's CSP region and country, and the customer's country, which must be a CSP market."),
            "Ingram Micro (kb.cloud.im 66000397990) compares CSP regions, " + SoftwareOne + " countries: the tenant's policy says which.", ThirdParty),
    ];

    /// <summary>What is told in place of a failed location account when nobody has a PLA ID.</summary>
    public static readonly PartnerOfRecordFinding NoPlaId = new("POR_PLA_ID_MISSING", "Neither the reseller nor any above it has a PLA ID.", "State the reseller's PLA ID, or place it under a reseller which has one.");

    /// <summary>What is told in place of a failed location account when the ID is known to be that of a global account.</summary>
    public static readonly PartnerOfRecordFinding GlobalAccount = new(All[0].Failed.Code, "The ID is that of a partner's global account (PGA), which cannot transact.", All[0].Failed.Remedy);

    /// <summary>What is told in place of a failed region match where the tenant compares countries.</summary>
    public static readonly PartnerOfRecordFinding OtherCountry = new(All[5].Failed.Code, "The reseller is established in another country than the customer, and the tenant's policy compares countries.", "Use the PLA ID of the reseller's location in the customer's country, or another reseller of that country.");

    /// <summary>The row of a condition.</summary>
    public static PartnerOfRecordRuleRow Of(PartnerOfRecordRule rule) => All[(int)rule];
}
