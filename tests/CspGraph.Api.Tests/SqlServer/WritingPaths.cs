using System.Text;
using CspGraph.Api.Demo;
using CspGraph.Api.Events;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Alerts;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Host;
using CspGraph.Api.Tests.Imports;
using CspGraph.Api.Tests.Orders;
using CspGraph.Api.Tests.PartnerOfRecord;
using CspGraph.Api.Tests.Subscriptions;
using CspGraph.Api.Tests.Usage;
using CspGraph.Api.Tests.Webhooks;
using CspGraph.Data;
using CspGraph.Data.Events;
using CspGraph.Domain.Customers;
using CspGraph.Domain.Events;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Subscriptions;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Usage;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>What writes, run on SQLite with a twin that writes the same for SQL Server. Later paths are a line each.</summary>
static class WritingPaths
{
    static readonly Viewer Admin = new(1, Role.DistributorAdmin, SubtreeRootId: null);

    public static readonly (string Name, Func<ServerTwin, Task> RunAsync)[] All =
    [
        ("the demo network", SeedAsync),
        ("files that are cancelled, and imported", ImportAsync),
        ("a file that repeats its lines, and one that states others' prices", RepeatAsync),
        ("resellers that move", MoveAsync),
        ("an invoice that is issued again", IssueAgainAsync),
        ("an import whose process was killed", SweepAsync),
        ("an import that is cancelled over HTTP", CancelAsync),
        ("events, of which one expires", AppendAsync),
        ("changes", ChangeAsync),
        ("Partners of Record that are assigned, and agreements that are recorded", AssignAsync),
        ("a reseller that is moved", MoveByChangeAsync),
        ("orders", OrderAsync),
        ("the renewal watch", WatchRenewalsAsync),
        ("the spend watch", WatchSpendAsync),
        ("alerts that are seen to, budgets, contracted minimums and the watch policy", WatchAsync),
        ("webhooks that are delivered to, fail, are replayed and go on", DeliverAsync),
    ];

    /// <summary>All of them, once; each by itself, for a query that is met again is not told again.</summary>
    public static readonly Lazy<Task<IReadOnlyList<ServerTwin>>> Twins = new(async () =>
    {
        Skip.IfNot(Data.TestDatabase.IsEmbedded, Data.TestDatabase.WhySkipped);
        var twins = new List<ServerTwin>();
        foreach (var path in All)
        {
            twins.Add(new());
            await path.RunAsync(twins[^1]);
        }
        return twins;
    });

    static async Task SeedAsync(ServerTwin twin)
    {
        await using var temp = await Data.TempDatabase.CreateAsync(twin);
        await DemoSeed.SeedAsync(temp.Database, DemoSize.Small, TimeProvider.System, progress: null, default);
    }

    static async Task ImportAsync(ServerTwin twin)
    {
        await using var kit = await ImportKit.CreateAsync(twin);
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var file = LargeFile.Of(kind);
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileImport.RunAsync(
                kit.Database, Admin, new(kind, "cancelled"), new MemoryStream(file.Bytes), new AtOnce(stop.Cancel), TimeProvider.System, stop.Token));
            await file.ImportAsync(kit);
        }
    }

    static async Task RepeatAsync(ServerTwin twin)
    {
        await using var kit = await ImportKit.CreateAsync(twin);
        var text = Encoding.UTF8.GetString(LargeFile.Of(ImportKind.PriceSheet).Bytes);
        Assert.Equal(ImportStatus.Succeeded, (await PriceFile.ImportAsync(kit, text + text.Split("\r\n")[1] + "\r\n")).Status);
        Assert.Equal(ImportStatus.Succeeded, (await PriceFile.ImportAsync(kit, text.Replace("345.6", "345.7", StringComparison.Ordinal))).Status);
    }

    static async Task MoveAsync(ServerTwin twin)
    {
        await using var kit = await ImportKit.CreateAsync(twin);
        foreach (var (asOf, parent) in new[] { ("2026-01-01", "a"), ("2026-01-01", "b"), ("2026-01-02", "a") })
        {
            var file = new NetworkJson($"{asOf}T00:00:00Z").Reseller("a").Reseller("b").Reseller("c", ("parent", parent)).Customers(NetworkJson.Customer, ("reseller", "c"))
                .Agreement(NetworkJson.Customer).Subscriptions(NetworkJson.Subscription).Minimum(NetworkJson.Subscription);
            Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(file)).Status);
        }
    }

    static async Task IssueAgainAsync(ServerTwin twin)
    {
        await using var kit = await ImportKit.CreateAsync(twin);
        var first = new ReconciliationFile().Line().Line(("CustomerId", "c139c4bf-2e8b-4ab5-8bed-d9f50dcca7a2"), ("SubscriptionId", "aaaa1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"));
        foreach (var file in new[] { first, new ReconciliationFile().Line(), new ReconciliationFile().Line(("Quantity", "7"), ("BillableQuantity", "7")) }) Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(file)).Status);
    }

    static async Task SweepAsync(ServerTwin twin)
    {
        await using var kit = await ImportKit.CreateAsync(twin);
        await using (var db = kit.Open())
        {
            var (then, run) = (TimeProvider.System.GetUtcNow().UtcDateTime, Guid.NewGuid());
            db.Add(new ImportRun
            {
                Id = run,
                Kind = ImportKind.DailyUsage,
                FileName = "killed.csv",
                Status = ImportStatus.Running,
                StartedAt = then,
                IssuedAt = then,
                ProgressAt = then,
                HidesRows = true,
                Owner = $"{Environment.MachineName} {int.MaxValue} 0",
            });
            var statement = new UsageStatement { Id = Guid.NewGuid(), Month = new(2026, 1, 1), Currency = "EUR", ImportRunId = run, ImportedAt = then, IssuedAt = then };
            db.AddRange(statement, new UsageDay { StatementId = statement.Id, MicrosoftCustomerId = Guid.NewGuid(), Day = statement.Month, EntitlementId = Guid.Empty, Service = "Storage" });
            await db.SaveChangesAsync();
        }
        await HiddenRows.SweepAsync(kit.Database, Admin, TimeProvider.System, default);
    }

    static async Task CancelAsync(ServerTwin twin)
    {
        await using var server = await TestServer.CreateAsync();
        using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={server.DatabaseFile}", TimeProvider.System, options => twin.Attach(options));
        await server.RunAsync(builder => builder.Services.AddSingleton(database));
        Assert.Equal(404, (await server.DeleteAsync($"imports/{ImportAnswer.IdOf(Guid.NewGuid())}", await server.TokenAsync())).Status);
    }

    static async Task AppendAsync(ServerTwin twin)
    {
        await using var kit = await ImportKit.CreateAsync(twin);
        await using var db = kit.Open();
        await using var transaction = await db.BeginWriteAsync(default);
        await db.AppendAsync([.. Enumerable.Range(0, 2).Select(_ => new EventRecord { Id = Guid.NewGuid(), Kind = EventKind.ApiKeyCreated, OccurredAt = DateTime.UnixEpoch, RecordedAt = DateTime.UnixEpoch, SubjectId = "K" })], default);
        await transaction.CommitAsync();
        await new EventExpiry(Days: 90).ApplyAsync(kit.Database, Admin, TimeProvider.System.GetUtcNow().UtcDateTime, default);
        Assert.Equal(1, await kit.CountAsync("Events"));
    }

    static async Task ChangeAsync(ServerTwin twin)
    {
        await using var kit = await ChangeKit.CreateAsync(options => twin.Attach(options));
        var made = await kit.AskAsync("mutation { createApiKey(input: { name: \"a\", rights: [READ], idempotencyKey: \"k\" }) { apiKey { id reseller { name } } } }");
        await kit.AskAsync("mutation($id: ID!) { revokeApiKey(input: { id: $id, idempotencyKey: \"r\" }) { apiKey { id } } }", new { id = made.GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey").GetProperty("id").GetString() });
        var membership = new { entraTenantId = Guid.NewGuid(), principalKind = "OBJECT_ID", principalId = Guid.NewGuid(), role = "DISTRIBUTOR_ADMIN" };
        var other = new { membership.entraTenantId, membership.principalKind, principalId = Guid.NewGuid(), membership.role };
        await kit.AskAsync("mutation($input: SetMembershipInput!) { setMembership(input: $input) { membership { id } } }", new { input = other });
        await kit.AskAsync("mutation($input: SetMembershipInput!) { setMembership(input: $input) { membership { id } } }", new { input = new { other.entraTenantId, other.principalKind, other.principalId, role = "DISTRIBUTOR_ANALYST" } });
        await kit.AskAsync("mutation($input: SetMembershipInput!) { setMembership(input: $input) { membership { id } } }", new { input = membership });
        await kit.AskAsync("mutation($input: SetMembershipsInput!) { setMemberships(input: $input) { memberships { id } } }", new { input = new { memberships = new[] { membership }, errorPolicy = "SKIP_FAILED" } });
    }

    static async Task AssignAsync(ServerTwin twin)
    {
        await using var kit = await AssignmentKit.CreateAsync(options => twin.Attach(options));
        Assert.Equal("1002 1002", await kit.AskAsync(new { customer = kit.Customer(), reseller = kit.Reseller("1002") }));
        foreach (var status in new[] { "PENDING", "REQUIRED" })
            await kit.Changes.AskAsync("mutation($input: RecordAgreementInput!) { recordAgreement(input: $input) { agreement { status } } }", new { input = new { customer = kit.Customer(), status } });
    }

    static async Task MoveByChangeAsync(ServerTwin twin)
    {
        await using var kit = await ChangeKit.CreateAsync(options => twin.Attach(options));
        await using (var db = kit.Database.Open(Admin))
        {
            db.Attach(new Reseller { Id = TestNetwork.Alpha, Name = "Alpha", Status = ResellerStatus.Active, TenantId = 1 }).Entity.PlaId = "6034453";
            db.Add(new Customer { Id = Guid.NewGuid(), Name = "Customer", EntraTenantId = Guid.NewGuid(), ResellerId = TestNetwork.Beta });
            await db.SaveChangesAsync();
        }
        foreach (var parent in new Guid?[] { null, TestNetwork.Gamma })
            await kit.AskAsync("mutation($id: ID!, $parent: ID) { moveReseller(input: { reseller: $id, parent: $parent }) { reseller { id } } }",
                new { id = new NodeId('R', TestNetwork.Beta).ToString(), parent = parent is { } above ? new NodeId('R', above).ToString() : null });
    }

    static async Task OrderAsync(ServerTwin twin)
    {
        await using var kit = await OrderKit.CreateAsync(options => twin.Attach(options));
        await kit.Changes.AskAsync("mutation($id: ID!) { setCreditLimit(input: { reseller: $id, amount: 10000, currency: \"EUR\" }) { errors { code } } }", new { id = OrderKit.Id('R', TestNetwork.Alpha) });
        await kit.Changes.AskAsync("mutation { recordProgrammeStatus(input: { status: ACTIVE }) { errors { code } } }");
        Assert.Empty(OrderKit.Errors(await kit.PlaceAsync(OrderKit.Order(OrderKit.Line(OrderKit.E3)))));
        Assert.Equal(ImportStatus.Succeeded, (await kit.ImportAsync(ConfirmationTests.Network(Guid.NewGuid()).ToString())).Status);
    }

    static async Task WatchRenewalsAsync(ServerTwin twin)
    {
        var now = new DateTime(2027, 5, 20, 12, 0, 0, DateTimeKind.Utc);
        await using var kit = await WatchKit.CreateAsync(now, options => twin.Attach(options));
        var (due, closing) = (kit.New(new(2027, 5, 22)), kit.New(new(2028, 5, 1), quantity: 5));
        closing.CancellationAllowedUntil = now.AddHours(5);
        await kit.AddAsync(due, closing);
        await kit.WriteAsync(db => db.AddRange(
            new SeatCount { Id = Guid.NewGuid(), SubscriptionId = closing.Id, Since = new(2027, 1, 1), Quantity = 5 },
            new ContractedMinimum { Id = Guid.NewGuid(), SubscriptionId = closing.Id, StartsOn = new(2027, 1, 1), MinimumQuantity = 9 }));
        await kit.RunAsync();
        await kit.ChangeAsync([due.Id], row => row.AutoRenew = false);
        await kit.ChangeAsync([closing.Id], row => row.Quantity = 10);
        await kit.WriteAsync(db => db.Add(new SeatCount { Id = Guid.NewGuid(), SubscriptionId = closing.Id, Since = new(2027, 5, 20), Quantity = 10 }));
        kit.SetClock(now.AddDays(1));
        await kit.RunAsync();
        await kit.ChangeAsync([due.Id], row => row.Status = SubscriptionStatus.Suspended);
        kit.SetClock(now.AddDays(3));
        await kit.RunAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => kit.RunAsync(new FailingJob()));
        Assert.Equal([.. Enum.GetValues<EventKind>().Where(kind => kind is EventKind.RenewalDue or EventKind.RenewalDrifted or EventKind.TermExpired or EventKind.CancellationWindowClosing or EventKind.SeatsBelowMinimum)],
            (await kit.EventsAsync()).Select(told => told.Kind).Where(kind => kind is not EventKind.SubscriptionChanged).Distinct().Order());
    }

    static async Task WatchSpendAsync(ServerTwin twin)
    {
        await using var kit = await SpendKit.CreateAsync(options => twin.Attach(options));
        var customer = await kit.CustomerAsync(TestNetwork.Beta);
        await kit.Kit.WriteAsync(db => db.Add(new CustomerBudget { Id = Guid.NewGuid(), CustomerId = customer.Id, ResellerId = TestNetwork.Beta, Amount = 1_000, Currency = "EUR", Thresholds = "50 100", SetAt = kit.Kit.Now }));
        kit.Use(customer, SpendKit.Day.AddDays(2), [.. SpendKit.Flat(40, 100), 450, 500, 100]);
        for (var day = 1; day < 3; day++)
        {
            await kit.StateAsync(SpendKit.Day.AddDays(day));
            await kit.WatchAsync();
        }
        await kit.StateAsync(SpendKit.Day, kit.Kit.Now.AddMonths(2));
        await kit.WatchAsync();
        Assert.Equal(2, (await kit.EventsAsync()).Count);
    }

    static async Task WatchAsync(ServerTwin twin)
    {
        await using var kit = await AlertKit.CreateAsync(options => twin.Attach(options));
        Assert.Contains("ACKNOWLEDGED", await kit.AskAsync("acknowledgeAlert", "alert { status notes { text } }", new { alert = kit.Renewal, note = "Seen." }), StringComparison.Ordinal);
        Assert.Contains("RESOLVED", await kit.AskAsync("resolveAlert", "alert { status }", new { alert = kit.Renewal }), StringComparison.Ordinal);
        foreach (var amount in new decimal?[] { 1, 2, null })
            Assert.DoesNotContain("@", await kit.AskAsync("setBudget", "customer { budget { amount } }", new { customer = kit.Network.Customer(), amount, currency = "EUR" }), StringComparison.Ordinal);
        foreach (var startsOn in new[] { "2026-01-15", "2027-04-01" })
            Assert.DoesNotContain("@", await kit.AskAsync("setContractedMinimum", "contractedMinimum { minimumQuantity }", new { subscription = kit.Network.Subscription(NetworkJson.Subscription), quantity = 30, startsOn }), StringComparison.Ordinal);
        foreach (var warmUpDays in new[] { 21, 28 })
            Assert.DoesNotContain("@", await kit.AskAsync("setWatchPolicy", "policy { warmUpDays }", new { warmUpDays }), StringComparison.Ordinal);
    }

    static async Task DeliverAsync(ServerTwin twin)
    {
        await using var kit = await WebhookKit.CreateAsync(configure: options => twin.Attach(options));
        kit.Receiver.Answer("/a", status: 500);
        kit.Receiver.Answer("/a", status: 410);
        var (id, _) = await kit.CreateWebhookAsync("/a");
        await kit.StartAsync();
        await kit.TellAsync(2);
        await kit.PassUntilAsync(async () => (await kit.WebhookAsync(id)).Status is WebhookStatus.Disabled);
        await kit.UpdateAsync(id, new { status = "ACTIVE" });
        Assert.Equal(4, (await kit.Receiver.NextAsync("/a", 4)).Count);
        foreach (var statuses in new[] { [], new[] { "DELIVERED" } })
            await kit.AskAsync("mutation($input: ReplayDeliveriesInput!) { replayDeliveries(input: $input) { deliveries } }", new { input = new { webhook = id, from = "2027-01-01T00:00:00Z", statuses } });
        var last = await kit.TellAsync(1);
        await kit.UpdateAsync(id, new { status = "PAUSED" });
        await kit.UpdateAsync(id, new { after = Events.EventKit.Cursor(last[0]) });
        await kit.AskAsync("mutation($id: ID!) { deleteWebhook(input: { id: $id }) { deletedId } }", new { id = (await kit.CreateWebhookAsync("/b")).Id });
        await kit.AskAsync("{ webhooks { nodes { health { backlog oldestUndeliveredAt waiting failureRate } deliveries(where: { status: { eq: DELIVERED } }) { nodes { attempts webhook { name } } } } } }");
    }

    sealed class AtOnce(Action then) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => then();
    }
}
