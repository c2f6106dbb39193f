using System.Text.RegularExpressions;
using CspGraph.Api.Imports;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Tests.Imports;

public sealed class ImportNewsTests
{
    const string Other = "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f";
    static readonly DateTime Noon = new(2024, 2, 8, 12, 0, 0, DateTimeKind.Utc);

    static string Succeeded(string kind, string file, int lines, int created, int updated) =>
        $"ImportSucceeded M:run; - - -; {{\"kind\":\"{kind}\",\"fileName\":\"{file}\",\"lineCount\":{lines},\"created\":{created},\"updated\":{updated}}}";

    static string Invoice(int lines, int created, int updated) => Succeeded("LICENSE_RECONCILIATION", "recon.csv", lines, created, updated);

    static string Network(int items, int created, int updated) => Succeeded("NETWORK", "network.json", items, created, updated);

    [Fact]
    public async Task A_first_file_tells_of_each_subscription_and_then_of_itself()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);

        var outcome = await kit.ImportAsync(new ReconciliationFile().Line().Line(("SubscriptionId", Other), ("Tier2MpnId", "0")));

        Assert.Equal(["1 SubscriptionCreated S:bbbb; 6034453 835a bbbb; -", "2 SubscriptionCreated S:aaaa; - 835a aaaa; -", "3 " + Invoice(2, 6, 0)], await news.NextAsync());
        await using var db = kit.Open();
        var run = db.ImportRuns.Whole().Single();
        Assert.Equal(outcome.RunId, run.Id);
        Assert.All(db.Events.Whole(), row => Assert.Equal((run.FinishedAt!.Value, run.FinishedAt.Value, 0L), (row.OccurredAt, row.RecordedAt, row.OccurredAt.Ticks % TimeSpan.TicksPerMillisecond)));
        Assert.Equal(3, db.Events.Whole().Select(row => row.Id).Distinct().Count());
        var seller = db.Resellers.Whole().Single(reseller => reseller.PlaId == "6034453").Id;
        Assert.Equal([1L], db.EventScopes.Whole().Where(scope => scope.AncestorId == seller).Select(scope => scope.Number));
    }

    [Fact]
    public async Task The_same_file_again_tells_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        var text = new ReconciliationFile().Line().Text();
        await kit.ImportAsync(text);
        await news.NextAsync();

        foreach (var content in new Stream[] { ReconciliationFile.Stream(text), ReconciliationFile.Compressed(text) }) Assert.True((await kit.ImportAsync(content)).AlreadyImported);

        Assert.Empty(await news.NextAsync());
    }

    [Fact]
    public async Task A_file_that_is_refused_or_cancelled_tells_nothing()
    {
        await using var kit = await ImportKit.CreateAsync();
        using var stop = new CancellationTokenSource();

        Assert.Equal(ImportStatus.Failed, (await kit.ImportAsync(new ReconciliationFile().Line().Line(("Total", "1")))).Status);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kit.ImportAsync(ReconciliationFile.Stream(new ReconciliationFile().Line().Text()), new AtOnce(stop.Cancel), stop.Token));

        Assert.Equal((0, 2), (await kit.CountAsync("Events"), await kit.CountAsync("ImportRuns")));
    }

    [Theory]
    [InlineData("Quantity", "60", "quantity")]
    [InlineData("SubscriptionDescription", "Ours", "name")]
    [InlineData("SkuId", "0002", "sku")]
    [InlineData("ProductId", "CFQ7TTC0LH0R", "product\",\"sku")]
    [InlineData("SubscriptionEndDate", "2023-05-19", "commitmentEndDate")]
    [InlineData("SubscriptionStartDate", "2021-01-01", "startDate")]
    [InlineData("TermAndBillingCycle", "Three-3 Years commitment for monthly billing", "termDuration")]
    public async Task A_file_that_changes_a_subscription_tells_which_fields(string column, string value, string fields)
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        await kit.ImportAsync(new ReconciliationFile().Line());
        await news.NextAsync();

        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("OrderDate", "2021-06-20"), ("ChargeStartDate", "2021-06-20"), ("ChargeEndDate", "2021-07-19"), ("EffectiveUnitPrice", ""), (column, value)));

        Assert.Equal($"3 SubscriptionChanged S:bbbb; 6034453 835a bbbb; {{\"fields\":[\"{fields}\"]}}", (await news.NextAsync())[0]);
    }

    [Fact]
    public async Task A_file_that_changes_only_a_price_tells_of_itself_alone()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        await kit.ImportAsync(new ReconciliationFile().Line());
        await news.NextAsync();
        var before = await kit.RowsAsync("Subscriptions");

        await kit.ImportAsync(new ReconciliationFile().Line(("InvoiceNumber", "G2"), ("ChargeStartDate", "2021-06-20"), ("ChargeEndDate", "2021-07-19"), ("EffectiveUnitPrice", "15")));

        Assert.NotEqual(before, await kit.RowsAsync("Subscriptions"));
        Assert.Equal(["3 " + Invoice(1, 0, 1)], await news.NextAsync());
    }

    [Theory]
    [InlineData("DELETED", "SubscriptionEnded", "-")]
    [InlineData("EXPIRED", "SubscriptionEnded", "-")]
    [InlineData("DISABLED", "SubscriptionEnded", "-")]
    [InlineData("SUSPENDED", "SubscriptionChanged", "{\"fields\":[\"status\"]}")]
    public async Task A_subscription_that_is_over_has_ended_once(string status, string kind, string details)
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        await kit.ImportAsync(new NetworkJson("2026-01-01T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions(NetworkJson.Subscription));
        await news.NextAsync();

        await kit.ImportAsync(new NetworkJson("2026-01-02T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions(NetworkJson.Subscription, ("status", status)));
        await kit.ImportAsync(new NetworkJson("2026-01-03T00:00:00Z").Customers(NetworkJson.Customer).Subscriptions(NetworkJson.Subscription, ("status", status), ("quantity", 30)));

        Assert.Equal([$"3 {kind} S:bbbb; - 835a bbbb; {details}", "4 " + Network(2, 0, 1), "5 SubscriptionChanged S:bbbb; - 835a bbbb; {\"fields\":[\"quantity\"]}", "6 " + Network(2, 0, 1)], await news.NextAsync());
    }

    [Fact]
    public async Task A_subscription_that_nothing_states_any_more_has_ended_and_is_named_by_its_id_alone()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        await kit.ImportAsync(new ReconciliationFile().Line().Line(("SubscriptionId", Other)));
        await news.NextAsync();

        await kit.ImportAsync(new ReconciliationFile().Line());

        Assert.Equal(["4 SubscriptionEnded S:aaaa; 6034453 835a -; -", "5 " + Invoice(1, 0, 0)], await news.NextAsync());
        Assert.Equal(1, await kit.CountAsync("Subscriptions"));
    }

    [Fact]
    public async Task An_issue_that_holds_no_more_when_it_comes_tells_of_itself_alone()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        await kit.ImportAsync(new ReconciliationFile().Line(), Noon.AddDays(1));
        await news.NextAsync();

        await kit.ImportAsync(new ReconciliationFile().Line(("Quantity", "60"), ("ChargeStartDate", "2021-06-20")).Line(("SubscriptionId", Other)), Noon);

        Assert.Equal(["3 " + Invoice(2, 1, 1)], await news.NextAsync());
    }

    [Fact]
    public async Task A_customer_that_moves_is_told_of_and_what_follows_it_is_not()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        const string third = "cccc1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f";
        static NetworkJson File(string day, string reseller) => new NetworkJson($"2026-01-{day}T00:00:00Z").Reseller("a").Reseller("b").Reseller("7001").Customers(NetworkJson.Customer, ("reseller", reseller));
        await kit.ImportAsync(File("01", "a").Subscriptions(NetworkJson.Subscription).Subscriptions(Other).Subscriptions(third, ("partnerOfRecord", "7001")));
        Assert.Equal(4, (await news.NextAsync()).Length);

        await kit.ImportAsync(File("02", "b").Subscriptions(Other, ("quantity", 26)));

        Assert.Equal(["5 CustomerMoved C:835a; B 835a -; -", "6 SubscriptionChanged S:aaaa; B 835a aaaa; {\"fields\":[\"quantity\",\"reseller\"]}", "7 " + Network(5, 0, 2)], await news.NextAsync());
        // But one that does not follow is told of itself: 7001 gets it, and neither of the two.
        await kit.ImportAsync(new NetworkJson("2026-01-03T00:00:00Z").Reseller("c", ("parent", "7001")).Customers(NetworkJson.Customer, ("reseller", "c")));
        await kit.ImportAsync(new NetworkJson("2026-01-04T00:00:00Z").Customers(NetworkJson.Customer, ("reseller", "a")));
        Assert.Equal(["8 CustomerMoved C:835a; C 835a -; -", "9 SubscriptionChanged S:cccc; C 835a cccc; {\"fields\":[\"reseller\"]}", "10 " + Network(2, 1, 1),
            "11 CustomerMoved C:835a; A 835a -; -", "12 SubscriptionChanged S:cccc; 7001 835a cccc; {\"fields\":[\"reseller\"]}", "13 " + Network(1, 0, 1)], await news.NextAsync());
    }

    [Fact]
    public async Task Resellers_that_come_under_another_are_told_of_first()
    {
        await using var kit = await ImportKit.CreateAsync();
        var news = new NewsKit(kit);
        static NetworkJson File(string day, string? parent) => new NetworkJson($"2026-01-{day}T00:00:00Z").Reseller("a").Reseller("b").Reseller("c", ("parent", parent)).Reseller("d", ("parent", "c"));
        foreach (var (day, parent) in new[] { ("02", (string?)"a"), ("03", "b"), ("04", null), ("01", "b") }) await kit.ImportAsync(File(day, parent));

        Assert.Equal(["1 " + Network(4, 4, 0), "2 ResellerMoved R:C; C - -; {\"from\":\"A\",\"to\":\"B\"}", "3 " + Network(4, 0, 1), "4 ResellerMoved R:C; C - -; {\"from\":\"B\",\"to\":null}", "5 " + Network(4, 0, 2), "6 " + Network(4, 0, 0)], await news.NextAsync());
        await using var db = kit.Open();
        Assert.Equal(["B", "C"], from scope in db.EventScopes.Whole() join reseller in db.Resellers.Whole() on scope.AncestorId equals reseller.Id where scope.Number == 2 orderby reseller.Reference select reseller.Reference);
    }

    [Fact]
    public async Task A_file_without_anything_to_tell_of_tells_of_itself()
    {
        await using var kit = await ImportKit.CreateAsync();
        await kit.ImportUsageAsync(new UsageFile().Line());

        Assert.Equal(EventKind.ImportSucceeded, Assert.Single(await new NewsKit(kit).EventsAsync()).Kind);
    }

    [Fact]
    public void The_fields_that_are_told_of_are_those_of_the_schema()
    {
        var type = Repository.Text("schema/cspgraph.graphql").Split("\ntype CspSubscription ")[1].Split("\n}")[0];
        var fields = Regex.Matches(type, "^  (\\w+)[(:]", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.Equal(fields.Except(["alerts", "asOf", "contractedMinimums", "id", "monthlyCost", "orderedAt", "renewal", "seatCounts", "unitPrice"]), SubscriptionNews.Names(-1));
    }

    sealed class AtOnce(Action then) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => then();
    }
}
