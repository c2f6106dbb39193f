using System.Diagnostics;
using System.Runtime.CompilerServices;
using CspGraph.Api.Host.Telemetry;
using StackExchange.Redis;

namespace CspGraph.Api.Host.Redis;

/// <summary>The way to Redis, which may be gone at any time. Nobody waits long for it: whoever gets no answer goes on without.</summary>
sealed partial class RedisLink(RedisSettings settings, TimeProvider clock, ILogger<RedisLink> log) : IHostedService, IAsyncDisposable
{
    /// <summary>How long the start, or one call, waits for Redis.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>After a call that was not answered, how long none is made.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly TaskCompletionSource<IConnectionMultiplexer> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ConnectionMultiplexer? connection;
    long pausedUntil;
    int isAway;
    bool isDisposed;

    public bool IsConfigured => settings.Connection is not null;

    /// <summary>The connection, for what brings its own calls; null before there is one.</summary>
    public IConnectionMultiplexer? Connection => connection;

    /// <summary>Done when there is a connection, which from then on is made again by itself whenever it is lost.</summary>
    public Task<IConnectionMultiplexer> Connected => connected.Task;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Connection is null) return;
        try
        {
            await ConnectAsync(settings.Connection).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The server starts all the same.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a call, unless Redis is known to be away. False when there was no answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="purpose">What it is for, to be told apart in traces.</param>
    public async ValueTask<(bool Answered, T? Answer)> TryAsync<T>(Func<IDatabase, Task<T>> call, [CallerMemberName] string purpose = "")
    {
        if (settings.Connection is null || !MayTry()) return default;
        using var span = ProductTrace.Begin($"redis {purpose}", kind: ActivityKind.Client)?.SetTag("db.system.name", "redis");
        if (connection is not { IsConnected: true } connected)
        {
            Lost("not connected");
            return default;
        }
        try
        {
            var answer = await call(connected.GetDatabase()).WaitAsync(Patience, clock);
            Found();
            return (true, answer);
        }
        catch (Exception failure) when (failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException)
        {
            Interlocked.Exchange(ref pausedUntil, AfterPause);
            span?.SetStatus(ActivityStatusCode.Error);
            Lost(failure.Message);
            return default;
        }
    }

    /// <summary>While Redis is silent one call at a time finds out whether it still is; the others do without.</summary>
    bool MayTry()
    {
        var until = Interlocked.Read(ref pausedUntil);
        if (until == 0) return true;
        return clock.GetTimestamp() >= until && Interlocked.CompareExchange(ref pausedUntil, AfterPause, until) == until;
    }

    /// <summary>By what is measured, and not by the time of day: who sets a clock back would otherwise lengthen the pause by as much.</summary>
    long AfterPause => clock.GetTimestamp() + (long)(Pause.TotalSeconds * clock.TimestampFrequency);

    void Lost(string reason)
    {
        if (Interlocked.Exchange(ref isAway, 1) == 0) IsAway(reason);
    }

    void Found()
    {
        Interlocked.Exchange(ref pausedUntil, 0);
        if (isAway != 0 && Interlocked.Exchange(ref isAway, 0) == 1) IsBack();
    }

    async Task ConnectAsync(ConfigurationOptions options)
    {
        connection = await ConnectionMultiplexer.ConnectAsync(options);
        if (isDisposed) await connection.DisposeAsync();
        else connected.TrySetResult(connection);
    }

    public ValueTask DisposeAsync()
    {
        isDisposed = true;
        return connection?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer ({Reason}): until it does, budgets and cached answers are this process's own.")]
    partial void IsAway(string reason);

    [LoggerMessage(LogLevel.Warning, "Redis answers again.")]
    partial void IsBack();
}
