using static CspGraph.Domain.PartnerOfRecord.PartnerCenterPlace;
using static CspGraph.Domain.PartnerOfRecord.SourceConfidence;

namespace CspGraph.Domain.PartnerOfRecord;

/// <summary>Where Partner Center has answered with a code: one code can mean something else elsewhere.</summary>
public enum PartnerCenterPlace
{
    /// <summary>In a result of <c>POST /v1/partners/validateresellers</c>.</summary>
    Validation,
    /// <summary>As the error of a cart, an order or a change to a subscription.</summary>
    Transaction,
    /// <summary>As the error of a transfer from one partner to another.</summary>
    PartnerTransfer,
}

/// <summary>What one of Microsoft's codes says about a Partner of Record.</summary>
/// <param name="Place">Where it is met.</param>
/// <param name="Code">The code, as Microsoft writes it.</param>
/// <param name="HttpStatus">The status it comes with; null for a code inside a successful answer.</param>
/// <param name="Rule">The one condition that it says does not hold; null when it names none of ours.</param>
/// <param name="Text">Microsoft's text, with its own blanks.</param>
/// <param name="Source">Where it is listed.</param>
/// <param name="Confidence">How far the source can be relied on.</param>
public sealed record PartnerOfRecordCodeRow(
    PartnerCenterPlace Place, string Code, int? HttpStatus, PartnerOfRecordRule? Rule, string Text, string Source, SourceConfidence Confidence);

/// <summary>Microsoft's codes that touch a Partner of Record.</summary>
public static class PartnerOfRecordCodes
{
    const string Page = "learn.microsoft.com, developer/validate-reseller-partner-of-record";
    const string Codes = "learn.microsoft.com, developer/error-codes";

    /// <summary>All rows; a place and a code have one at most.</summary>
    public static IReadOnlyList<PartnerOfRecordCodeRow> All { get; } =
    [
        new(Validation, "900400", null, PartnerOfRecordRule.ResellerTenant, "The PLA ID (formerly MPN ID) is not linked to any active reseller tenant.", Page, SourceConfidence.Microsoft),
        new(Validation, "900414", null, PartnerOfRecordRule.ResellerTenant, "The requested indirect reseller with PLA ID (formerly MPN ID) is not currently authorized to be associated with this transaction. Ensure the reseller has an active CSP indirect reseller tenant.", Page, SourceConfidence.Microsoft),
        // An advisor is a partner of the legacy programme: none of our conditions.
        new(Transaction, "2071", 400, null, "MPN Id is not a valid Advisor", Codes, OlderMicrosoft),
        // The ID given is a provider's own, so no reseller's tenant stands behind it.
        new(Transaction, "2072", 404, PartnerOfRecordRule.ResellerTenant, "MPN Id of Indirect Provider is not valid as Partner On Record", Codes, OlderMicrosoft),
        new(Transaction, "800015", 404, PartnerOfRecordRule.LocationAccount, "MPN Id is not found", Codes, OlderMicrosoft),
        new(Transaction, "800016", 400, PartnerOfRecordRule.ResellerTenant, "MPN Id is not a valid Indirect Reseller", Codes, OlderMicrosoft),
        new(Transaction, "800039", 403, PartnerOfRecordRule.ProgramMembership, "Reseller program status is not active", Codes, OlderMicrosoft),
        // It forbids the change of the field, whoever the partner is.
        new(Transaction, "800098", 400, null, "Cannot update the partner on record for this subscription", Codes, OlderMicrosoft),
        new(Transaction, "900123", 403, PartnerOfRecordRule.PartnerAgreement, "Microsoft Partner Agreement has not been accepted by the indirect reseller", Codes, OlderMicrosoft),
        // It speaks of who asks, the provider: the condition is one of the reseller.
        new(Transaction, "900124", 403, null, "Your company has not accepted the Microsoft Partner Agreement (MPA).", Codes, OlderMicrosoft),
        new(Transaction, "900149", 403, PartnerOfRecordRule.ProgramMembership, "{0} program status is not active.", Codes, OlderMicrosoft),
        new(Transaction, "900154", 400, PartnerOfRecordRule.ResellerTenant, "The PLA ID (formerly MPN ID) is not linked to an active CSP indirect reseller tenant.", Codes, Restated),
        new(Transaction, "900206", 400, null, "Partner Attestation is missing.", Codes, Restated),
        new(Transaction, "2030", 403, PartnerOfRecordRule.RegionMatch, "Partner is not onboarded to sell in country", Codes, SourceConfidence.Microsoft),
        // A relationship with the customer; the condition is one with the distributor.
        new(Transaction, "20002", 403, null, "The partner id {0} has no commerce relationship with the customer id {1}.", Codes, SourceConfidence.Microsoft),
        new(PartnerTransfer, "900400", 400, null, "The transfer request can't be created.", Codes, Restated),
    ];

    static readonly Dictionary<(PartnerCenterPlace, string), PartnerOfRecordCodeRow> Rows = All.ToDictionary(row => (row.Place, row.Code));

    /// <summary>The row of a code; null for one that is not known there.</summary>
    public static PartnerOfRecordCodeRow? Find(PartnerCenterPlace place, string code) => Rows.GetValueOrDefault((place, code));

    /// <summary>The one condition that a code says does not hold; null when it names none, or is not known there.</summary>
    public static PartnerOfRecordRule? RuleOf(PartnerCenterPlace place, string code) => Find(place, code)?.Rule;
}
