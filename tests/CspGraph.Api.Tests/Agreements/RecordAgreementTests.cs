using System.Text.Json;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.PartnerOfRecord;
using CspGraph.Domain.Agreements;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Agreements;

/// <summary>What is so of a customer's agreement is recorded by who may, and files state it beside.</summary>
public sealed class RecordAgreementTests
{
    const string Record = """
        mutation($input: RecordAgreementInput!) { recordAgreement(input: $input) {
          agreement { status acceptedOn signatoryName signatoryEmail acceptanceMethod templateId } errors { code field } } }
        """;

    [Fact]
    public async Task An_attestation_of_the_distributor_s_is_recorded_with_who_accepted_when_what_and_how()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        Assert.Equal("""{"status":"ACCEPTED_BY_ATTESTATION","acceptedOn":"2027-02-01","signatoryName":"Ana Lopes","signatoryEmail":"ana@contoso.example","acceptanceMethod":"ATTESTATION","templateId":"t1"}""",
            await AskAsync(kit, Attested(kit, "2027-02-01")));
        var told = Assert.Single(await EventsAsync(kit));
        Assert.Equal((kit.Customer(), """{"before":null,"status":"ACCEPTED_BY_ATTESTATION","acceptedOn":"2027-02-01","acceptanceMethod":"ATTESTATION"}"""), (told.SubjectId, told.Details));
        Assert.Equal((kit.Reseller("1001"), kit.Customer()), (new NodeId('R', told.ResellerId!.Value).ToString(), new NodeId('C', told.CustomerId!.Value).ToString()));
        Assert.Equal((told.ResellerId, kit.Customer()), ((await kit.Changes.RowsAsync<CustomerAgreement>()).Single() is var row ? row.ResellerId : null, new NodeId('C', row!.CustomerId).ToString()));
        Assert.Contains(await kit.Changes.RowsAsync<AuditEntry>(), entry => entry.Action is "recordAgreement" && entry.Outcome is AuditOutcome.Succeeded && entry.SubjectId == kit.Customer());
    }

    [Fact]
    public async Task A_customer_s_one_agreement_goes_from_state_to_state()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        Assert.Contains("\"status\":\"PENDING\",\"acceptedOn\":null", await NextAsync(kit, new { customer = kit.Customer(), status = "PENDING" }), StringComparison.Ordinal);
        Assert.Contains("\"acceptanceMethod\":\"ATTESTATION\",\"templateId\":\"t1\"", await NextAsync(kit, Attested(kit, "2027-02-01")), StringComparison.Ordinal);
        Assert.Contains("\"acceptanceMethod\":\"DIRECT\",\"templateId\":null", await NextAsync(kit, new { customer = kit.Customer(), status = "ACCEPTED_DIRECTLY", acceptedOn = "2027-02-02" }), StringComparison.Ordinal);
        Assert.Contains("\"acceptanceMethod\":\"ATTESTATION\"", await NextAsync(kit, new { customer = kit.Customer(), status = "REACCEPTANCE_REQUIRED" }), StringComparison.Ordinal);
        Assert.Contains("\"acceptanceMethod\":null", await NextAsync(kit, new { customer = kit.Customer(), status = "REQUIRED" }), StringComparison.Ordinal);
        Assert.Single(await kit.Changes.RowsAsync<CustomerAgreement>());
        Assert.Equal(5, (await EventsAsync(kit)).Count);
    }

    [Theory]
    [InlineData("2023-03-31", "REACCEPTANCE_REQUIRED")]
    [InlineData("2023-04-01", "ACCEPTED_BY_ATTESTATION")]
    public async Task An_attestation_from_before_1_April_2023_must_be_accepted_again(string day, string status)
    {
        await using var kit = await AssignmentKit.CreateAsync();
        Assert.StartsWith($$"""{"status":"{{status}}","acceptedOn":"{{day}}",""", await AskAsync(kit, Attested(kit, day)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reseller_records_what_its_customer_has_accepted_and_attests_nothing()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        var before = await StateAsync(kit);
        Assert.Equal("AGREEMENT_ATTESTATION_NOT_ALLOWED@status", await AskAsync(kit, Attested(kit, "2027-02-01"), kit.Of("1001")));
        Assert.Equal("NOT_FOUND@customer", await AskAsync(kit, new { customer = kit.Customer(), status = "PENDING" }, kit.Of("1002")));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await AskAsync(kit, new { customer = kit.Customer(), status = "PENDING" }, kit.Of("1001", Role.ResellerAnalyst)));
        Assert.Equal(before, await StateAsync(kit));
        Assert.Contains("ACCEPTED_DIRECTLY", await AskAsync(kit, new { customer = kit.Customer(), status = "ACCEPTED_DIRECTLY", acceptedOn = "2027-02-01" }, kit.Of("1001")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rules_do_not_allow_is_refused_and_nothing_changes()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        var (before, customer) = (await StateAsync(kit), kit.Customer());
        Assert.Equal("NOT_FOUND@customer", await AskAsync(kit, new { customer = new NodeId('C', TestNetwork.Alpha).ToString(), status = "PENDING" }));
        Assert.Equal("NOT_FOUND@customer", await AskAsync(kit, new { customer = kit.Reseller("1001"), status = "PENDING" }));
        Assert.Equal("BAD_USER_INPUT@acceptedOn", await AskAsync(kit, new { customer, status = "ACCEPTED_DIRECTLY", acceptedOn = "2027-03-02" }));
        Assert.Equal("BAD_USER_INPUT@signatoryFirstName", await AskAsync(kit, new { customer, status = "ACCEPTED_BY_ATTESTATION", acceptedOn = "2027-02-01" }));
        Assert.Equal("BAD_USER_INPUT@signatoryLastName", await AskAsync(kit, new { customer, status = "PENDING", signatoryFirstName = new string('a', 100), signatoryLastName = new string('b', 100) }));
        Assert.Equal("BAD_USER_INPUT@templateId", await AskAsync(kit, new { customer, status = "PENDING", templateId = "a b" }));
        Assert.Equal(before, await StateAsync(kit));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_a_key_makes_it_once()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        var before = await StateAsync(kit);
        Assert.Contains("PENDING", await AskAsync(kit, new { customer = kit.Customer(), status = "PENDING", dryRun = true }), StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(kit));
        Assert.Contains("PENDING", await AskAsync(kit, new { customer = kit.Customer(), status = "PENDING", idempotencyKey = "k" }), StringComparison.Ordinal);
        var once = await StateAsync(kit);
        Assert.Contains("PENDING", await AskAsync(kit, new { customer = kit.Customer(), status = "PENDING", idempotencyKey = "k" }), StringComparison.Ordinal);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED@idempotencyKey", await AskAsync(kit, new { customer = kit.Customer(), status = "REQUIRED", idempotencyKey = "k" }));
        Assert.Equal(once, await StateAsync(kit));
    }

    [Fact]
    public async Task An_older_file_that_is_imported_later_does_not_undo_it_and_a_newer_one_does()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        await AskAsync(kit, Attested(kit, "2027-02-01"));
        await kit.ImportAsync(Stated("2027-02-28T00:00:00Z"));
        var row = (await kit.Changes.RowsAsync<CustomerAgreement>()).Single();
        Assert.Equal((AgreementStatus.AcceptedByAttestation, AcceptanceMethod.Attestation, "t1"), (row.Status, row.AcceptanceMethod, row.TemplateId));
        await kit.ImportAsync(Stated("2027-03-02T00:00:00Z"));
        row = (await kit.Changes.RowsAsync<CustomerAgreement>()).Single();
        Assert.Equal((AgreementStatus.AcceptedDirectly, AcceptanceMethod.Direct, (string?)null), (row.Status, row.AcceptanceMethod, row.TemplateId));
    }

    [Fact]
    public async Task What_a_file_states_as_of_later_is_left_as_it_is()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        await kit.ImportAsync(Stated("2027-03-02T00:00:00Z"));
        var before = await StateAsync(kit);
        Assert.Equal("CONFLICT@status", await AskAsync(kit, Attested(kit, "2027-02-01")));
        Assert.Equal(before, await StateAsync(kit));
    }

    [Fact]
    public async Task One_that_says_the_same_again_is_told_once()
    {
        await using var kit = await AssignmentKit.CreateAsync();
        await AskAsync(kit, Attested(kit, "2027-02-01"));
        kit.Changes.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(kit, Attested(kit, "2027-02-01"));
        Assert.Single(await EventsAsync(kit));
    }

    static NetworkJson Stated(string asOf) => new NetworkJson(asOf).Customers(NetworkJson.Customer).Agreement(NetworkJson.Customer, ("acceptedOn", "2026-01-01"));

    static object Attested(AssignmentKit kit, string day) => new
    {
        customer = kit.Customer(),
        status = "ACCEPTED_BY_ATTESTATION",
        acceptedOn = day,
        signatoryFirstName = "Ana",
        signatoryLastName = "Lopes",
        signatoryEmail = "ana@contoso.example",
        templateId = "t1",
    };

    static Task<string> NextAsync(AssignmentKit kit, object input)
    {
        kit.Changes.Clock.Advance(TimeSpan.FromSeconds(1));
        return AskAsync(kit, input);
    }

    /// <summary>The agreement as it is answered, or why it was not recorded.</summary>
    static async Task<string> AskAsync(AssignmentKit kit, object input, Caller? caller = null)
    {
        var answer = await kit.Changes.AskAsync(Record, new { input }, caller);
        if (answer.GetProperty("data").ValueKind is JsonValueKind.Null || answer.GetProperty("data").GetProperty("recordAgreement") is not { ValueKind: JsonValueKind.Object } payload)
            return answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()!;
        var errors = payload.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code").GetString()}@{error.GetProperty("field").GetString()}").ToList();
        return errors.Count > 0 ? string.Join(' ', errors) : payload.GetProperty("agreement").GetRawText();
    }

    static async Task<List<EventRecord>> EventsAsync(AssignmentKit kit) => [.. (await kit.Changes.RowsAsync<EventRecord>()).Where(record => record.Kind is EventKind.AgreementRecorded)];

    static async Task<string> StateAsync(AssignmentKit kit) => await kit.StateAsync() + JsonSerializer.Serialize(await kit.Changes.RowsAsync<CustomerAgreement>());
}
