namespace CspGraph.Domain.Orders;

/// <summary>The codes of what a gate finds; <see cref="GateFindings"/> has their texts. They are published: added, never renamed.</summary>
public static class OrderGateCodes
{
    /// <summary>The customer agreement is not accepted.</summary>
    public const string CustomerAgreementRequired = "CUSTOMER_AGREEMENT_REQUIRED";
    /// <summary>The customer agreement was attested too long ago.</summary>
    public const string CustomerAgreementReacceptanceRequired = "CUSTOMER_AGREEMENT_REACCEPTANCE_REQUIRED";
    /// <summary>Nothing is known of the customer agreement.</summary>
    public const string CustomerAgreementUnknown = "CUSTOMER_AGREEMENT_UNKNOWN";
    /// <summary>The tenant is not authorised in the customer's region.</summary>
    public const string SellerRegionNotAuthorized = "SELLER_REGION_NOT_AUTHORIZED";
    /// <summary>The customer's region is not known.</summary>
    public const string CustomerRegionUnknown = "CUSTOMER_REGION_UNKNOWN";
    /// <summary>The tenant's own programme status bars new purchases.</summary>
    public const string SellerNotActive = "SELLER_NOT_ACTIVE";
    /// <summary>The tenant's own programme status is not known.</summary>
    public const string SellerStandingUnknown = "SELLER_STANDING_UNKNOWN";
    /// <summary>The reseller's status bars new purchases.</summary>
    public const string ResellerNotActive = "RESELLER_NOT_ACTIVE";
    /// <summary>The reseller's status is not known.</summary>
    public const string ResellerStandingUnknown = "RESELLER_STANDING_UNKNOWN";
    /// <summary>The SKU is not sold in the market.</summary>
    public const string OfferNotInMarket = "OFFER_NOT_IN_MARKET";
    /// <summary>The SKU is sold in the market, but not on these terms.</summary>
    public const string OfferNotOnTheseTerms = "OFFER_NOT_ON_THESE_TERMS";
    /// <summary>No price of the market is known.</summary>
    public const string OfferUnknown = "OFFER_UNKNOWN";
    /// <summary>The seats are fewer or more than the offer takes.</summary>
    public const string SeatsOutOfRange = "SEATS_OUT_OF_RANGE";
    /// <summary>The seats are more than one customer can hold.</summary>
    public const string SeatsOverCustomerMaximum = "SEATS_OVER_CUSTOMER_MAXIMUM";
    /// <summary>The customer has none of the licences that an add-on needs.</summary>
    public const string PrerequisiteMissing = "PREREQUISITE_MISSING";
    /// <summary>What an add-on needs is not known.</summary>
    public const string PrerequisiteUnknown = "PREREQUISITE_UNKNOWN";
    /// <summary>The order is over the credit limit.</summary>
    public const string CreditLimitExceeded = "CREDIT_LIMIT_EXCEEDED";
    /// <summary>What is to be held against the credit limit is not all known.</summary>
    public const string CreditUnknown = "CREDIT_UNKNOWN";
    /// <summary>The contact's e-mail address is none.</summary>
    public const string EmailInvalid = "EMAIL_INVALID";
    /// <summary>The contact's e-mail address is with a provider for private persons.</summary>
    public const string EmailPersonal = "EMAIL_PERSONAL";
    /// <summary>The contact's e-mail address is one to be thrown away.</summary>
    public const string EmailDisposable = "EMAIL_DISPOSABLE";
    /// <summary>The contact's e-mail address is a mailbox of nobody in person.</summary>
    public const string EmailGeneric = "EMAIL_GENERIC";
    /// <summary>The promotion is not one of the line's SKU.</summary>
    public const string PromotionMismatch = "PROMOTION_MISMATCH";
}
