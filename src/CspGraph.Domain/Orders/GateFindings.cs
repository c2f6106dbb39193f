using System.Globalization;
using CspGraph.Domain.PartnerOfRecord;
using static CspGraph.Domain.PartnerOfRecord.CheckOutcome;

namespace CspGraph.Domain.Orders;

/// <summary>What a gate can find against an order.</summary>
/// <param name="Code">One of <see cref="OrderGateCodes"/>.</param>
/// <param name="Gate">Whose finding it is.</param>
/// <param name="Outcome">Failed, or unknown.</param>
/// <param name="UpstreamCode">The code with which Microsoft refuses the same; null where no source states one.</param>
/// <param name="Message">What was found; {0} and {1} stand for what is the case.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Source">Where the rule and Microsoft's code are from.</param>
public sealed record GateFinding(string Code, OrderGate Gate, CheckOutcome Outcome, string? UpstreamCode, string Message, string Remedy, string Source);

/// <summary>The texts of all that gates can find, with Microsoft's codes and their sources.</summary>
public static class GateFindings
{
    const string ErrorCodes = "learn.microsoft.com, developer/error-codes";
    const string Ours = "no source: our own knowledge is incomplete";
    const string Email = "the product's own: no page of Microsoft's was found that says which addresses are a business's";

    /// <summary>All, each code once.</summary>
    public static readonly IReadOnlyList<GateFinding> All =
    [
        new(OrderGateCodes.CustomerAgreementRequired, OrderGate.CustomerAgreement, Failed, "13605",
            "The customer has not accepted the Microsoft Customer Agreement.",
            "Have the customer accept it in the Microsoft 365 admin centre, or the distributor attest.", ErrorCodes),
        new(OrderGateCodes.CustomerAgreementReacceptanceRequired, OrderGate.CustomerAgreement, Failed, null,
            "The customer's agreement was attested by a partner before 1 April 2023 and was not accepted again.",
            "Have the customer accept it again in the Microsoft 365 admin centre, or the distributor attest again.", "learn.microsoft.com, announcements/2025-august, as quoted by manageprotect"),
        new(OrderGateCodes.CustomerAgreementUnknown, OrderGate.CustomerAgreement, Unknown, null,
            "Nothing is known of the customer's agreement.", "Record how the customer has accepted the Microsoft Customer Agreement.", Ours),

        new(OrderGateCodes.SellerRegionNotAuthorized, OrderGate.SellerRegion, Failed, "2030",
            "The tenant is not authorised to sell in {0}, which is in the region {1}.", "Sell it by the tenant which is authorised in that region.", ErrorCodes),
        new(OrderGateCodes.CustomerRegionUnknown, OrderGate.SellerRegion, Unknown, null,
            "The customer's CSP region is not known: {0}.", "State the country of the customer's Microsoft tenant.", Ours),

        new(OrderGateCodes.SellerNotActive, OrderGate.SellerStanding, Failed, "900149",
            "The tenant's programme status is {0}: nothing new can be bought.", "Meet the programme's requirements, and have Microsoft restore the status.", ErrorCodes),
        new(OrderGateCodes.SellerStandingUnknown, OrderGate.SellerStanding, Unknown, null,
            "The tenant's programme status is not known.", "State the tenant's programme status.", Ours),
        new(OrderGateCodes.ResellerNotActive, OrderGate.SellerStanding, Failed, "800039",
            "The reseller's status is {0}: it can resell nothing new.", "Have the reseller restore its authorisation with Microsoft.", ErrorCodes),
        new(OrderGateCodes.ResellerStandingUnknown, OrderGate.SellerStanding, Unknown, null,
            "The reseller's status is not known.", "State or verify the reseller's status.", Ours),

        new(OrderGateCodes.OfferNotInMarket, OrderGate.Offer, Failed, "800070",
            "The price sheet has no price of {0} in the market {1}.", "Choose a SKU that is sold in the customer's country.", ErrorCodes),
        new(OrderGateCodes.OfferNotOnTheseTerms, OrderGate.Offer, Failed, null,
            "{0} is not sold as {1}.", "Choose a segment, term and billing plan of the price sheet.", "Partner pricing API, view updatedlicensebased"),
        new(OrderGateCodes.OfferUnknown, OrderGate.Offer, Unknown, null,
            "No price sheet of the market {0} is known.", "Import the market's price sheet.", Ours),

        new(OrderGateCodes.SeatsOutOfRange, OrderGate.SeatRange, Failed, "2002",
            "{0} seats are not within what can be bought: {1}.", "Choose a quantity within it.", ErrorCodes),
        new(OrderGateCodes.SeatsOverCustomerMaximum, OrderGate.SeatRange, Failed, null,
            "The customer would hold {0} seats, and can hold {1} at most.", "Order fewer seats, or another licence for the rest.", "See SeatMaxima"),

        new(OrderGateCodes.PrerequisiteMissing, OrderGate.Prerequisite, Failed, null,
            "{0} needs a base licence, and the customer holds none of those that qualify.", "Order one with it: {1}.", "See AddOnPrerequisites"),
        new(OrderGateCodes.PrerequisiteUnknown, OrderGate.Prerequisite, Unknown, null,
            "{0} is an add-on, and which licence it needs is not known.", "Look up what it needs in Microsoft's catalogue.", Ours),

        new(OrderGateCodes.CreditLimitExceeded, OrderGate.CreditLimit, Failed, "900121",
            "A month of all that runs would come to {0}, and the credit limit is {1}.", "Order less, or ask the distributor for a higher limit.",
            "The limit is the distributor's own; with this code Microsoft refuses by its limit for the partner: " + ErrorCodes),
        new(OrderGateCodes.CreditUnknown, OrderGate.CreditLimit, Unknown, null,
            "{0} prices are missing, so whether the credit limit of {1} suffices is not known.", "Import the price sheets of what runs and of what is ordered.", Ours),

        new(OrderGateCodes.EmailInvalid, OrderGate.ContactEmail, Failed, null, "{0} is no e-mail address.", "Give a business e-mail address.", Email),
        new(OrderGateCodes.EmailPersonal, OrderGate.ContactEmail, Failed, null,
            "{0} is with a provider for private persons.", "Give an address of the company's own domain.", Email),
        new(OrderGateCodes.EmailDisposable, OrderGate.ContactEmail, Failed, null,
            "{0} is with a provider of disposable addresses.", "Give an address of the company's own domain.", Email),
        new(OrderGateCodes.EmailGeneric, OrderGate.ContactEmail, Failed, null,
            "{0} is a mailbox of nobody in person.", "Give the address of a person.", Email),

        new(OrderGateCodes.PromotionMismatch, OrderGate.Promotion, Failed, null,
            "The promotion {0} is not one of {1}.", "Choose a promotion whose id begins with the product and SKU, or leave it out.",
            "learn.microsoft.com, developer/verify-promotion-eligibility: the form of a promotion's id"),
    ];

    static readonly Dictionary<string, GateFinding> ByCode = All.ToDictionary(finding => finding.Code);

    /// <summary>The result of a finding.</summary>
    /// <param name="code">One of <see cref="OrderGateCodes"/>.</param>
    /// <param name="line">The line it is about, counted from 0; null for the whole order.</param>
    /// <param name="values">What {0} and {1} of its texts stand for.</param>
    public static GateResult Of(string code, int? line, params object[] values)
    {
        var finding = ByCode[code];
        return new(finding.Gate, line, finding.Outcome, code, finding.UpstreamCode, Text(finding.Message, values), Text(finding.Remedy, values));
    }

    static string Text(string template, object[] values) => string.Format(CultureInfo.InvariantCulture, template, values);
}
