using System.Buffers;
using System.Text;
using CspGraph.Api.Demo;
using CspGraph.Api.Host;
using CspGraph.Api.Imports;
using CspGraph.Api.Tests.Alerts;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Imports;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Alerts;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Caching;

/// <summary>Whatever writes: an answer that may be kept changes only with the version of the data.</summary>
public sealed class WritePathTests
{
    [Fact]
    public async Task Every_write_that_changes_an_answer_raises_the_version()
    {
        await using var kit = await ImportKit.CreateAsync();
        var watch = new Watch(kit.Database);
        await watch.LookAsync();
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var file = LargeFile.Of(kind);
            Assert.False(await CancelAsync(kit, file, watch), $"{kind} cancelled");
            Assert.False(await ImportAsync(kit, kind, "no such file"u8.ToArray(), watch) is ImportStatus.Succeeded);
            var before = watch.Changes;

            Assert.Equal(ImportStatus.Succeeded, await ImportAsync(kit, kind, file.Bytes, watch));

            // Unless this is so the test sees nothing.
            Assert.Equal(before + 1, watch.Changes);
            Assert.Equal(ImportStatus.Succeeded, await ImportAsync(kit, kind, file.Bytes, watch));
            Assert.Equal(before + 1, watch.Changes);
        }
        await LeaveBehindAsync(kit);
        await watch.LookAsync();
        await HiddenRows.SweepAsync(kit.Database, Replica.Admin, TimeProvider.System, default);
        await watch.LookAsync();
    }

    [Fact]
    public async Task Every_change_that_is_made_raises_the_version_and_no_other_does()
    {
        await using var kit = await ChangeKit.CreateAsync();
        var alert = AlertKit.New(AlertKind.SpendSpike, Host.TestNetwork.Beta, null, null);
        await using (var db = kit.Database.Open(ChangeKit.Admin.Viewer))
        {
            db.Add(alert);
            await db.SaveChangesAsync();
        }
        var watch = new Watch(kit.Database);
        await watch.LookAsync();
        var changes = 0;
        foreach (var (change, isMade) in new[]
        {
            ("createApiKey(input: { name: \"a\", rights: [READ] }) { apiKey { id } }", true),
            ("createApiKey(input: { name: \"b\", rights: [READ], dryRun: true }) { apiKey { id } }", false),
            ("createApiKey(input: { name: \"c\", rights: [] }) { apiKey { id } }", false),
            ("setMembership(input: { entraTenantId: \"3f2504e0-4f89-41d3-9a0c-0305e82c3301\", principalKind: APP_ROLE, principalId: \"r\", role: DISTRIBUTOR_ANALYST }) { membership { id } }", true),
            ($"moveReseller(input: {{ reseller: \"{new NodeId('R', Host.TestNetwork.Beta)}\", dryRun: true }}) {{ reseller {{ id }} }}", false),
            ($"moveReseller(input: {{ reseller: \"{new NodeId('R', Host.TestNetwork.Beta)}\" }}) {{ reseller {{ id }} }}", true),
            ("setWatchPolicy(input: { warmUpDays: 21 }) { policy { version } }", true),
            ("setWatchPolicy(input: { warmUpDays: 21 }) { policy { version } }", false),
            ("setWatchPolicy(input: { warmUpDays: 28, dryRun: true }) { policy { version } }", false),
            ($"acknowledgeAlert(input: {{ alert: \"{new NodeId('A', alert.Id)}\", owner: \"Bob\" }}) {{ alert {{ id }} }}", true),
            ($"resolveAlert(input: {{ alert: \"{new NodeId('A', alert.Id)}\" }}) {{ alert {{ id }} }}", true),
            ($"resolveAlert(input: {{ alert: \"{new NodeId('A', alert.Id)}\" }}) {{ alert {{ id }} }}", false),
            ("setMemberships(input: { memberships: [{ entraTenantId: \"3f2504e0-4f89-41d3-9a0c-0305e82c3301\", principalKind: APP_ROLE, principalId: \"s\", role: DISTRIBUTOR_ANALYST }] }) { errors { code } }", true),
        })
        {
            await kit.AskAsync($"mutation {{ {change} }}");
            await watch.LookAsync();
            Assert.Equal(changes += isMade ? 1 : 0, watch.Changes);
        }
        await kit.AskAsync($"mutation {{ revokeApiKey(input: {{ id: \"{new NodeId('Y', (await kit.RowsAsync<ApiKey>()).Single().Id)}\" }}) {{ apiKey {{ id }} }} }}");
        await watch.LookAsync();
        Assert.Equal(changes + 1, watch.Changes);
    }

    [Fact]
    public async Task Seeded_tenants_have_a_version_that_no_other_seed_has()
    {
        var versions = new List<DataVersion>();
        foreach (var day in new[] { 1, 2 })
        {
            await using var temp = await Data.TempDatabase.CreateAsync();
            var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2027, 1, day, 0, 0, 0, TimeSpan.Zero));
            await DemoSeed.SeedAsync(temp.Database, DemoSize.Small, clock, progress: null, default);
            foreach (var tenant in new[] { 1, 2, 3 })
            {
                await using var snapshot = await temp.Database.BeginSnapshotAsync(new Viewer(tenant, Role.DistributorAdmin, null), default);
                versions.Add(snapshot.Version);
            }
            await DemoSeed.SeedAsync(temp.Database, DemoSize.Small, clock, progress: null, default);
            await using var again = await temp.Database.BeginSnapshotAsync(new Viewer(1, Role.DistributorAdmin, null), default);
            Assert.Equal(versions[^3], again.Version);
        }
        Assert.Equal(6, versions.Distinct().Count());
        Assert.DoesNotContain(Guid.Empty, versions.Select(version => version.Stamp));
    }

    static async Task<ImportStatus> ImportAsync(ImportKit kit, ImportKind kind, byte[] bytes, Watch watch, CancellationToken cancellation = default)
    {
        try
        {
            var outcome = await FileImport.RunAsync(
                kit.Database, Replica.Admin, new(kind, "file"), new MemoryStream(bytes), watch, TimeProvider.System, cancellation);
            return outcome.Status;
        }
        finally
        {
            await watch.LookAsync();
        }
    }

    /// <summary>Ends an import after its first chunk. True when it was imported all the same.</summary>
    static async Task<bool> CancelAsync(ImportKit kit, LargeFile file, Watch watch)
    {
        using var source = new CancellationTokenSource();
        watch.Then = source.Cancel;
        try
        {
            return await ImportAsync(kit, file.Kind, file.Bytes, watch, source.Token) is ImportStatus.Succeeded;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            watch.Then = null;
        }
    }

    static async Task LeaveBehindAsync(ImportKit kit)
    {
        await using var db = kit.Open();
        var then = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.Add(new ImportRun
        {
            Id = kit.Database.Ids.Next(),
            Kind = ImportKind.PriceSheet,
            FileName = "killed.csv",
            Status = ImportStatus.Running,
            StartedAt = then,
            IssuedAt = then,
            ProgressAt = then,
            HidesRows = true,
            Owner = $"{Environment.MachineName} {int.MaxValue} 0",
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Compares, each time it looks, all answers with those of before: while an import runs, too.</summary>
    sealed class Watch(Database database) : IProgress<ImportProgress>
    {
        static readonly string[] Queries =
        [
            "{ distributor { name } resellers(first: 20) { totalCount nodes { name depth plaId reference status parent { name } children { totalCount } summary { resellers customers subscriptions seats } customers { totalCount } } } }",
            "{ customers(first: 100) { totalCount nodes { name domain reseller { name } budget { amount } alerts { totalCount } subscriptions { totalCount } spend(from: \"2026-01-01\", to: \"2026-12-31\", by: MONTH) { lines cost { value { amount } } } } } }",
            "{ subscriptions(first: 100) { totalCount nodes { name quantity status monthlyCost { value { amount } asOf } product { name } contractedMinimums { totalCount } seatCounts { totalCount } } } }",
            "{ alerts(first: 100) { totalCount nodes { kind status owner amount { value { amount } } notes { text } reseller { name } version } } watchPolicy { renewalDays warmUpDays version } }",
            "{ products(first: 100) { totalCount nodes { name } } prices(first: 100) { totalCount nodes { market unitPrice { value { amount } } isSuperseded restated { totalCount } } } }",
            "{ apiKeys(first: 100) { totalCount nodes { name revokedAt version } } memberships(first: 100) { totalCount nodes { principalId role endedAt version } } }",
            "{ invoices(first: 100) { totalCount nodes { number lineCount total { value { amount } } lines { totalCount } } } usageStatements(first: 100) { totalCount nodes { month holds lineCount cost { value { amount } } } } }",
        ];

        readonly GraphEngine<CspGraphDb, Viewer> engine = ProductSchema.CreateEngine(NullLogger.Instance);
        (DataVersion Version, string Answers)? last;

        /// <summary>Done behind the next look that an import's progress gives.</summary>
        public Action? Then { get; set; }

        public int Changes { get; private set; }

        public void Report(ImportProgress value)
        {
            LookAsync().GetAwaiter().GetResult();
            Then?.Invoke();
        }

        public async Task LookAsync()
        {
            await using var snapshot = await database.BeginSnapshotAsync(Replica.Admin, default);
            var answers = new ArrayBufferWriter<byte>();
            foreach (var query in Queries)
            {
                var operation = await engine.PrepareAsync(new GraphRequest(query), default);
                Assert.Empty(operation.Errors);
                Assert.Equal(Freshness.OfData, operation.Freshness);
                Assert.True(await engine.ExecuteAsync(operation, new ProductSession(snapshot), answers, default));
            }
            var now = (snapshot.Version, Answers: Encoding.UTF8.GetString(answers.WrittenSpan));
            if (last is { } before && before.Answers != now.Answers)
            {
                Changes++;
                Assert.Equal(before.Version.Number + 1, now.Version.Number);
                Assert.NotEqual(before.Version.Stamp, now.Version.Stamp);
            }
            last = now;
        }
    }
}
