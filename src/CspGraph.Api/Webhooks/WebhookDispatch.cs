using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Data;

namespace CspGraph.Api.Webhooks;

/// <summary>Delivers to the webhooks of all tenants, from the start of the process on: of each tenant where no other process does.</summary>
sealed partial class WebhookDispatch(
    Database database, WebhookReader reader, WebhookMessages messages, WebhookHttp http, WebhookSettings settings, WebhookMeter meter, ProductMeter product, TimeProvider clock, ILogger<WebhookDispatch> log) : BackgroundService
{
    /// <summary>From one look for new tenants to the next.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    readonly Guid holder = Guid.NewGuid();
    readonly ConcurrentDictionary<int, Signal> news = [];
    readonly ConcurrentDictionary<int, WebhookCrew> crews = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsEnabled) return;
        database.EventsCommitted += Wake;
        product.WatchWebhooks(() => crews.Select(crew => new Measurement<long>(crew.Value.Backlog, new KeyValuePair<string, object?>("tenant", crew.Key))));
        var tenants = new Dictionary<int, Task>();
        try
        {
            while (true)
            {
                await TryAsync(async () =>
                {
                    foreach (var viewer in await TenantJobs.ViewersAsync(database, stoppingToken))
                        if (!tenants.ContainsKey(viewer.TenantId)) tenants[viewer.TenantId] = Task.Run(() => DeliverAsync(viewer.TenantId, stoppingToken), CancellationToken.None);
                }, stoppingToken);
                await Task.Delay(Interval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(tenants.Values);
        }
        finally
        {
            database.EventsCommitted -= Wake;
        }
    }

    void Wake(int tenant, long newest)
    {
        if (news.TryGetValue(tenant, out var signal)) signal.Give();
    }

    async Task DeliverAsync(int tenant, CancellationToken ending)
    {
        var signal = news.GetOrAdd(tenant, _ => new());
        while (!ending.IsCancellationRequested)
        {
            var heard = signal.Next;
            await TryAsync(async () =>
            {
                using var crew = new WebhookCrew(tenant, holder, database, reader, messages, http, settings, meter, signal, clock, log);
                crews[tenant] = crew;
                try
                {
                    await crew.RunAsync(ending);
                }
                finally
                {
                    crews.TryRemove(tenant, out _);
                }
            }, ending);
            await TryAsync(() => heard.OrAsync(settings.Poll, clock, ending), ending);
        }
    }

    /// <summary>A database that cannot be reached now is looked at later; one tenant's trouble is no other's.</summary>
    async Task TryAsync(Func<Task> work, CancellationToken ending)
    {
        try
        {
            await work();
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            Failed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Webhooks cannot be delivered to for now.")]
    partial void Failed(Exception failure);
}
