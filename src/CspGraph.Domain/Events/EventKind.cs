namespace CspGraph.Domain.Events;

/// <summary>What can happen. Each kind has a type of its own in the schema, or shares one with its like.</summary>
public enum EventKind
{
    /// <summary>An API key was made.</summary>
    ApiKeyCreated,
    /// <summary>An API key was revoked: it lets nobody in from this number on.</summary>
    ApiKeyRevoked,
    /// <summary>A membership was set, changed or ended.</summary>
    MembershipChanged,
    /// <summary>A reseller's verdict as Partner of Record turned.</summary>
    PartnerOfRecordTurned,
    /// <summary>A reseller, and all under it, came under another or directly under the distributor.</summary>
    ResellerMoved,
    /// <summary>A customer, and its subscriptions, came to another reseller or directly to the distributor.</summary>
    CustomerMoved,
    /// <summary>A subscription was ordered.</summary>
    SubscriptionOrdered,
    /// <summary>A source told of a subscription that was not known.</summary>
    SubscriptionCreated,
    /// <summary>A subscription is another than before: a source told so, or it was confirmed.</summary>
    SubscriptionChanged,
    /// <summary>A subscription was cancelled, has expired, or is stated by no source any more.</summary>
    SubscriptionEnded,
    /// <summary>A subscription has another Partner of Record.</summary>
    PartnerOfRecordAssigned,
    /// <summary>The state of a customer's agreement was recorded.</summary>
    AgreementRecorded,
    /// <summary>A reseller's credit limit was set.</summary>
    CreditLimitSet,
    /// <summary>The tenant's policy on Partners of Record was set.</summary>
    PartnerOfRecordPolicySet,
    /// <summary>The tenant's own programme status was recorded.</summary>
    ProgrammeStatusRecorded,
    /// <summary>A file was imported.</summary>
    ImportSucceeded,
    /// <summary>A subscription's term ends in so many days.</summary>
    RenewalDue,
    /// <summary>A customer's spend has reached a part of its budget.</summary>
    BudgetReached,
    /// <summary>A customer's spend of a day is far above what is usual.</summary>
    SpendSpiked,
    /// <summary>What becomes of a subscription at the end of its term is another than was told.</summary>
    RenewalDrifted,
    /// <summary>A term has ended, and a source tells of the next one.</summary>
    SubscriptionRenewed,
    /// <summary>A term has ended, and nothing comes behind it.</summary>
    TermExpired,
    /// <summary>A subscription can be cancelled for a refund for some hours yet.</summary>
    CancellationWindowClosing,
    /// <summary>A subscription has had fewer seats than its reseller is bound to keep for two months.</summary>
    SeatsBelowMinimum,
    /// <summary>A customer's spend is to reach its budget by the end of the month, if it goes on like this.</summary>
    BudgetForecast,
    /// <summary>Somebody sees to an alert, or has settled it, or left a note at it.</summary>
    AlertChanged,
    /// <summary>A customer's budget was set, or taken away.</summary>
    BudgetSet,
    /// <summary>The tenant has decided what it is told and when.</summary>
    WatchPolicySet,
    /// <summary>The fewest seats that a reseller is bound to keep on a subscription were set.</summary>
    ContractedMinimumSet,
    /// <summary>A webhook was made.</summary>
    WebhookCreated,
    /// <summary>A webhook was changed, paused or resumed, or has a new secret.</summary>
    WebhookChanged,
    /// <summary>A webhook was taken away.</summary>
    WebhookDeleted,
    /// <summary>A webhook was disabled, as nothing can be delivered to it.</summary>
    WebhookDisabled,
}
