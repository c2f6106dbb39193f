using CspGraph.Api.Agreements;
using CspGraph.Api.Alerts;
using CspGraph.Api.Customers;
using CspGraph.Api.Imports;
using CspGraph.Api.Orders;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Api.Tenancy;
using CspGraph.Api.Usage;
using CspGraph.Api.Webhooks;

namespace CspGraph.Api.Events;

/// <summary>Every kind of event: a file with its type, and a line here.</summary>
static class EventKinds
{
    /// <summary>Made anew: an engine makes them its own.</summary>
    public static IReadOnlyList<EventKindType> All() =>
    [
        new SubscriptionOrderedEvent(),
        new SubscriptionCreatedEvent(),
        new SubscriptionChangedEvent(),
        new SubscriptionEndedEvent(),
        new CustomerMovedEvent(),
        new AgreementRecordedEvent(),
        new ResellerMovedEvent(),
        new PartnerOfRecordTurnedEvent(),
        new PartnerOfRecordAssignedEvent(),
        new CreditLimitSetEvent(),
        new PartnerOfRecordPolicySetEvent(),
        new ProgrammeStatusRecordedEvent(),
        new ImportSucceededEvent(),
        new ApiKeyCreatedEvent(),
        new ApiKeyRevokedEvent(),
        new MembershipChangedEvent(),
        new RenewalEvent(),
        new SpendEvent(),
        new AlertChangedEvent(),
        new BudgetSetEvent(),
        new WatchPolicySetEvent(),
        new ContractedMinimumSetEvent(),
        new WebhookEvent(),
    ];
}
