using System.Text;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Host.Transport;
using CspGraph.Api.Tests.Changes;
using CspGraph.Api.Tests.Data;
using CspGraph.Api.Tests.Host;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.SqlServer;

/// <summary>What a server fails by for a moment is done again as a whole, and what it refuses is not: as its real client meets it on the wire.</summary>
public sealed class TransientFaultTests
{
    const int Deadlock = 1205, UpdateConflict = 3960, SnapshotOfAlteredTable = 3961, Throttled = 40501, Duplicate = 2627, ForeignKey = 547, WrongPassword = 18456;
    const string Statement = "UPDATE Something";

    static readonly Viewer Seven = new(7, Role.DistributorAdmin, SubtreeRootId: null);

    [Theory]
    [InlineData(TdsServer.LogIn, TdsServer.Cut)]
    [InlineData("begin", TdsServer.Cut)]
    [InlineData(Statement, TdsServer.Cut)]
    [InlineData("commit", TdsServer.Cut)]
    [InlineData(Statement, Deadlock)]
    [InlineData(Statement, UpdateConflict)]
    [InlineData(Statement, SnapshotOfAlteredTable)]
    [InlineData(Statement, Throttled)]
    public async Task What_may_pass_is_done_again_from_the_beginning(string at, int fault)
    {
        var clock = new PassingClock();
        await using var server = new TdsServer().Start();
        Fail(server, at, fault, times: 2);
        using var database = new Database(DatabaseProvider.SqlServer, server.ConnectionString, clock);

        Assert.Equal("done", await UpdateAsync(database));

        // What the connection was set to, its transaction, the statement and the commit.
        Assert.Equal(["EXEC", "begin", Statement, "commit"], server.Log.TakeLast(4).Select(Said));
        Assert.Equal(2, clock.Waits.Count);
    }

    [Theory]
    [InlineData(Statement, Duplicate)]
    [InlineData(Statement, ForeignKey)]
    [InlineData(TdsServer.LogIn, WrongPassword)]
    public async Task What_is_refused_is_told_at_once(string at, int fault)
    {
        var clock = new PassingClock();
        await using var server = new TdsServer().Start();
        Fail(server, at, fault, times: 1);
        using var database = new Database(DatabaseProvider.SqlServer, server.ConnectionString, clock);

        Assert.Equal(fault, (await Assert.ThrowsAsync<SqlException>(() => UpdateAsync(database))).Number);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task What_does_not_pass_is_given_up()
    {
        var (clock, attempts) = (new PassingClock(), 0);
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere", clock);

        await Assert.ThrowsAsync<TimeoutException>(() => database.RetryAsync<string>(_ =>
        {
            attempts++;
            throw new TimeoutException();
        }, default));

        Assert.Equal(1 + TransientFaults.Retries, attempts);
        Assert.All(clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task Nothing_is_begun_again_when_it_has_taken_long_already()
    {
        var (clock, attempts) = (new PassingClock(), 0);
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere", clock);

        await Assert.ThrowsAsync<TimeoutException>(() => database.RetryAsync<string>(_ =>
        {
            attempts++;
            clock.Advance(TransientFaults.Patience);
            throw new TimeoutException();
        }, default));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Nor_when_nobody_waits_for_it_any_more()
    {
        var attempts = 0;
        using var gone = new CancellationTokenSource();
        using var database = new Database(DatabaseProvider.SqlServer, "Server=nowhere", new PassingClock());

        await Assert.ThrowsAsync<TimeoutException>(() => database.RetryAsync<string>(_ =>
        {
            attempts++;
            gone.Cancel();
            throw new TimeoutException();
        }, gone.Token));

        Assert.Equal(1, attempts);
    }

    /// <summary>All levels of an operation are of one state, so a fault at one of them takes the others along.</summary>
    [Theory]
    [InlineData("begin", TdsServer.Cut, 0)]
    [InlineData("[DataVersion]", TdsServer.Cut, 1)]
    [InlineData("FROM [Products]", TdsServer.Cut, 2)]
    [InlineData("FROM [Prices]", TdsServer.Cut, 3)]
    [InlineData("FROM [Prices]", SnapshotOfAlteredTable, 3)]
    public async Task A_query_is_read_again_as_a_whole_and_answered_once(string at, int fault, int read)
    {
        var clock = new PassingClock();
        await using var server = new TdsServer { Answers = Read }.Start();
        Fail(server, at, fault, times: 1);
        using var database = new Database(DatabaseProvider.SqlServer, server.ConnectionString, clock);

        Assert.Equal("""{"data":{"products":{"nodes":[]},"prices":{"nodes":[]}}}""", await AskAsync(database, clock));

        var reads = server.Log.Select(Said).Where(said => said is "begin" or "SELECT").ToList();
        Assert.Equal(["begin", .. Enumerable.Repeat("SELECT", read), "begin", "SELECT", "SELECT", "SELECT"], reads);
    }

    /// <summary>A session that is over is no field's own fault: the whole operation fails.</summary>
    [Fact]
    public async Task A_query_that_cannot_be_read_has_no_half_an_answer()
    {
        var clock = new PassingClock();
        await using var server = new TdsServer { Answers = Read }.Start();
        Fail(server, "FROM [Prices]", TdsServer.Cut, times: int.MaxValue);
        using var database = new Database(DatabaseProvider.SqlServer, server.ConnectionString, clock);

        await Assert.ThrowsAsync<SqlException>(() => AskAsync(database, clock));
        Assert.Equal(TransientFaults.Retries, clock.Waits.Count);
    }

    static Task<string> UpdateAsync(Database database) => database.RetryAsync(async cancellation =>
    {
        await using var transaction = await database.BeginWriteAsync(Seven, cancellation);
        await transaction.Db.Database.ExecuteSqlRawAsync(Statement, cancellation);
        await transaction.CommitAsync(cancellation);
        return "done";
    }, default);

    static async Task<string> AskAsync(Database database, TimeProvider clock)
    {
        var engine = ProductSchema.CreateEngine(NullLogger.Instance);
        var answers = new Answers(engine, new CacheSettings(IsOn: false, 0, 0, TimeSpan.Zero), null!, new ViewerKeys(new RedisSettings(null, "")), Meters.Nobodys(), clock);
        var operation = await engine.PrepareAsync(new GraphRequest("{ products(first: 1) { nodes { name } } prices(first: 1) { nodes { currency } } }"), default);
        Assert.Empty(operation.Errors);
        var memory = new AnswerPool().Rent();
        var operations = new GraphOperations(engine, database, null!, null!, answers, null!, null!, Meters.Nobodys(), clock);
        return Encoding.UTF8.GetString((await operations.AnswerAsync(operation, ChangeKit.Of(Seven), "test", memory, report: null, default)).Span);
    }

    /// <summary>The version of the tenant's data, and no rows.</summary>
    static byte[]? Read(string said) => !said.Contains("SELECT", StringComparison.Ordinal) ? null
        : said.Contains("[DataVersion]", StringComparison.Ordinal) ? TdsServer.Result([("DataVersion", "bigint"), ("DataStamp", "uniqueidentifier")], BitConverter.GetBytes(1L), Guid.NewGuid().ToByteArray())
        : TdsServer.Result([("none", "int")]);

    static void Fail(TdsServer server, string at, int fault, int times)
    {
        var left = times;
        server.Fails = said => said.Contains(at, StringComparison.Ordinal) && left-- > 0 ? fault : null;
    }

    /// <summary>What a line of the log says, without what it is said of.</summary>
    static string Said(string line) => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..] is var said && said.StartsWith(Statement, StringComparison.Ordinal) ? Statement : said.Split(' ', '\r', '\n')[0];
}
