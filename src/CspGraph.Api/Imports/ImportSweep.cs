using CspGraph.Api.Host.Identity;
using CspGraph.Data;

namespace CspGraph.Api.Imports;

/// <summary>Takes away, at the start and from then on, what imports left whose process was killed.</summary>
sealed partial class ImportSweep(Database database, TimeProvider clock, ILogger<ImportSweep> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do await TryAsync(() => SweepAsync(stoppingToken), stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var viewer in await TenantJobs.ViewersAsync(database, cancellation))
            await TryAsync(() => HiddenRows.SweepAsync(database, viewer, clock, cancellation), cancellation);
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

    [LoggerMessage(LogLevel.Error, "What ended imports left behind could not be taken away.")]
    partial void Failed(Exception failure);
}
