using CspGraph.Api.Host.Identity;
using CspGraph.Data;

namespace CspGraph.Api.Events;

/// <summary>Takes away, at the start and from then on, the events that have expired.</summary>
sealed partial class EventSweep(Database database, EventExpiry expiry, TimeProvider clock, ILogger<EventSweep> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do await TryAsync(() => SweepAsync(stoppingToken), stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var viewer in await TenantJobs.ViewersAsync(database, cancellation))
            await TryAsync(() => expiry.ApplyAsync(database, viewer, clock.GetUtcNow().UtcDateTime, cancellation), cancellation);
    }

    /// <summary>A database that cannot be reached now is swept later; one tenant's trouble is no other's.</summary>
    async Task TryAsync(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Failed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Events that have expired could not be taken away.")]
    partial void Failed(Exception failure);
}
