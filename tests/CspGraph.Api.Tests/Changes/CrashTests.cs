using System.Data.Common;
using System.Text.Json;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Reads;
using CspGraph.Api.Tests.SqlServer;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CspGraph.Api.Tests.Changes;

/// <summary>Whatever statement a process is cut off at: a change is made whole or not at all, and who sends it again with its idempotency key gets it once.</summary>
public sealed class CrashTests
{
    const string Make = """mutation { createApiKey(input: { name: "BI", rights: [READ], idempotencyKey: "k" }) { apiKey { id name } errors { code } } }""";

    [SkippableFact]
    public async Task A_process_that_is_killed_leaves_a_change_whole_or_not_at_all()
    {
        var steps = await StepsAsync();
        // Begin, forgotten keys, the key's claim, its row, the change's, the answer's with the audit entry, the counter, the events, the commit.
        Assert.InRange(steps, 8, 20);
        for (var step = 1; step <= steps; step++)
        {
            var killed = new Killed(step);
            await using (var kit = await ChangeKit.CreateAsync(options => options.AddInterceptors(killed.Commands, killed.Transactions)))
            {
                killed.Arm(kit.File);
                await kit.AskAsync(Make);
            }
            await using var left = ChangeKit.OnFiles(killed.Files!);
            var (keys, events, records) = (await left.RowsAsync<ApiKey>(), await left.RowsAsync<EventRecord>(), await left.RowsAsync<IdempotencyRecord>());
            var wasMade = keys.Count == 1;
            Assert.Equal((wasMade ? 1 : 0, wasMade ? 1 : 0, wasMade ? 1 : 0), (events.Count, records.Count, (await left.RowsAsync<AuditEntry>()).Count));
            Assert.Equal(wasMade ? 1 : 0, (await left.RowsAsync<Tenant>()).Single().LastEventNumber);
            Assert.Equal(step > killed.CommittedAt, wasMade);

            var again = await left.AskAsync(Make);
            var key = Assert.Single(await left.RowsAsync<ApiKey>());
            if (wasMade) Assert.Equal(keys[0].Id, key.Id);
            Assert.Equal("BI", again.GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey").GetProperty("name").GetString());
            Assert.Equal([1L], (await left.RowsAsync<EventRecord>()).Select(record => record.Number));
        }
    }

    [SkippableFact]
    public async Task A_statement_that_fails_undoes_the_change_and_is_told_as_failed()
    {
        var steps = await StepsAsync();
        // Behind the last step but one it is made: that is the commit.
        for (var step = 1; step < steps; step++)
        {
            var broken = new Killed(step) { Fault = new InvalidOperationException("A fault that a test made.") };
            await using var kit = await ChangeKit.CreateAsync(options => options.AddInterceptors(broken.Commands, broken.Transactions));
            var before = await kit.StateAsync();
            broken.Arm(kit.File);

            var failed = await kit.AskAsync(Make);

            Assert.Equal("INTERNAL", failed.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
            Assert.Equal(JsonValueKind.Null, failed.GetProperty("data").GetProperty("createApiKey").ValueKind);
            Assert.Equal(before, await kit.StateAsync());
            Assert.Equal([AuditOutcome.Failed], (await kit.RowsAsync<AuditEntry>()).Select(entry => entry.Outcome));
            await kit.AskAsync(Make);
            Assert.Single(await kit.RowsAsync<ApiKey>());
        }
    }

    /// <summary>At its commit too, whether the database had made it or not: behind the last step it had, and nobody heard of it.</summary>
    [SkippableFact]
    public async Task A_fault_that_passes_is_not_noticed_and_the_change_is_made_once()
    {
        var steps = await StepsAsync();
        for (var step = 1; step <= steps; step++)
            foreach (var key in new[] { "", ", idempotencyKey: \"k\"" })
            {
                var broken = new Killed(step) { Fault = new TimeoutException() };
                await using var kit = await ChangeKit.CreateAsync(options => options.AddInterceptors(broken.Commands, broken.Transactions), new PassingClock());
                broken.Arm(kit.File);

                var made = (await kit.AskAsync($"mutation {{ createApiKey(input: {{ name: \"BI\", rights: [READ]{key} }}) {{ secret apiKey {{ id name }} errors {{ code }} }} }}")).GetProperty("data").GetProperty("createApiKey");

                broken.Arm(null);
                var row = Assert.Single(await kit.RowsAsync<ApiKey>());
                Assert.Equal(new NodeId('Y', row.Id).ToString(), made.GetProperty("apiKey").GetProperty("id").GetString());
                Assert.Equal(row.SecretHash, ApiKeySecret.HashOf(made.GetProperty("secret").GetString()!));
                Assert.Equal([1L], (await kit.RowsAsync<EventRecord>()).Select(record => record.Number));
                Assert.Equal([AuditOutcome.Succeeded], (await kit.RowsAsync<AuditEntry>()).Select(entry => entry.Outcome));
            }
    }

    /// <summary>What is not known to have been made is not made again.</summary>
    [SkippableFact]
    public async Task A_commit_nobody_hears_of_for_long_fails_and_is_made_once()
    {
        var last = new Killed(await StepsAsync()) { Fault = new TimeoutException(), Lasts = true };
        await using var kit = await ChangeKit.CreateAsync(options => options.AddInterceptors(last.Commands, last.Transactions), new PassingClock());
        last.Arm(kit.File);

        Assert.Equal("INTERNAL", (await kit.AskAsync(Make)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());

        last.Arm(null);
        var made = Assert.Single(await kit.RowsAsync<ApiKey>());
        Assert.Equal([AuditOutcome.Succeeded], (await kit.RowsAsync<AuditEntry>()).Select(entry => entry.Outcome));
        var again = (await kit.AskAsync(Make)).GetProperty("data").GetProperty("createApiKey").GetProperty("apiKey");
        Assert.Equal(new NodeId('Y', made.Id).ToString(), again.GetProperty("id").GetString());
        Assert.Single(await kit.RowsAsync<ApiKey>());
    }

    /// <summary>The transaction that nobody heard of may be under way still: whoever asks for its entry waits for its lock.</summary>
    [SkippableFact]
    public async Task Whether_a_commit_was_made_is_read_by_locks()
    {
        var server = new NoServer();
        using var database = server.OpenDatabase();
        var audit = new AuditTrail(database, TimeProvider.System);
        var entry = audit.Entry(new Attempted(ChangeKit.Admin, "createApiKey", "test"), AuditOutcome.Succeeded);
        entry.TenantId = 1;
        await audit.IsKeptAsync(entry, default);

        Assert.Equal(["open", "EXEC", "begin RepeatableRead", "SELECT", "rollback", "close"], server.Log.Select(line => line.StartsWith("begin", StringComparison.Ordinal) ? line : line.Split(' ', '\r', '\n')[0]));
        using var model = new ServerModel();
        model.Add(server.Sent[0]);
        Assert.Empty(model.Validate());
    }

    static async Task<int> StepsAsync()
    {
        var counting = new Killed(at: int.MaxValue);
        await using var kit = await ChangeKit.CreateAsync(options => options.AddInterceptors(counting.Commands, counting.Transactions));
        counting.Arm(kit.File);
        await kit.AskAsync(Make);
        return counting.Steps;
    }

    /// <summary>Counts the steps of a change, and at one of them keeps the database's files as they are: what a killed process leaves. Or makes that step fail.</summary>
    sealed class Killed
    {
        readonly int at;
        string? file;

        public Killed(int at)
        {
            this.at = at;
            Commands = new CommandSteps(this);
            Transactions = new TransactionSteps(this);
        }

        public IInterceptor Commands { get; }
        public IInterceptor Transactions { get; }
        /// <summary>How the step fails; null where it goes on.</summary>
        public Exception? Fault { get; init; }

        /// <summary>Whether every step behind it fails too.</summary>
        public bool Lasts { get; init; }

        public int Steps { get; private set; }

        /// <summary>The last step before the commit.</summary>
        public int CommittedAt { get; private set; } = int.MaxValue;

        public Dictionary<string, byte[]>? Files { get; private set; }

        public void Arm(string? databaseFile) => file = databaseFile;

        void Step(bool isBehindCommit = false)
        {
            if (file is null) return;
            if (isBehindCommit) CommittedAt = Steps;
            if (++Steps != at && !(Lasts && Steps > at)) return;
            if (Fault is not null) throw Fault;
            Files = new[] { "", "-wal" }.Where(suffix => File.Exists(file + suffix)).ToDictionary(suffix => suffix, suffix => Read(file + suffix));
        }

        static byte[] Read(string path)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }

        sealed class CommandSteps(Killed killed) : DbCommandInterceptor
        {
            public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            {
                killed.Step();
                return new(result);
            }

            public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            {
                killed.Step();
                return new(result);
            }
        }

        sealed class TransactionSteps(Killed killed) : DbTransactionInterceptor
        {
            public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            {
                killed.Step();
                return new(result);
            }

            public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                killed.Step(isBehindCommit: true);
                return Task.CompletedTask;
            }
        }
    }
}
