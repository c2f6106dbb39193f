using System.Net;
using System.Net.Sockets;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Tests.Host;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CspGraph.Api.Tests.Redis;

/// <summary>Nobody waits long for a Redis that is silent, and only one at a time.</summary>
public sealed class RedisLinkTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_call_without_answer_ends_soon_and_the_next_are_not_made()
    {
        await using var redis = await TestRedis.StartAsync();
        var clock = new WatchedClock(DateTimeOffset.UnixEpoch);
        var log = new Lines();
        await using var link = await LinkAsync(redis.ConnectionString, clock, log);
        var silence = new TaskCompletionSource<bool>();
        var calls = 0;

        var first = Task.Run(() => Call(silence.Task));
        // The link itself waited as long when it was made.
        await clock.WhenAwaited(RedisLink.Patience, times: 2);
        clock.Advance(RedisLink.Patience);
        Assert.False((await first).Answered);

        for (var i = 0; i < 3; i++) Assert.False((await Call(Task.FromResult(true))).Answered);
        Assert.Equal(1, calls);
        clock.Advance(RedisLink.Pause);
        var second = Task.Run(() => Call(silence.Task));
        await clock.WhenAwaited(RedisLink.Patience, times: 3);
        Assert.False((await Call(Task.FromResult(true))).Answered);
        clock.Advance(RedisLink.Patience);
        Assert.False((await second).Answered);
        Assert.Equal(2, calls);
        Assert.Equal(["Redis does not answer (The operation has timed out.): until it does, budgets and cached answers are this process's own."], log.Written);

        clock.Advance(RedisLink.Pause);
        Assert.Equal((true, true), await Call(Task.FromResult(true)));
        Assert.Equal((true, true), await Call(Task.FromResult(true)));
        Assert.Equal("Redis answers again.", log.Written[1..].Single());

        ValueTask<(bool Answered, bool Answer)> CallOnce(Task<bool> answer) => link.TryAsync(_ =>
        {
            Interlocked.Increment(ref calls);
            return answer;
        });
        async Task<(bool Answered, bool Answer)> Call(Task<bool> answer) => await CallOnce(answer);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_clock_that_is_set_back_makes_no_pause_longer()
    {
        await using var redis = await TestRedis.StartAsync();
        var machine = new WatchedClock(DateTimeOffset.UnixEpoch.AddDays(2));
        var clock = new DevelopmentClock(machine);
        await using var link = await LinkAsync(redis.ConnectionString, clock, new Lines());
        Assert.False((await link.TryAsync<bool>(_ => throw new RedisException("no"))).Answered);

        clock.Offset = TimeSpan.FromDays(-1);
        Assert.False((await link.TryAsync(_ => Task.FromResult(true))).Answered);
        machine.Advance(RedisLink.Pause);

        Assert.True((await link.TryAsync(_ => Task.FromResult(true))).Answered);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_start_waits_no_longer_for_a_server_that_says_nothing()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var clock = new WatchedClock(DateTimeOffset.UnixEpoch);
        var log = new Lines();

        var starting = Task.Run(() => LinkAsync($"127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}", clock, log));
        await clock.WhenAwaited(RedisLink.Patience);
        clock.Advance(RedisLink.Patience);

        await using var link = await starting;
        for (var i = 0; i < 2; i++) Assert.False((await link.TryAsync(database => database.PingAsync())).Answered);
        Assert.Equal(["Redis does not answer (not connected): until it does, budgets and cached answers are this process's own."], log.Written);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_the_connection_string_takes_away_is_no_answer()
    {
        await using var redis = await TestRedis.StartAsync();
        var log = new Lines();
        await using var link = await LinkAsync(redis.ConnectionString + ",$EVAL=,$EVALSHA=", new WatchedClock(DateTimeOffset.UnixEpoch), log);

        Assert.False((await link.TryAsync(database => database.ScriptEvaluateAsync("return 1"))).Answered);
        Assert.Single(log.Written);
    }

    static async Task<RedisLink> LinkAsync(string address, TimeProvider clock, ILogger<RedisLink> log)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        var link = new RedisLink(new RedisSettings(options, ""), clock, log);
        await link.StartAsync(CancellationToken.None);
        return link;
    }

    sealed class Lines : ILogger<RedisLink>
    {
        readonly List<string> written = [];

        public List<string> Written => written;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (written) written.Add(formatter(state, exception));
        }
    }
}
