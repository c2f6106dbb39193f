using CspGraph.Api.Agreements;
using CspGraph.Api.Alerts;
using CspGraph.Api.Billing;
using CspGraph.Api.Catalog;
using CspGraph.Api.Customers;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Transport;
using CspGraph.Api.Imports;
using CspGraph.Api.Orders;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Api.Pricing;
using CspGraph.Api.Resellers;
using CspGraph.Api.Subscriptions;
using CspGraph.Api.Tenancy;
using CspGraph.Api.Usage;
using CspGraph.Api.Webhooks;
using CspGraph.Data;
using CspGraph.Domain;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Billing;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Pricing;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using CspGraph.Engine.Schema;

namespace CspGraph.Api.Host;

/// <summary>The published schema.</summary>
static class ProductSchema
{
    /// <summary>An engine with the usual limits.</summary>
    public static GraphEngine<CspGraphDb, Viewer> CreateEngine(ILogger log) => CreateEngine(log, Options, ServerSettings.DefaultRequestBytes);

    /// <param name="log">Where unexpected failures go.</param>
    /// <param name="options">What one request may ask for.</param>
    /// <param name="maxRequestBytes">The largest body of a request, to be published beside.</param>
    /// <param name="budgets">What may be spent over time, to be published too; null for no budgets.</param>
    /// <param name="clock">By which verdicts of today are given; null for the system's.</param>
    public static GraphEngine<CspGraphDb, Viewer> CreateEngine(ILogger log, GraphEngineOptions options, int maxRequestBytes, BudgetSettings? budgets = null, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var limits = ViewerLimits.Of(options, maxRequestBytes);
        var types = Types(clock);
        return new(new ProductQuery(budgets is null ? limits : limits with { Budgets = ViewerBudgets.Of(budgets) }, clock), types, options, log, new ProductMutation(),
            new ProductSubscription(types.OfType<EventType>().Single()));
    }

    /// <summary>Every type, made anew: an engine makes them its own.</summary>
    public static IReadOnlyList<NamedType> Types(TimeProvider clock) =>
    [
        new DistributorType(), DistributorType.Kind, DistributorType.Programme, new RecordProgrammeStatusInputType(), new RecordProgrammeStatusPayloadType(),
        new ViewerType(), new ViewerScopeType(), new ViewerLimitsType(), new ViewerBudgetsType(), new ViewerBudgetType(), ViewerType.Role, ViewerType.Rights,
        new ApiKeyType(), new MembershipType(), MembershipType.Kind, new AuditEntryType(), AuditEntryType.Kind, AuditEntryType.Outcomes,
        new AccessExplanationType(), new AccessStepType(), AccessExplanationType.Rules,
        new CreateApiKeyInputType(), new CreateApiKeyPayloadType(), new RevokeApiKeyInputType(), new RevokeApiKeyPayloadType(),
        new SetMembershipInputType(), new SetMembershipPayloadType(), new SetMembershipsInputType(), new SetMembershipsPayloadType(), new MembershipInputType(),
        new MutationErrorType(), MutationErrorType.Policy,
        new ResellerType(), ResellerType.Region, ResellerType.Status, ResellerType.Maicpp, ResellerType.Relationship,
        new ResellerSummaryType(),
        new MoveResellerInputType(), new MoveResellerPayloadType(), new VisibilityChangeType(), new MovedCountsType(), new VerdictChangeType(),
        new PartnerOfRecordStandingType(clock), new PartnerOfRecordResultType(), new PartnerOfRecordVerdictType(), new PartnerOfRecordCheckType(), new ValidatePartnerOfRecordInputType(),
        PartnerOfRecordVerdictType.Outcome, PartnerOfRecordVerdictType.Operation, PartnerOfRecordCheckType.Rule, PartnerOfRecordCheckType.Outcome, PartnerOfRecordCheckType.Source,
        new PartnerOfRecordPolicyType(), new OperationTreatmentType(), PartnerOfRecordPolicyType.Matching, PartnerOfRecordPolicyType.Treatment,
        new SetPartnerOfRecordPolicyInputType(), new SetPartnerOfRecordPolicyPayloadType(), new OperationTreatmentInputType(),
        new RecheckPartnerOfRecordInputType(), new RecheckPartnerOfRecordPayloadType(),
        new OrderLineInputType(), new ValidateOrderInputType(), new OrderCheckType(), new OrderGateResultType(), OrderGateResultType.Gate, new PlaceOrderInputType(), new PlaceOrderPayloadType(),
        new CreditLimitType(), new SetCreditLimitInputType(), new SetCreditLimitPayloadType(),
        new AlertType(), new AlertNoteType(), AlertType.Kind, AlertType.Status, new AcknowledgeAlertInputType(), new AcknowledgeAlertPayloadType(), new ResolveAlertInputType(), new ResolveAlertPayloadType(),
        new WatchPolicyType(), new SetWatchPolicyInputType(), new SetWatchPolicyPayloadType(),
        new BudgetType(), new SetBudgetInputType(), new SetBudgetPayloadType(),
        new EventType(), EventType.Kind, EventType.Severity, RenewalEvent.Outcomes, SpendEvent.Methods, SpendEvent.Signs,
        new PartnerOfRecordTurnType(), new TurnedCheckType(), new TurnedSubscriptionType(), new RefusedOperationsType(),
        new CustomerType(),
        new CustomerAgreementType(), CustomerAgreementType.Status, CustomerAgreementType.Method,
        new RecordAgreementInputType(), new RecordAgreementPayloadType(),
        new AssignPartnerOfRecordInputType(), new AssignPartnerOfRecordPayloadType(),
        new ProductType(), new SkuType(), ProductType.Family,
        new ScheduledActionsType(), ScheduledActionsType.Schedules, ScheduledActionsType.Actions, new ScheduledInstructionsType(), new RenewalOutlookType(), RenewalOutlookType.Reasons,
        new CspSubscriptionType(), CspSubscriptionType.Term, CspSubscriptionType.Billing, CspSubscriptionType.Status,
        new PriceType(), PriceType.Segment,
        new ContractedMinimumType(), new SetContractedMinimumInputType(), new SetContractedMinimumPayloadType(), new SeatCountType(),
        new InvoiceType(), new InvoiceLineType(),
        new ImportRunType(), new ImportErrorType(), ImportRunType.Kind, ImportRunType.Status,
        new UsageStatementType(), new SpendReportType(), new SpendGroupType(), SpendReportType.Grouping,
        new WebhookType(clock), WebhookType.Status, WebhookType.Stop, new WebhookHealthType(), new WebhookDeliveryType(), WebhookDeliveryType.Status, WebhookDeliveryType.Failure,
        new WebhookTopicType(), new WebhookConditionsInputType(), new CreateWebhookInputType(), new CreateWebhookPayloadType(), new UpdateWebhookInputType(), new UpdateWebhookPayloadType(),
        new RotateWebhookSecretInputType(), new RotateWebhookSecretPayloadType(), new DeleteWebhookInputType(), new DeleteWebhookPayloadType(),
        new TestWebhookInputType(), new TestWebhookPayloadType(), new WebhookTestRequestType(), new WebhookHeaderType(), new WebhookTestResultType(),
        new RetryDeliveryInputType(), new RetryDeliveryPayloadType(), new ReplayDeliveriesInputType(), new ReplayDeliveriesPayloadType(),
        new MoneyType(), new FigureType(), FigureType.Visibility,
    ];

    /// <summary>The model's habits, and the usual limits.</summary>
    public static readonly GraphEngineOptions Options = new() { FoldedByAnnotation = CspGraphDb.FoldedByAnnotation, Fold = Folded.Of, TellFailure = UnexpectedErrors.Tell };

    sealed class ProductQuery : QueryType<CspGraphDb, Viewer>
    {
        public ProductQuery(ViewerLimits limits, TimeProvider clock)
        {
            Resolved("viewer", context => ViewerInfo.OfAsync(context, limits), "Who is asking, and what that lets them see.", nullable: false);
            Resolved("explainAccess", AccessExplanation.OfAsync, "Why the viewer sees an object: by which rule, and through which resellers; null when there is none, or none that the viewer sees.",
                arguments: new Argument("id", "ID!", "The object's global id.")).NotCached();
            Single<Tenant>("distributor", "The tenant itself; null for who sees only a reseller's subtree.");
            ById<Reseller>("reseller", "A reseller by its global id.");
            Connection<Reseller>("resellers", "All resellers that the viewer sees.");
            ById<Customer>("customer", "A customer by its global id.");
            Connection<Customer>("customers", "All customers that the viewer sees.");
            ById<CspSubscription>("subscription", "A subscription by its global id.");
            Connection<CspSubscription>("subscriptions", "All subscriptions that the viewer sees.");
            Connection<CspSubscription, int, DateOnly>("renewals", Renewals.Within, within => Renewals.Span(within, clock),
                (subscription, today, last) => subscription.CommitmentEndDate != null && subscription.CommitmentEndDate.Value >= today && subscription.CommitmentEndDate.Value <= last
                    && (subscription.Status == SubscriptionStatus.Active || subscription.Status == SubscriptionStatus.Pending || subscription.Status == SubscriptionStatus.Suspended),
                "The running subscriptions whose term ends from today on and within so many days, the first to end first.")
                .Named("Renewals").ListedBy("commitmentEndDate").DependsOnDay()
                .Summary<RenewalShown, RenewalSums, IReadOnlyList<Figure>>("atStake", "renewal", () => new(), (sums, renewal) => sums.Add(renewal), sums => sums.Figures(),
                    "What is at stake in all that fit, one figure per currency; read only when selected.");
            Resolved("validatePartnerOfRecord", context => ValidatePartnerOfRecord.OfOneAsync(context, clock), "Whether a Partner of Record is valid for an operation, and why. What is out of sight is answered like what is nowhere: nothing is known of it.",
                arguments: ValidatePartnerOfRecord.One).OfUpTo(ValidatePartnerOfRecord.Rules, "checks").DependsOnDay();
            Resolved("validatePartnersOfRecord", context => ValidatePartnerOfRecord.OfAllAsync(context, clock), "The same of up to 10,000 at once, in order.",
                arguments: ValidatePartnerOfRecord.All).OfAsManyAs(ValidatePartnerOfRecord.All.Name, ValidatePartnerOfRecord.Most).DependsOnDay();
            Resolved("partnerOfRecordPolicy", PartnerOfRecordPolicyShown.OfAsync, "What the tenant has decided where sources disagree or say nothing.", nullable: false);
            Resolved("validateOrder", context => ValidateOrder.OfAsync(context, clock), "What an order would come to: all gates in one answer, and nothing is written. Null when the customer is nowhere, or out of sight.",
                arguments: ValidateOrder.Input).OfUpTo(ValidateOrder.MostGates, "gates").Weighing(100).DependsOnDay();
            ById<Alert>("alert", "An alert by its global id.");
            Connection<Alert>("alerts", "All alerts that the viewer sees, the newest first.");
            Resolved("watchPolicy", WatchPolicyShown.OfAsync, "What the tenant is told and when.", nullable: false);
            Connection<Product>("products", "The catalogue.");
            Connection<Price>("prices", price => !price.IsSuperseded, "What Microsoft's price sheets say, for all days. Resellers see the conditions, not the prices.");
            Connection<Invoice>("invoices", invoice => invoice.SupersededById == null, "Microsoft's invoices to the distributor; of one that was issued again the issue that holds. Resellers see none.");
            Connection<UsageStatement>("usageStatements", "What files said about Azure usage, month by month. Resellers see none.");
            ById<ImportRun>("import", "One reading of a file by its global id.");
            Connection<ImportRun>("imports", "The files that were read. Resellers see none.");
            Connection<ApiKey>("apiKeys", "The API keys that the viewer manages, revoked and expired ones too. Takes MANAGE_ACCESS.").Takes(Right.ManageAccess);
            Connection<Membership>("memberships", "The memberships that the viewer manages, ended ones too. Takes MANAGE_ACCESS.").Takes(Right.ManageAccess);
            Log<EventRecord>("events", EventCursor.Tag, EventPages.OfAsync, "What has happened, the oldest first, as far back as it is kept.", EventPages.Kinds, EventPages.Under);
            ById<Webhook>("webhook", "A webhook by its global id. Seen by who manages access.");
            Connection<Webhook>("webhooks", "All webhooks that the viewer sees. Takes MANAGE_ACCESS.").Takes(Right.ManageAccess);
            Connection<WebhookDelivery>("deliveries", "What became of the events that webhooks were sent, the newest first. Takes MANAGE_ACCESS.").Takes(Right.ManageAccess);
            Resolved("webhookTopics", WebhookTopic.OfAsync, "The kinds of events that webhooks can be sent.", nullable: false).OfUpTo(WebhookTopics.All.Count);
            Connection<AuditEntry>("auditLog", "Who attempted to change what. Takes READ_AUDIT_LOG.").Takes(Right.ReadAuditLog);
        }
    }

    sealed class ProductMutation : MutationType
    {
        public ProductMutation()
        {
            Change<CreateApiKeyInput, CreateApiKeyPayload>("createApiKey", new CreateApiKey(), "Makes an API key for a back end. Takes MANAGE_ACCESS.");
            Change<RevokeApiKeyInput, RevokeApiKeyPayload>("revokeApiKey", new RevokeApiKey(), "Revokes an API key, at once. Takes MANAGE_ACCESS.");
            Change<SetMembershipInput, SetMembershipPayload>("setMembership", new SetMembership(), "Lets a principal of Microsoft Entra in, changes what it may do, or ends that. Takes MANAGE_ACCESS.");
            Change<SetPartnerOfRecordPolicyInput, SetPartnerOfRecordPolicyPayload>("setPartnerOfRecordPolicy", new SetPartnerOfRecordPolicy(), "Decides what sources disagree on or leave open. Takes WRITE on the whole tenant.");
            Change<RecheckPartnerOfRecordInput, RecheckPartnerOfRecordPayload>("recheckPartnerOfRecord", new RecheckPartnerOfRecord(), "Asks Partner Center, where it is set up, and keeps what it answers. Takes WRITE.");
            Change<PlaceOrderInput, PlaceOrderPayload>("placeOrder", new PlaceOrder(), "Orders what passes all gates; of a refused order the errors say all that is in the way. Takes WRITE.");
            Change<SetCreditLimitInput, SetCreditLimitPayload>("setCreditLimit", new SetCreditLimit(), "Sets a reseller's credit limit. Takes WRITE on the whole tenant.");
            Change<AcknowledgeAlertInput, AcknowledgeAlertPayload>("acknowledgeAlert", new AcknowledgeAlert(), "Says that somebody sees to an alert, and who. Takes WRITE.");
            Change<ResolveAlertInput, ResolveAlertPayload>("resolveAlert", new ResolveAlert(), "Says that an alert is settled. Takes WRITE.");
            Change<SetBudgetInput, SetBudgetPayload>("setBudget", new SetBudget(), "Sets what a customer's Azure usage of a month is to come to at most, or takes that away. Takes WRITE.");
            Change<SetContractedMinimumInput, SetContractedMinimumPayload>("setContractedMinimum", new SetContractedMinimum(), "Sets the fewest seats that a reseller is bound to keep on a subscription. Takes WRITE on the whole tenant.");
            Change<SetWatchPolicyInput, SetWatchPolicyPayload>("setWatchPolicy", new SetWatchPolicy(), "Decides what the tenant is told and when. Takes WRITE on the whole tenant.");
            Change<RecordProgrammeStatusInput, RecordProgrammeStatusPayload>("recordProgrammeStatus", new RecordProgrammeStatus(), "Records how far Microsoft lets the tenant itself transact. Takes WRITE on the whole tenant.");
            Change<SetMembershipsInput, SetMembershipsPayload>("setMemberships", new SetMemberships(), "Sets many memberships at once. Takes MANAGE_ACCESS.");
            Change<AssignPartnerOfRecordInput, AssignPartnerOfRecordPayload>("assignPartnerOfRecord", new AssignPartnerOfRecord(), "Makes a reseller the Partner of Record of subscriptions, if its verdict for a new order allows it. Takes WRITE.");
            Change<CreateWebhookInput, CreateWebhookPayload>("createWebhook", new CreateWebhook(), "Has events sent to a back end as they come. Takes MANAGE_ACCESS.");
            Change<UpdateWebhookInput, UpdateWebhookPayload>("updateWebhook", new UpdateWebhook(), "Changes a webhook, pauses it, or lets it go on. Takes MANAGE_ACCESS.");
            Change<RotateWebhookSecretInput, RotateWebhookSecretPayload>("rotateWebhookSecret", new RotateWebhookSecret(), "Gives a webhook a new secret to sign with. Takes MANAGE_ACCESS.");
            Change<DeleteWebhookInput, DeleteWebhookPayload>("deleteWebhook", new DeleteWebhook(), "Takes a webhook away. Takes MANAGE_ACCESS.");
            Change<TestWebhookInput, TestWebhookPayload>("testWebhook", new TestWebhook(), "Sends a webhook a message to try it; a dry run shows what would be sent. Takes MANAGE_ACCESS.");
            Change<RetryDeliveryInput, RetryDeliveryPayload>("retryDelivery", new RetryDelivery(), "Sends an event to a webhook once more. Takes MANAGE_ACCESS.");
            Change<ReplayDeliveriesInput, ReplayDeliveriesPayload>("replayDeliveries", new ReplayDeliveries(), "Sends the events of a time to a webhook once more. Takes MANAGE_ACCESS.");
            Change<RecordAgreementInput, RecordAgreementPayload>("recordAgreement", new RecordAgreement(), "Records whether a customer has accepted the Microsoft Customer Agreement, and how. Takes WRITE.");
            Change<MoveResellerInput, MoveResellerPayload>("moveReseller", new MoveReseller(), "Puts a reseller, and all under it, under another or directly under the distributor. Takes WRITE.");
        }
    }
}
