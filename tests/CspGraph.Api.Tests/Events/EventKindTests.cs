using CspGraph.Api.Events;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Tests.Events;

/// <summary>Each kind is shown by its own type, with what only it has.</summary>
public sealed class EventKindTests
{
    const string Every = """
        { events(first: 100) { nodes { __typename kind
            ... on AgreementRecordedEvent { before status }
            ... on AlertChangedEvent { alertKind alertStatus owner }
            ... on BudgetSetEvent { budget { amount currency } }
            ... on ContractedMinimumSetEvent { quantity startsOn endsOn }
            ... on CreditLimitSetEvent { limit { amount currency } }
            ... on ImportSucceededEvent { importKind fileName created updated }
            ... on PartnerOfRecordAssignedEvent { from to on }
            ... on PartnerOfRecordTurnedEvent { turn { plaId before after checks { rule outcome code } customerCount subscriptions { id renewsOn } operations { refused } } }
            ... on ResellerMovedEvent { above: from below: to }
            ... on RenewalEvent { renewsOn daysAhead late outcome formerOutcome quantity lastMomentToChange endedOn cancellationAllowedUntil contractedMinimum belowMinimumSince atStake { visibility value { amount currency } } }
            ... on SpendEvent { day percent severity amount { value { amount } } baseline { visibility value { amount } } methods score dataAsOf entitlementId miningSigns newRegions newMeters }
            ... on SubscriptionChangedEvent { fields }
            ... on WebhookEvent { name disabledReason } } } }
        """;

    [Fact]
    public async Task Every_kind_has_its_type_and_without_details_nothing_is_told_beside_it()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync([.. Enum.GetValues<EventKind>().Select(kind => kit.New(kind, TestNetwork.Beta))]);
        Assert.Equal(
            [
                """{"__typename":"ApiKeyCreatedEvent","kind":"API_KEY_CREATED"}""",
                """{"__typename":"ApiKeyRevokedEvent","kind":"API_KEY_REVOKED"}""",
                """{"__typename":"MembershipChangedEvent","kind":"MEMBERSHIP_CHANGED"}""",
                """{"__typename":"PartnerOfRecordTurnedEvent","kind":"PARTNER_OF_RECORD_TURNED","turn":null}""",
                """{"__typename":"ResellerMovedEvent","kind":"RESELLER_MOVED","above":null,"below":null}""",
                """{"__typename":"CustomerMovedEvent","kind":"CUSTOMER_MOVED"}""",
                """{"__typename":"SubscriptionOrderedEvent","kind":"SUBSCRIPTION_ORDERED"}""",
                """{"__typename":"SubscriptionCreatedEvent","kind":"SUBSCRIPTION_CREATED"}""",
                """{"__typename":"SubscriptionChangedEvent","kind":"SUBSCRIPTION_CHANGED","fields":[]}""",
                """{"__typename":"SubscriptionEndedEvent","kind":"SUBSCRIPTION_ENDED"}""",
                """{"__typename":"PartnerOfRecordAssignedEvent","kind":"PARTNER_OF_RECORD_ASSIGNED","from":null,"to":null,"on":null}""",
                """{"__typename":"AgreementRecordedEvent","kind":"AGREEMENT_RECORDED","before":null,"status":null}""",
                """{"__typename":"CreditLimitSetEvent","kind":"CREDIT_LIMIT_SET","limit":null}""",
                """{"__typename":"PartnerOfRecordPolicySetEvent","kind":"PARTNER_OF_RECORD_POLICY_SET"}""",
                """{"__typename":"ProgrammeStatusRecordedEvent","kind":"PROGRAMME_STATUS_RECORDED"}""",
                """{"__typename":"ImportSucceededEvent","kind":"IMPORT_SUCCEEDED","importKind":null,"fileName":null,"created":null,"updated":null}""",
                """{"__typename":"RenewalEvent","kind":"RENEWAL_DUE","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":null,"quantity":null,"lastMomentToChange":null,"endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":null}""",
                """{"__typename":"SpendEvent","kind":"BUDGET_REACHED","day":null,"percent":null,"severity":null,"amount":null,"baseline":null,"methods":[],"score":null,"dataAsOf":null,"entitlementId":null,"miningSigns":[],"newRegions":[],"newMeters":[]}""",
                """{"__typename":"SpendEvent","kind":"SPEND_SPIKED","day":null,"percent":null,"severity":null,"amount":null,"baseline":null,"methods":[],"score":null,"dataAsOf":null,"entitlementId":null,"miningSigns":[],"newRegions":[],"newMeters":[]}""",
                """{"__typename":"RenewalEvent","kind":"RENEWAL_DRIFTED","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":null,"quantity":null,"lastMomentToChange":null,"endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":null}""",
                """{"__typename":"RenewalEvent","kind":"SUBSCRIPTION_RENEWED","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":null,"quantity":null,"lastMomentToChange":null,"endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":null}""",
                """{"__typename":"RenewalEvent","kind":"TERM_EXPIRED","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":null,"quantity":null,"lastMomentToChange":null,"endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":null}""",
                """{"__typename":"RenewalEvent","kind":"CANCELLATION_WINDOW_CLOSING","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":null,"quantity":null,"lastMomentToChange":null,"endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":null}""",
                """{"__typename":"RenewalEvent","kind":"SEATS_BELOW_MINIMUM","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":null,"quantity":null,"lastMomentToChange":null,"endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":null}""",
                """{"__typename":"SpendEvent","kind":"BUDGET_FORECAST","day":null,"percent":null,"severity":null,"amount":null,"baseline":null,"methods":[],"score":null,"dataAsOf":null,"entitlementId":null,"miningSigns":[],"newRegions":[],"newMeters":[]}""",
                """{"__typename":"AlertChangedEvent","kind":"ALERT_CHANGED","alertKind":null,"alertStatus":null,"owner":null}""",
                """{"__typename":"BudgetSetEvent","kind":"BUDGET_SET","budget":null}""",
                """{"__typename":"WatchPolicySetEvent","kind":"WATCH_POLICY_SET"}""",
                """{"__typename":"ContractedMinimumSetEvent","kind":"CONTRACTED_MINIMUM_SET","quantity":null,"startsOn":null,"endsOn":null}""",
                """{"__typename":"WebhookEvent","kind":"WEBHOOK_CREATED","name":null,"disabledReason":null}""",
                """{"__typename":"WebhookEvent","kind":"WEBHOOK_CHANGED","name":null,"disabledReason":null}""",
                """{"__typename":"WebhookEvent","kind":"WEBHOOK_DELETED","name":null,"disabledReason":null}""",
                """{"__typename":"WebhookEvent","kind":"WEBHOOK_DISABLED","name":null,"disabledReason":null}""",
            ],
            await NodesAsync(kit, Every));
    }

    [Fact]
    public async Task What_each_kind_tells_is_shown()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync(
            kit.New(EventKind.SubscriptionChanged, TestNetwork.Beta, details: """{"fields":["quantity","status"]}"""),
            kit.New(EventKind.AlertChanged, TestNetwork.Beta, details: """{"kind":"SPEND_SPIKE","status":"RESOLVED","owner":"Ana"}"""),
            kit.New(EventKind.BudgetSet, TestNetwork.Beta, details: """{"amount":250,"currency":"EUR"}"""),
            kit.New(EventKind.ContractedMinimumSet, TestNetwork.Beta, details: """{"quantity":25,"startsOn":"2027-04-01","endsOn":"2028-03-31"}"""),
            kit.New(EventKind.ImportSucceeded, null, details: """{"kind":"NETWORK","fileName":"n.json","created":3,"updated":4}"""),
            kit.New(EventKind.RenewalDue, TestNetwork.Beta, day: new(2027, 4, 1), threshold: 30, outcome: RenewalOutcome.ExtendedServiceTerm, quantity: 5, amount: 12.5m, currency: "EUR"),
            kit.New(EventKind.RenewalDrifted, TestNetwork.Beta, details: """{"formerly":"RENEWS","endedOn":"2027-03-31","until":"2027-04-01T06:00:00Z","since":"2027-02-01","minimum":9}"""),
            kit.New(EventKind.SpendSpiked, TestNetwork.Beta, day: new(2027, 2, 28), threshold: 400, severity: EventSeverity.Critical, amount: 40, baseline: 10, currency: "EUR",
                details: """{"dataAsOf":"2027-03-01T06:00:00Z","methods":["OVERNIGHT","SEASONAL"],"score":12.5,"entitlementId":"66bada28-271e-4b7a-aaf5-c0ead6312345","signs":["SUDDEN_COMPUTE","NEW_REGIONS"],"newRegions":["SOUTHEASTASIA"],"newMeters":["NC24"]}"""),
            kit.New(EventKind.BudgetReached, TestNetwork.Beta, threshold: 80, severity: EventSeverity.Warning, amount: 8, currency: "EUR"));
        Assert.Equal(
            string.Join('\n', [
                """{"__typename":"SubscriptionChangedEvent","kind":"SUBSCRIPTION_CHANGED","fields":["quantity","status"]}""",
                """{"__typename":"AlertChangedEvent","kind":"ALERT_CHANGED","alertKind":"SPEND_SPIKE","alertStatus":"RESOLVED","owner":"Ana"}""",
                """{"__typename":"BudgetSetEvent","kind":"BUDGET_SET","budget":{"amount":"250.00","currency":"EUR"}}""",
                """{"__typename":"ContractedMinimumSetEvent","kind":"CONTRACTED_MINIMUM_SET","quantity":25,"startsOn":"2027-04-01","endsOn":"2028-03-31"}""",
                """{"__typename":"ImportSucceededEvent","kind":"IMPORT_SUCCEEDED","importKind":"NETWORK","fileName":"n.json","created":3,"updated":4}""",
                """{"__typename":"RenewalEvent","kind":"RENEWAL_DUE","renewsOn":"2027-04-01","daysAhead":30,"late":null,"outcome":"EXTENDED_SERVICE_TERM","formerOutcome":null,"quantity":5,"lastMomentToChange":"2027-04-02T00:00:00Z","endedOn":null,"cancellationAllowedUntil":null,"contractedMinimum":null,"belowMinimumSince":null,"atStake":{"visibility":"VISIBLE","value":{"amount":"12.50","currency":"EUR"}}}""",
                """{"__typename":"RenewalEvent","kind":"RENEWAL_DRIFTED","renewsOn":null,"daysAhead":null,"late":null,"outcome":null,"formerOutcome":"RENEWS","quantity":null,"lastMomentToChange":null,"endedOn":"2027-03-31","cancellationAllowedUntil":"2027-04-01T06:00:00Z","contractedMinimum":9,"belowMinimumSince":"2027-02-01","atStake":null}""",
                """{"__typename":"SpendEvent","kind":"SPEND_SPIKED","day":"2027-02-28","percent":400,"severity":"CRITICAL","amount":{"value":{"amount":"40.00"}},"baseline":{"visibility":"VISIBLE","value":{"amount":"10.00"}},"methods":["OVERNIGHT","SEASONAL"],"score":12.5,"dataAsOf":"2027-03-01T06:00:00Z","entitlementId":"66bada28-271e-4b7a-aaf5-c0ead6312345","miningSigns":["SUDDEN_COMPUTE","NEW_REGIONS"],"newRegions":["SOUTHEASTASIA"],"newMeters":["NC24"]}""",
                """{"__typename":"SpendEvent","kind":"BUDGET_REACHED","day":null,"percent":80,"severity":"WARNING","amount":{"value":{"amount":"8.00"}},"baseline":{"visibility":"UNKNOWN","value":null},"methods":[],"score":null,"dataAsOf":null,"entitlementId":null,"miningSigns":[],"newRegions":[],"newMeters":[]}""",
            ]),
            string.Join('\n', await NodesAsync(kit, Every)));
    }

    [Fact]
    public async Task What_Microsoft_charges_is_hidden_from_resellers_and_what_usage_costs_at_list_price_is_not()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync(kit.New(EventKind.RenewalDue, TestNetwork.Beta, amount: 1, currency: "EUR"), kit.New(EventKind.SpendSpiked, TestNetwork.Beta, amount: 1, baseline: 2, currency: "EUR"));
        const string Costs = "{ events { nodes { ... on RenewalEvent { atStake { ...F } } ... on SpendEvent { amount { ...F } baseline { ...F } } } } } fragment F on Figure { visibility value { amount } }";
        Assert.Equal(
            ["""{"atStake":{"visibility":"HIDDEN","value":null}}""", """{"amount":{"visibility":"VISIBLE","value":{"amount":"1.00"}},"baseline":{"visibility":"VISIBLE","value":{"amount":"2.00"}}}"""],
            await NodesAsync(kit, Costs, EventKit.Of(TestNetwork.Beta)));
    }

    [Fact]
    public async Task What_is_selected_of_all_and_of_one_kind_is_merged_for_that_kind()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync((EventKind.SubscriptionCreated, TestNetwork.Beta), (EventKind.ResellerMoved, TestNetwork.Beta), (EventKind.SpendSpiked, TestNetwork.Gamma), (EventKind.RenewalDue, null));
        const string Merged = """
            { events { nodes {
                what: kind
                of: reseller { id }
                ... on SubscriptionCreatedEvent { of: reseller { depth parent { id } } is: __typename }
                ... on ResellerMovedEvent { reseller { depth } what: kind }
                ... { ... on Event { of: reseller { id } } }
                ...Spent } } }
            fragment Spent on SpendEvent { of: reseller { d: depth } kind }
            """;
        var (alpha, beta, gamma) = (Moves.Id(TestNetwork.Alpha), Moves.Id(TestNetwork.Beta), Moves.Id(TestNetwork.Gamma));
        Assert.Equal(
            [
                $$$$"""{"what":"SUBSCRIPTION_CREATED","of":{"id":"{{{{beta}}}}","depth":1,"parent":{"id":"{{{{alpha}}}}"}},"is":"SubscriptionCreatedEvent"}""",
                $$$"""{"what":"RESELLER_MOVED","of":{"id":"{{{beta}}}"},"reseller":{"depth":1}}""",
                $$"""{"what":"SPEND_SPIKED","of":{"id":"{{gamma}}","d":0},"kind":"SPEND_SPIKED"}""",
                """{"what":"RENEWAL_DUE","of":null}""",
            ],
            await NodesAsync(kit, Merged));
    }

    [Fact]
    public async Task What_every_kind_refers_to_can_be_asked_of_every_kind_by_itself()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync([.. Enum.GetValues<EventKind>().Select(kind => kit.New(kind, TestNetwork.Beta))]);
        // A join for each kind would be more of them than SQLite takes.
        var kinds = EventKinds.All().Select(type => $"... on {type.Name} {{ reseller {{ id parent {{ name }} }} customer {{ name }} subscription {{ name customer {{ id }} }} }}");
        var nodes = await NodesAsync(kit, $"{{ events(first: 100) {{ nodes {{ {string.Join(' ', kinds)} }} }} }}");
        Assert.Equal(Enum.GetValues<EventKind>().Length, nodes.Count(node => node.StartsWith($$"""{"reseller":{"id":"{{Moves.Id(TestNetwork.Beta)}}","parent":{"name":""", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_name_may_stand_for_other_fields_of_other_kinds()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync(kit.New(EventKind.RenewalDue, null, threshold: 7), kit.New(EventKind.BudgetReached, null, threshold: 80), kit.New(EventKind.SubscriptionEnded, null));
        Assert.Equal(
            ["""{"number":7}""", """{"number":80}""", "{}"],
            await NodesAsync(kit, "{ events { nodes { ... on RenewalEvent { number: daysAhead } ... on SpendEvent { number: percent } } } }"));
    }

    [Fact]
    public async Task Fields_are_left_out_and_two_logs_are_read_at_once()
    {
        await using var kit = await EventKit.CreateAsync();
        await kit.TellAsync((EventKind.RenewalDue, null), (EventKind.SpendSpiked, null));
        var answer = await kit.Changes.AskAsync("query($no: Boolean!) { a: events(first: 1) { nodes { kind @skip(if: $no) __typename } } b: events(kinds: [SPEND_SPIKED]) { nodes { ... on SpendEvent @include(if: $no) { kind } } pageInfo { hasNextPage } } }", new { no = true });
        Assert.Equal("""{"data":{"a":{"nodes":[{"__typename":"RenewalEvent"}]},"b":{"nodes":[{"kind":"SPEND_SPIKED"}],"pageInfo":{"hasNextPage":false}}}}""", answer.GetRawText());
    }

    static async Task<IEnumerable<string>> NodesAsync(EventKit kit, string query, Viewer? viewer = null)
    {
        var answer = await kit.Changes.AskAsync(query, caller: ChangeKit.Of(viewer ?? EventKit.Whole));
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
        return [.. answer.GetProperty("data").GetProperty("events").GetProperty("nodes").EnumerateArray().Select(node => node.GetRawText())];
    }
}
