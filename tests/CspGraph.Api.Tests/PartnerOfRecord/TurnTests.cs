using System.Text.Json;
using CspGraph.Api.PartnerCenter;
using CspGraph.Api.PartnerOfRecord;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Domain.Catalog;
using CspGraph.Domain.Customers;
using CspGraph.Domain.PartnerOfRecord;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using static CspGraph.Api.Tests.PartnerOfRecord.PartnerKit;

namespace CspGraph.Api.Tests.PartnerOfRecord;

/// <summary>Every answer is kept; a verdict that turns is told once, with all that it affects.</summary>
public sealed class TurnTests
{
    static readonly DateTime Morning = new(2027, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_first_look_is_no_turn_and_a_second_one_finds_nothing_new()
    {
        await using var kit = await CreateAsync();
        Assert.Empty(await kit.TurnsAsync());
        Assert.Equal([VerdictOutcome.Allowed, VerdictOutcome.Allowed, VerdictOutcome.Allowed], (await kit.OutcomesAsync()).Values);
        var kept = await kit.Changes.RowsAsync<PartnerOfRecordResult>();
        Assert.Equal(10, kept.Count);
        Assert.Empty(await kit.RefreshAsync());
        Assert.Equal(10, (await kit.Changes.RowsAsync<PartnerOfRecordResult>()).Count);
    }

    [Fact]
    public async Task Whoever_turns_is_told_once_and_so_is_who_stands_under_its_PLA_ID()
    {
        await using var kit = await CreateAsync();
        kit.AskInstead(new Asked((PartnerOfRecordRule.ResellerTenant, CheckOutcome.Failed, "900414"), (PartnerOfRecordRule.LocationAccount, CheckOutcome.Unknown, null)));
        var first = await kit.RecheckAsync([Alpha]);
        Assert.Equal("""{"source":"PARTNER_CENTER","resellers":[{"plaId":"7001","partnerOfRecord":{"outcome":"BLOCKED"}}],"errors":[]}""", first.GetRawText());
        Assert.Equal([Alpha, Beta], (await kit.TurnsAsync()).Select(turn => turn.SubjectId).Order());
        Assert.Equal("BLOCKED 7001 POR_LOCATION_ACCOUNT_UNKNOWN POR_RESELLER_TENANT_INACTIVE/900414", await kit.ValidateAsync($"reseller: \"{Beta}\", country: \"PT\", operation: NEW_ORDER, on: \"2027-03-01\""));

        await kit.RecheckAsync([Alpha]);
        Assert.Equal(2, (await kit.TurnsAsync()).Count);
    }

    [Fact]
    public async Task A_turn_tells_what_it_affects_and_what_is_refused_from_now_on()
    {
        await using var kit = await CreateAsync();
        var (sold, under) = await SellAsync(kit);
        await kit.EditAsync(TestNetwork.Alpha, row => row.MaicppStatus = MaicppStatus.Suspended);
        // The edit has no date: what was kept before says otherwise of the same day, and the failed answer holds.
        var turns = await kit.RefreshAsync();
        var alpha = JsonElement.Parse(turns.Single(turn => turn.SubjectId == Alpha).Details!);
        var beta = JsonElement.Parse(turns.Single(turn => turn.SubjectId == Beta).Details!);

        Assert.Equal(("7001", "ALLOWED", "BLOCKED"), (alpha.GetProperty("plaId").GetString(), alpha.GetProperty("before").GetString(), alpha.GetProperty("after").GetString()));
        Assert.Equal("POR_MAICPP_INACTIVE", Assert.Single(alpha.GetProperty("checks").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal((2, 1, "2027-06-30"), (alpha.GetProperty("subscriptionCount").GetInt32(), alpha.GetProperty("customerCount").GetInt32(), alpha.GetProperty("nextRenewalOn").GetString()));
        Assert.Equal([under, sold], alpha.GetProperty("subscriptions").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        Assert.Equal([under], beta.GetProperty("subscriptions").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(
            """{"refused":["NEW_ORDER","SEAT_INCREASE","SEAT_DECREASE","BILLING_PLAN_CHANGE","TERM_CHANGE","TRANSFER","MIGRATION","UPGRADE","SCHEDULED_CHANGE"],"warned":["AUTO_RENEW_OFF","CANCELLATION","SUSPEND"],"unaffected":["AUTO_RENEWAL"]}""",
            alpha.GetProperty("operations").GetRawText());
        var shown = await kit.Changes.AskAsync($$"""{ reseller(id: "{{Beta}}") { partnerOfRecord { affectedSubscriptions { nodes { id } } } } }""");
        Assert.Equal(under, shown.GetProperty("data").GetProperty("reseller").GetProperty("partnerOfRecord").GetProperty("affectedSubscriptions").GetProperty("nodes")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_was_known_at_the_end_of_a_day_is_answered_as_it_was()
    {
        await using var kit = await CreateAsync();
        kit.AskInstead(new Asked((PartnerOfRecordRule.ProgramMembership, CheckOutcome.Failed, "900149")));
        await kit.RecheckAsync([Alpha]);
        kit.Changes.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("ALLOWED", await AsOfAsync("2027-02-28"));
        Assert.Equal("BLOCKED", await AsOfAsync("2027-03-01"));
        // Before anybody had stated anything.
        Assert.Equal("UNKNOWN", await AsOfAsync("2026-01-14"));
        var history = await kit.Changes.AskAsync($$"""{ reseller(id: "{{Alpha}}") { partnerOfRecord { history(where: { rule: { eq: PROGRAM_MEMBERSHIP } }, order: [{ checkedAt: ASC }]) { nodes { outcome source upstreamCode checkedAt supersededAt } } } } }""");
        Assert.Equal(
            """[{"outcome":"PASSED","source":"STORED_FACTS","upstreamCode":null,"checkedAt":"2026-01-15T00:00:00Z","supersededAt":"2027-03-01T09:00:00Z"},{"outcome":"FAILED","source":"PARTNER_CENTER","upstreamCode":"900149","checkedAt":"2027-03-01T09:00:00Z","supersededAt":null}]""",
            history.GetProperty("data").GetProperty("reseller").GetProperty("partnerOfRecord").GetProperty("history").GetProperty("nodes").GetRawText());

        async Task<string> AsOfAsync(string day) => (await kit.Changes.AskAsync($$"""{ reseller(id: "{{Alpha}}") { partnerOfRecord { asOf(date: "{{day}}") { outcome } } } }"""))
            .GetProperty("data").GetProperty("reseller").GetProperty("partnerOfRecord").GetProperty("asOf").GetProperty("outcome").GetString()!;
    }

    [Fact]
    public async Task An_older_answer_that_comes_later_holds_no_longer()
    {
        await using var kit = await CreateAsync();
        kit.AskInstead(new Asked((PartnerOfRecordRule.ResellerTenant, CheckOutcome.Failed, "900400")) { At = new DateTime(2025, 12, 1, 0, 0, 0, DateTimeKind.Utc) });
        await kit.RecheckAsync([Alpha]);
        Assert.Equal(VerdictOutcome.Allowed, (await kit.OutcomesAsync())[TestNetwork.Alpha]);
        Assert.Equal(Stated, (await kit.Changes.RowsAsync<PartnerOfRecordResult>()).Single(row => row.Outcome is CheckOutcome.Failed).SupersededAt);
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_changes_nothing_and_is_told()
    {
        await using var kit = await CreateAsync();
        kit.AskInstead(new Asked { Failure = new PartnerCenterException("Too many", code: "429", text: "Rate limit is exceeded", retryAfter: TimeSpan.FromSeconds(57)) });
        var before = await kit.Changes.StateAsync();
        Assert.Equal("""{"source":null,"resellers":[],"errors":[{"code":"UPSTREAM_UNAVAILABLE","message":"Partner Center gave no answer: Rate limit is exceeded. Try again in 57 s.","field":null,"upstreamCode":"429"}]}""",
            (await kit.RecheckAsync([Alpha])).GetRawText());
        Assert.Equal(before, await kit.Changes.StateAsync());
        Assert.Equal(10, (await kit.Changes.RowsAsync<PartnerOfRecordResult>()).Count);
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_and_keeps_nothing()
    {
        await using var kit = await CreateAsync();
        kit.AskInstead(new Asked((PartnerOfRecordRule.ResellerTenant, CheckOutcome.Failed, "900400")));
        Assert.Equal("BLOCKED", (await kit.RecheckAsync([Alpha], dryRun: true)).GetProperty("resellers")[0].GetProperty("partnerOfRecord").GetProperty("outcome").GetString());
        Assert.Equal(VerdictOutcome.Allowed, (await kit.OutcomesAsync())[TestNetwork.Alpha]);
        Assert.Empty(await kit.TurnsAsync());
    }

    [Fact]
    public async Task Whoever_is_out_of_sight_or_has_no_PLA_ID_is_not_checked()
    {
        await using var kit = await CreateAsync();
        var alpha = ChangeKit.Of(new Viewer(1, Role.ResellerAdmin, TestNetwork.Alpha));
        var errors = (await kit.RecheckAsync([Alpha, Beta, Gamma], caller: alpha)).GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code").GetString()} {error.GetProperty("field").GetString()}");
        Assert.Equal(["BAD_USER_INPUT resellers[1]", "NOT_FOUND resellers[2]"], errors);
    }

    /// <summary>A subscription of Alpha's and one of Beta's, both under Alpha's PLA ID, and one that is over.</summary>
    static async Task<(string Sold, string Under)> SellAsync(PartnerKit kit)
    {
        await using var db = kit.Changes.Database.Open(new Viewer(1, Role.DistributorAdmin, null));
        var product = new Product { Id = Guid.CreateVersion7(), ProductId = "CFQ7TTC0LF8S", Name = "Microsoft 365 E5", Family = ProductFamily.Microsoft365 };
        var sku = new Sku { Id = Guid.CreateVersion7(), ProductId = product.Id, SkuId = "0001", CatalogId = "CFQ7TTC0LF8S:0001", Name = "Microsoft 365 E5" };
        var customer = new Customer { Id = Guid.CreateVersion7(), Name = "Quinta", EntraTenantId = Guid.NewGuid(), ResellerId = TestNetwork.Alpha, Country = "PT" };
        var (sold, under, over) = (New(TestNetwork.Alpha, new(2027, 9, 30)), New(TestNetwork.Beta, new(2027, 6, 30)), New(TestNetwork.Alpha, new(2027, 4, 30)));
        over.Status = SubscriptionStatus.Deleted;
        db.AddRange(product, sku, customer, sold, under, over);
        await db.SaveChangesAsync();
        return (new Engine.NodeId('S', sold.Id).ToString(), new Engine.NodeId('S', under.Id).ToString());

        CspSubscription New(Guid reseller, DateOnly end) => new()
        {
            Id = Guid.CreateVersion7(),
            SubscriptionId = Guid.NewGuid(),
            Name = "E5",
            CustomerId = customer.Id,
            ResellerId = reseller,
            ProductId = product.Id,
            SkuId = sku.Id,
            Quantity = 5,
            Currency = "EUR",
            BillingCycle = BillingCycle.Monthly,
            Status = SubscriptionStatus.Active,
            StartDate = new(2026, 7, 1),
            CommitmentEndDate = end,
            AutoRenew = true,
            PartnerOfRecordId = "7001",
            AsOf = Stated,
        };
    }

    /// <summary>Answers as it is told to.</summary>
    sealed class Asked(params (PartnerOfRecordRule Rule, CheckOutcome Outcome, string? Code)[] answers) : IPartnerOfRecordSource
    {
        public DateTime At { get; init; } = Morning;
        public PartnerCenterException? Failure { get; init; }

        public PartnerOfRecordSourceKind Kind => PartnerOfRecordSourceKind.PartnerCenter;

        public bool Serves(AskingTenant tenant) => tenant.Slug == "contoso";

        public Task<IReadOnlyList<SourceAnswer>> AskAsync(AskingTenant tenant, IReadOnlyList<AskedReseller> resellers, CancellationToken cancellation) => Failure is not null ? throw Failure
            : Task.FromResult<IReadOnlyList<SourceAnswer>>([.. resellers.SelectMany(reseller => answers.Select(answer => new SourceAnswer(reseller.Id, new(answer.Rule, answer.Outcome, answer.Code, null, Kind, At))))]);
    }
}
