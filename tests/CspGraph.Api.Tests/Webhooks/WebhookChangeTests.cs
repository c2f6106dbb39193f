using System.Text.Json;
using CspGraph.Api.Events;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Events;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Resellers;
using CspGraph.Api.Webhooks;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>How webhooks are made, changed, tried and taken away.</summary>
public sealed class WebhookChangeTests
{
    const string Create = "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret errors { code field } } }";

    [Fact]
    public async Task It_is_shown_as_it_was_made_its_secret_once_and_nowhere_else()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var given = new
        {
            name = " Back end ",
            url = "https://example.com/hook?a=1",
            topics = new[] { "SPEND_SPIKED", "RENEWAL_DUE" },
            filter = new { under = Moves.Id(TestNetwork.Alpha), minimumSeverity = "CRITICAL" },
            parallel = true,
            idempotencyKey = "once",
        };
        var made = (await kit.AskAsync(Create, new { input = given })).GetProperty("createWebhook");
        var secret = made.GetProperty("secret").GetString()!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        Assert.Null((await kit.AskAsync(Create, new { input = given })).GetProperty("createWebhook").GetProperty("secret").GetString());

        var shown = (await kit.AskAsync("{ webhooks { nodes { name url topics under { status } customer { id } minimumSeverity parallel seesCosts reseller { id } status disabledReason createdBy version health { backlog waiting failureRate } document } } }"))
            .GetProperty("webhooks").GetProperty("nodes");
        var document = shown[0].GetProperty("document").GetRawText();
        Assert.Equal(WebhookDocuments.Usual, shown[0].GetProperty("document").GetString());
        Assert.Equal("""[{"name":"Back end","url":"https://example.com/hook?a=1","topics":["RENEWAL_DUE","SPEND_SPIKED"],"under":{"status":"ACTIVE"},"customer":null,"minimumSeverity":"CRITICAL","parallel":true,"seesCosts":false,"reseller":null,"status":"ACTIVE","disabledReason":null,"createdBy":"Ann","version":1,"health":{"backlog":0,"waiting":0,"failureRate":null},"document":"@"}]""".Replace("\"@\"", document, StringComparison.Ordinal), shown.GetRawText());
        var stored = JsonSerializer.Serialize(new { Webhooks = await kit.Events.Changes.RowsAsync<Webhook>(), Audit = await kit.Events.Changes.RowsAsync<AuditEntry>(), Records = await kit.Events.Changes.RowsAsync<IdempotencyRecord>(), Events = await kit.Events.Changes.RowsAsync<EventRecord>() });
        Assert.DoesNotContain(secret["whsec_".Length..], stored, StringComparison.Ordinal);
        Assert.DoesNotContain((await kit.Events.Changes.RowsAsync<Webhook>()).Single().Secret, JsonSerializer.Serialize(await kit.Events.Changes.RowsAsync<AuditEntry>()), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { """{ "name": "" }""", "BAD_USER_INPUT", "name" },
        { """{ "url": "http://169.254.169.254/latest" }""", "BAD_USER_INPUT", "url" },
        { """{ "url": "https://10.1.2.3/hook" }""", "BAD_USER_INPUT", "url" },
        { """{ "url": "https://user:word@example.com/" }""", "BAD_USER_INPUT", "url" },
        { """{ "url": "ftp://example.com/" }""", "BAD_USER_INPUT", "url" },
        { """{ "topics": ["API_KEY_CREATED"] }""", "BAD_USER_INPUT", "topics" },
        { """{ "topics": ["RENEWAL_DUE"], "document": "subscription { spendEvents { id } }" }""", "BAD_USER_INPUT", "topics" },
        { """{ "document": "{ events { nodes { id } } }" }""", "BAD_USER_INPUT", "document" },
        { """{ "document": "subscription { events { nothing } }" }""", "BAD_USER_INPUT", "document" },
        { """{ "document": "subscription { events(kinds: [RENEWAL_DUE]) { id } }" }""", "BAD_USER_INPUT", "document" },
        { """{ "document": "subscription($a: String!) { events(after: $a) { id } }" }""", "BAD_USER_INPUT", "document" },
        { """{ "document": "subscription { events { reseller { customers(first: 500) { nodes { id } } } } }" }""", "BAD_USER_INPUT", "document" },
        { """{ "reseller": "UNKNOWN" }""", "NOT_FOUND", "reseller" },
        { """{ "filter": { "customer": "UNKNOWN" } }""", "NOT_FOUND", "filter.customer" },
        { """{ "filter": { "under": "UNKNOWN" } }""", "NOT_FOUND", "filter.under" },
        { """{ "after": "nowhere" }""", "INVALID_CURSOR", "after" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task What_is_none_is_refused_and_changes_nothing(string input, string code, string field)
    {
        await using var kit = await WebhookKit.CreateAsync();
        var before = await kit.Events.Changes.StateAsync();
        var given = new Dictionary<string, object> { ["name"] = "Hook", ["url"] = "https://example.com/" };
        foreach (var property in JsonElement.Parse(input).EnumerateObject()) given[property.Name] = property.Value;

        var answer = (await kit.AskAsync(Create, new { input = given })).GetProperty("createWebhook");

        Assert.Equal($$"""{"webhook":null,"secret":null,"errors":[{"code":"{{code}}","field":"{{field}}"}]}""", answer.GetRawText());
        Assert.Equal(before, await kit.Events.Changes.StateAsync());
        Assert.Empty(await kit.Events.Changes.RowsAsync<Webhook>());
    }

    [Fact]
    public async Task A_reseller_can_have_no_costs_told_and_no_more_than_its_number()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var alpha = ChangeKit.Of(EventKit.Of(TestNetwork.Alpha));
        Assert.Equal("BAD_USER_INPUT", await CodeAsync(kit, alpha, seesCosts: true));
        for (var i = 0; i < WebhookKit.Usual.MaxPerReseller; i++) Assert.Null(await CodeAsync(kit, alpha));
        Assert.Equal("LIMIT_REACHED", await CodeAsync(kit, alpha));
        Assert.Null(await CodeAsync(kit, ChangeKit.Admin));
    }

    [Fact]
    public async Task A_tenant_has_no_more_than_its_number()
    {
        await using var kit = await WebhookKit.CreateAsync(WebhookKit.Usual with { MaxPerTenant = 2 });
        Assert.Null(await CodeAsync(kit, ChangeKit.Admin));
        Assert.Null(await CodeAsync(kit, ChangeKit.Of(EventKit.Of(TestNetwork.Alpha))));
        Assert.Equal("LIMIT_REACHED", await CodeAsync(kit, ChangeKit.Admin));
        Assert.Null(await CodeAsync(kit, ChangeKit.Of(new Viewer(2, Role.DistributorAdmin, null))));
    }

    [Fact]
    public async Task Without_a_key_to_keep_secrets_by_there_are_none()
    {
        await using var kit = await WebhookKit.CreateAsync(WebhookKit.Usual with { Keys = [] });
        Assert.Equal("WEBHOOKS_UNAVAILABLE", await CodeAsync(kit, ChangeKit.Admin));
    }

    [Fact]
    public async Task Who_does_not_manage_access_makes_and_sees_none()
    {
        await using var kit = await WebhookKit.CreateAsync();
        await kit.CreateWebhookAsync("/hook");
        var analyst = ChangeKit.Of(new Viewer(1, Role.DistributorAnalyst, null));
        foreach (var query in new[] { "mutation { createWebhook(input: { name: \"a\", url: \"https://example.com/\" }) { secret } }", "{ webhooks { nodes { id } } }", "{ deliveries { nodes { id } } }" })
            Assert.Equal("AUTH_NOT_AUTHORIZED", (await kit.Events.Changes.AskAsync(query, caller: analyst)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_one_before_for_a_while()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, first) = await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();
        var rotated = (await kit.AskAsync("mutation($id: ID!) { rotateWebhookSecret(input: { id: $id, overlapHours: 2 }) { secret webhook { previousSecretUntil } errors { code } } }", new { id })).GetProperty("rotateWebhookSecret");
        var second = rotated.GetProperty("secret").GetString()!;
        Assert.Equal("2027-03-01T14:00:00Z", rotated.GetProperty("webhook").GetProperty("previousSecretUntil").GetString());

        await kit.TellAsync(1);
        Assert.Equal([second, first], Signers(await kit.Receiver.NextAsync("/hook"), first, second));
        await WebhookKit.UntilAsync(async () => (await kit.DeliveriesAsync()).Count == 1);
        kit.Skip(to: new(2027, 3, 1, 14, 0, 0, DateTimeKind.Utc));
        await kit.TellAsync(1);
        Assert.Equal([second], Signers(await kit.Receiver.NextAsync("/hook"), first, second));
    }

    [Fact]
    public async Task What_was_delivered_or_given_up_can_be_sent_again_one_by_one_and_by_time()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.StartAsync();
        var told = (await kit.TellAsync(3)).Select(EventKit.Cursor).ToList();
        await WebhookKit.UntilAsync(async () => (await kit.DeliveriesAsync()).Count(row => row.Status is WebhookDeliveryStatus.Delivered) == 3);
        await kit.Receiver.NextAsync("/hook", 3);
        var deliveries = (await kit.AskAsync("query($id: ID!) { webhook(id: $id) { deliveries(where: { status: { eq: DELIVERED } }) { nodes { id event topic attempts } } } }", new { id })).GetProperty("webhook").GetProperty("deliveries").GetProperty("nodes");
        Assert.Equal(told.Order(StringComparer.Ordinal), deliveries.EnumerateArray().Select(node => node.GetProperty("event").GetString()).Order(StringComparer.Ordinal));

        await kit.AskAsync("mutation($id: ID!) { retryDelivery(input: { id: $id }) { delivery { status } errors { code } } }", new { id = deliveries.EnumerateArray().Single(node => node.GetProperty("event").GetString() == told[1]).GetProperty("id").GetString() });
        await kit.PassUntilAsync(async () => (await kit.DeliveriesAsync()).Sum(row => row.Attempts) == 3 && (await kit.DeliveriesAsync()).All(row => row.Status is WebhookDeliveryStatus.Delivered) && kit.Receiver.Count("/hook") == 4);
        Assert.Equal([told[1]], kit.Receiver.Rest("/hook").Select(message => message.Id));

        kit.Skip(to: new(2027, 3, 2, 0, 0, 0, DateTimeKind.Utc));
        var later = (await kit.TellAsync(1)).Select(EventKit.Cursor).Single();
        await kit.Receiver.NextAsync("/hook");
        const string Replay = "mutation($input: ReplayDeliveriesInput!) { replayDeliveries(input: $input) { deliveries errors { code } } }";
        async Task<string> ReplayAsync(object input) => (await kit.AskAsync(Replay, new { input })).GetProperty("replayDeliveries").GetRawText();
        Assert.Equal("""{"deliveries":0,"errors":[]}""", await ReplayAsync(new { webhook = id, from = "2027-03-01T00:00:00Z", statuses = new[] { "FAILED" } }));
        Assert.Equal("""{"deliveries":3,"errors":[]}""", await ReplayAsync(new { webhook = id, from = "2027-03-01T00:00:00Z", to = "2027-03-02T00:00:00Z", dryRun = true }));
        Assert.Equal("""{"deliveries":0,"errors":[{"code":"BAD_USER_INPUT"}]}""", await ReplayAsync(new { webhook = id, from = "2027-03-02T00:00:00Z", to = "2027-03-01T00:00:00Z" }));
        Assert.Equal("""{"deliveries":4,"errors":[]}""", await ReplayAsync(new { webhook = id, from = "2027-03-01T00:00:00Z" }));
        await kit.PassUntilAsync(async () => (await kit.DeliveriesAsync()).All(row => row.Status is WebhookDeliveryStatus.Delivered));
        Assert.Equal([.. told, later], kit.Receiver.Rest("/hook").Select(message => message.Id));
    }

    [Fact]
    public async Task It_can_be_tried_and_a_dry_run_shows_what_would_be_sent()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, secret) = await kit.CreateWebhookAsync("/hook", new { topics = new[] { "RENEWAL_DUE" } });
        const string Try = "mutation($input: TestWebhookInput!) { testWebhook(input: $input) { request { url headers { name value } body } result { delivered responseStatus failure response } errors { code field } } }";
        async Task<JsonElement> TryAsync(object input) => (await kit.AskAsync(Try, new { input })).GetProperty("testWebhook");

        var dry = await TryAsync(new { id, dryRun = true });
        Assert.Equal(JsonValueKind.Null, dry.GetProperty("result").ValueKind);
        Assert.Empty(kit.Receiver.Rest("/hook"));
        Assert.Equal("RENEWAL_DUE", JsonElement.Parse(dry.GetProperty("request").GetProperty("body").GetString()!).GetProperty("type").GetString());

        Assert.Equal("""{"delivered":true,"responseStatus":204,"failure":null,"response":null}""", (await TryAsync(new { id })).GetProperty("result").GetRawText());
        var sample = await kit.Receiver.NextAsync("/hook");
        Assert.Equal("test_RENEWAL_DUE", sample.Id);
        Assert.Equal([secret], Signers(sample, secret));

        var told = await kit.Events.TellAsync(kit.Events.New(EventKind.RenewalDue, TestNetwork.Beta), kit.Events.New(EventKind.ImportSucceeded, null));
        kit.Receiver.Answer("/hook", status: 400, body: "No.");
        Assert.Equal("""{"delivered":false,"responseStatus":400,"failure":"REFUSED","response":"No."}""", (await TryAsync(new { id })).GetProperty("result").GetRawText());
        Assert.Equal($"test_{EventKit.Cursor(told[0])}", (await kit.Receiver.NextAsync("/hook")).Id);
        await TryAsync(new { id, @event = EventKit.Cursor(told[0]) });
        Assert.Equal($"test_{EventKit.Cursor(told[0])}", (await kit.Receiver.NextAsync("/hook")).Id);
        // Of a topic that it is not sent.
        Assert.Equal("""[{"code":"NOT_FOUND","field":"event"}]""", (await TryAsync(new { id, @event = EventKit.Cursor(told[1]) })).GetProperty("errors").GetRawText());
        Assert.Equal("""[{"code":"BAD_USER_INPUT","field":"topic"}]""", (await TryAsync(new { id, topic = "API_KEY_CREATED" })).GetProperty("errors").GetRawText());
        Assert.Equal("""[{"code":"NOT_FOUND","field":"event"}]""", (await TryAsync(new { id, @event = EventKit.Cursor(kit.Events.New(EventKind.ImportSucceeded, null)) })).GetProperty("errors").GetRawText());
        // Of what its document does not show there is no message but the example.
        await kit.UpdateAsync(id, new { document = "subscription { spendEvents { id } }", topics = Array.Empty<string>() });
        Assert.Equal("test_RENEWAL_DUE", (await TryAsync(new { id, topic = "RENEWAL_DUE", dryRun = true })).GetProperty("request").GetProperty("headers")[0].GetProperty("value").GetString());
        Assert.Equal("NOT_FOUND", (await TryAsync(new { id, @event = EventKit.Cursor(told[0]), dryRun = true })).GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Empty(await kit.DeliveriesAsync());
    }

    [Fact]
    public async Task What_is_wrong_with_a_document_suggests_no_name_of_the_schema()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var error = (await kit.AskAsync("mutation { createWebhook(input: { name: \"a\", url: \"https://example.com/\", document: \"subscription { events { kin } }\" }) { errors { message } } }")).GetProperty("createWebhook").GetProperty("errors")[0];
        Assert.Contains("kin", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("kind", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_taken_away_is_sent_nothing_more_and_its_deliveries_go_with_it()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var (id, _) = await kit.CreateWebhookAsync("/hook");
        await kit.CreateWebhookAsync("/other");
        await kit.StartAsync();
        await kit.TellAsync(1);
        await WebhookKit.UntilAsync(async () => (await kit.DeliveriesAsync()).Count == 2);

        Assert.Equal($$"""{"deletedId":"{{id}}","errors":[]}""", (await kit.AskAsync("mutation($id: ID!) { deleteWebhook(input: { id: $id }) { deletedId errors { code } } }", new { id })).GetProperty("deleteWebhook").GetRawText());
        await kit.TellAsync(1);

        await kit.Receiver.NextAsync("/other", 2);
        Assert.Single(kit.Receiver.Rest("/hook"));
        Assert.Empty(await kit.DeliveriesAsync(id));
        Assert.Single(await kit.Events.Changes.RowsAsync<WebhookProgress>());
    }

    [Fact]
    public async Task The_topics_are_all_kinds_that_are_no_secret_each_with_an_example()
    {
        await using var kit = await WebhookKit.CreateAsync();
        var topics = (await kit.AskAsync("{ webhookTopics { topic shownAs filters samplePayload } }")).GetProperty("webhookTopics").EnumerateArray().ToList();
        Assert.Equal(WebhookTopics.All.Select(EventType.Kind.NameOf), topics.Select(topic => topic.GetProperty("topic").GetString()));
        Assert.All(topics, topic => Assert.Equal(topic.GetProperty("topic").GetString(), JsonElement.Parse(topic.GetProperty("samplePayload").GetString()!).GetProperty("type").GetString()));
        var renewal = topics.Single(topic => topic.GetProperty("topic").GetString() == "RENEWAL_DUE");
        Assert.Equal(("RenewalEvent", """["under","customer","minimumSeverity"]"""), (renewal.GetProperty("shownAs").GetString(), renewal.GetProperty("filters").GetRawText()));
    }

    static async Task<string?> CodeAsync(WebhookKit kit, Caller caller, bool seesCosts = false)
    {
        var errors = (await kit.AskAsync(Create, new { input = new { name = "Hook", url = "https://example.com/", seesCosts } }, caller)).GetProperty("createWebhook").GetProperty("errors");
        return errors.GetArrayLength() == 0 ? null : errors[0].GetProperty("code").GetString();
    }

    /// <summary>Which secrets have signed a message, in the order of the signatures.</summary>
    static IEnumerable<string> Signers(Received message, params string[] secrets) => message.Headers["webhook-signature"].Split(' ').Select(signature => secrets.SingleOrDefault(secret =>
        signature == "v1," + Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]),
            (byte[])[.. System.Text.Encoding.ASCII.GetBytes($"{message.Id}.{message.Headers["webhook-timestamp"]}."), .. message.Body]))) ?? "somebody else");
}
