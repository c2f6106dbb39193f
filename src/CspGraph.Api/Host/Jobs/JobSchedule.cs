using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Host.Jobs;

/// <summary>Runs every tenant's jobs, from the start of the process on.</summary>
sealed partial class JobSchedule(Database database, JobRunner runner, JobSettings settings, ProductMeter meter, TimeProvider clock, ILogger<JobSchedule> log) : BackgroundService
{
    /// <summary>When each job was last found done for a tenant.</summary>
    readonly ConcurrentDictionary<(JobKind Kind, int Tenant), long> doneAt = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsEnabled) return;
        var began = clock.GetTimestamp();
        meter.WatchJobs(() => Ages(began));
        using var timer = new PeriodicTimer(settings.Interval, clock);
        do await TryAsync("all", "all tenants", () => RunAllAsync(stoppingToken), stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task RunAllAsync(CancellationToken cancellation)
    {
        foreach (var viewer in await TenantJobs.ViewersAsync(database, cancellation))
            foreach (var job in ProductJobs.All)
            {
                doneAt.TryAdd((job.Kind, viewer.TenantId), clock.GetTimestamp());
                await TryAsync($"{job.Kind}", $"tenant {viewer.TenantId}", async () =>
                {
                    if (await runner.RunAsync(job, viewer.TenantId, cancellation) is > 0 and var told) Told(job.Kind.ToString(), viewer.TenantId, told);
                    doneAt[(job.Kind, viewer.TenantId)] = clock.GetTimestamp();
                }, cancellation);
            }
    }

    /// <summary>Of each job that of the tenant which has waited for longest; as long as none is known, since the process began.</summary>
    IEnumerable<Measurement<double>> Ages(long began) => ProductJobs.All.Select(job => new Measurement<double>(
        clock.GetElapsedTime(doneAt.Where(done => done.Key.Kind == job.Kind).Select(done => done.Value).DefaultIfEmpty(began).Min()).TotalSeconds,
        new KeyValuePair<string, object?>("job", job.Kind.ToString())));

    /// <summary>A database that cannot be reached now is looked at later; one tenant's trouble is no other's.</summary>
    async Task TryAsync(string job, string whose, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Failed(failure, job, whose);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Job} of tenant {Tenant} has told {Told} events.")]
    partial void Told(string job, int tenant, int told);

    [LoggerMessage(LogLevel.Error, "{Job} of {Whose} could not be done.")]
    partial void Failed(Exception failure, string job, string whose);
}
