using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text.Json;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Tests.Events;
using CspGraph.Api.Webhooks;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Events;
using CspGraph.Domain.Tenancy;
using CspGraph.Domain.Webhooks;
using CspGraph.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Webhooks;

/// <summary>Webhooks of a tenant, delivered to a back end on this machine, without a server: contoso (Alpha → Beta, and Gamma) and northwind (Omega).</summary>
sealed class WebhookKit : IAsyncDisposable
{
    public static WebhookSettings Usual { get; } = new(
        IsEnabled: true, IsDevelopment: true, [RandomNumberGenerator.GetBytes(32)], MaxPerTenant: 100, MaxPerReseller: 3, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

    // Of every kit, and of each provider of its services.
    static readonly GraphEngine<CspGraphDb, Viewer> Engine = ProductSchema.CreateEngine(NullLogger.Instance);

    const string Created = "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id version } secret errors { code message field } } }";

    readonly Dictionary<string, IHostedService> dispatches = [];
    readonly ServiceProvider services;

    WebhookKit(EventKit events, Receiver receiver, WebhookSettings settings, Action<IServiceCollection>? change)
    {
        (Events, Receiver) = (events, receiver);
        Add(events.Changes.Services, settings);
        var own = new ServiceCollection();
        Add(own, settings);
        change?.Invoke(own);
        services = own.BuildServiceProvider();
    }

    public EventKit Events { get; }
    public Receiver Receiver { get; }
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<WebhookKit> CreateAsync(WebhookSettings? settings = null, Action<DbContextOptionsBuilder>? configure = null, Action<IServiceCollection>? change = null) =>
        new(await EventKit.CreateAsync(configure: configure), await Receiver.StartAsync(), settings ?? Usual, change);

    /// <summary>Begins to deliver.</summary>
    public async Task StartAsync(string replica = "one")
    {
        dispatches[replica] = new WebhookDispatch(Events.Changes.Database, Get<WebhookReader>(), Get<WebhookMessages>(), Get<WebhookHttp>(), Get<WebhookSettings>(), Get<WebhookMeter>(), new ProductMeter(Get<IMeterFactory>()), Events.Changes.Clock, NullLogger<WebhookDispatch>.Instance);
        await dispatches[replica].StartAsync(default);
    }

    /// <summary>Ends to deliver, as a process does that is asked to.</summary>
    public async Task StopAsync(string replica = "one")
    {
        if (dispatches.Remove(replica, out var dispatch)) await dispatch.StopAsync(default);
    }

    /// <summary>Makes a webhook that is sent what comes to a path.</summary>
    public async Task<(string Id, string Secret)> CreateWebhookAsync(string path, object? input = null, Caller? caller = null)
    {
        var given = new Dictionary<string, object?> { ["name"] = path, ["url"] = Receiver.Address + path };
        foreach (var property in JsonSerializer.SerializeToElement(input ?? new { }).EnumerateObject()) given[property.Name] = property.Value;
        var made = (await AskAsync(Created, new { input = given }, caller)).GetProperty("createWebhook");
        Assert.Empty(made.GetProperty("errors").EnumerateArray());
        return (made.GetProperty("webhook").GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    /// <summary>What an operation answers without errors.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null, Caller? caller = null)
    {
        var answer = await Events.Changes.AskAsync(query, variables, caller);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
        return answer.GetProperty("data");
    }

    /// <summary>A change of a webhook that must be made.</summary>
    public async Task UpdateAsync(string id, object input)
    {
        var given = new Dictionary<string, object?> { ["id"] = id };
        foreach (var property in JsonSerializer.SerializeToElement(input).EnumerateObject()) given[property.Name] = property.Value;
        var made = await AskAsync("mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { errors { code message } } }", new { input = given });
        Assert.Empty(made.GetProperty("updateWebhook").GetProperty("errors").EnumerateArray());
    }

    public Task<IReadOnlyList<EventRecord>> TellAsync(params (EventKind Kind, Guid? Reseller)[] told) => Events.TellAsync(told);

    /// <summary>So many events that concern the whole tenant, in a transaction of their own.</summary>
    public Task<IReadOnlyList<EventRecord>> TellAsync(int count) => TellAsync([.. Enumerable.Repeat<(EventKind, Guid?)>((EventKind.ImportSucceeded, null), count)]);

    public async Task<List<WebhookDelivery>> DeliveriesAsync(string? webhook = null) =>
        [.. (await Events.Changes.RowsAsync<WebhookDelivery>()).Where(row => webhook is null || NodeId.TryParse(webhook, out var id) && row.WebhookId == id.Key).OrderBy(row => row.EventNumber)];

    public async Task<Webhook> WebhookAsync(string webhook) => (await Events.Changes.RowsAsync<Webhook>()).Single(row => new NodeId(WebhookType.Tag, row.Id).ToString() == webhook);

    /// <summary>Lets time pass until something holds of what is stored.</summary>
    public async Task PassUntilAsync(Func<Task<bool>> holds)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "It did not come to hold.");
            await PassAsync();
        }
    }

    /// <summary>Lets a second pass.</summary>
    public async Task PassAsync()
    {
        Events.Changes.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(5);
    }

    /// <summary>Sets the clock.</summary>
    public void Skip(DateTime to) => Events.Changes.Clock.SetUtcNow(to);

    /// <summary>Waits until something holds of what is stored, by no time passing but this machine's.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "It did not come to hold.");
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in dispatches.Keys.ToList()) await StopAsync(replica);
        await services.DisposeAsync();
        await Receiver.DisposeAsync();
        await Events.DisposeAsync();
    }

    void Add(IServiceCollection to, WebhookSettings settings)
    {
        to.AddLogging();
        to.AddMetrics();
        to.AddSingleton<TimeProvider>(Events.Changes.Clock);
        to.AddSingleton(_ => Events.Changes.Database);
        to.AddSingleton(Engine);
        to.AddSingleton<TenantDirectory>();
        to.AddWebhooks(settings);
    }
}
