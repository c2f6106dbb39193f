using CspGraph.Api.Events;
using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Changes;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Jobs;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Api.Host.Transport;
using CspGraph.Api.Imports;
using CspGraph.Api.PartnerCenter;
using CspGraph.Api.Webhooks;
using CspGraph.Data.Tenancy;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CspGraph.Api.Host;

/// <summary>What is served: the services, then the endpoints.</summary>
static class Server
{
    /// <param name="args">ASP.NET's own configuration arguments, such as --urls.</param>
    /// <param name="clock">The time by which tokens are made and validated.</param>
    public static WebApplication Build(string[] args, TimeProvider clock) => Map(Configure(args, clock));

    /// <summary>The settings, checked, and the services.</summary>
    public static WebApplicationBuilder Configure(string[] args, TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var settings = ServerSettings.Read(builder.Configuration, builder.Environment);
        // What is under way has this long when the process is told to stop; who stops it waits for 30 s.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.Services.AddLogLimits();
        builder.AddTelemetry();
        SecurityHeaders.Add(builder.Services);
        builder.AddProxies();
        builder.AddHttps();
        builder.AddCrossOrigin();
        if (settings.DevelopmentTokens)
        {
            var settable = new DevelopmentClock(clock);
            builder.Services.AddSingleton(settable);
            clock = settable;
        }
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(settings);
        var budgets = BudgetSettings.Read(builder.Configuration);
        var database = DatabaseSettings.Open(builder.Configuration, builder.Environment, clock);
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton<TenantDirectory>();
        builder.Services.AddSingleton(provider => ProductSchema.CreateEngine(
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("CspGraph.Engine"), settings.Engine, settings.MaxRequestBytes, budgets, clock));
        builder.Services.AddSingleton(RedisSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<RedisLink>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RedisLink>());
        builder.Services.AddSingleton<ViewerKeys>();
        builder.Services.AddSingleton(EventSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<EventStreams>();
        builder.Services.AddHostedService<EventWakeups>();
        builder.Services.AddSingleton(budgets);
        builder.Services.AddSingleton<LocalBuckets>();
        builder.Services.AddSingleton<SharedBuckets>();
        builder.Services.AddSingleton<Budget>();
        builder.Services.AddSingleton(CacheSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<ResponseCache>();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<Changes.Changes>();
        builder.Services.AddSingleton(IntrospectionRoles.Read(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton<Viewers>();
        builder.Services.AddPersistedDocuments(PersistedDocumentSettings.Read(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton<AnswerPool>();
        builder.Services.AddSingleton<GraphOperations>();
        builder.Services.AddSingleton<GraphHttp>();
        builder.Services.AddSingleton(SubscriptionSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<GraphSockets>();
        builder.Services.AddSingleton<ServerSentEvents>();
        builder.Services.AddSingleton<SchemaEndpoint>();
        builder.Services.AddCompression();
        builder.Services.AddSingleton<ImportJobs>();
        builder.Services.AddSingleton<ImportEndpoint>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ImportJobs>());
        builder.Services.AddHostedService<ImportSweep>();
        builder.Services.AddSingleton(EventExpiry.Read(builder.Configuration));
        builder.Services.AddHostedService<EventSweep>();
        builder.Services.AddSingleton(JobSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddHostedService<JobSchedule>();
        builder.Services.AddSingleton(FailureSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<RefusedCredentials>();
        builder.Services.AddBearerTokens(settings, builder.Environment, clock);
        builder.AddPartnerCenter();
        builder.Services.AddWebhooks(WebhookSettings.Read(builder.Configuration, builder.Environment));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [DatabaseHealth.Tag]).AddCheck<RedisHealth>("redis", tags: [DatabaseHealth.Tag]);
        return builder;
    }

    /// <summary>The way of a request, in order, and the endpoints.</summary>
    public static WebApplication Map(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseCorrelationIds();
        app.UseProxies();
        app.UseHttps();
        app.UseCrossOrigin();
        app.UseResponseCompression();
        app.UseMiddleware<UnexpectedErrors>();
        app.UseGraphSockets();
        app.UseLimitedAuthentication();
        app.UseAuthorization();
        app.Map("/graphql", (HttpContext http, GraphHttp graph) => graph.AnswerAsync(http)).RequireAuthorization();
        if (app.Environment.IsDevelopment()) app.MapGet("/graphql/schema.graphql", (HttpContext http, SchemaEndpoint schema) => schema.AnswerAsync(http));
        else app.MapGet("/graphql/schema.graphql", (HttpContext http, SchemaEndpoint schema) => schema.AnswerAuthorizedAsync(http)).RequireAuthorization();
        app.Map("/imports/{name}", (HttpContext http, string name, ImportEndpoint imports) => imports.AnswerAsync(http, name)).RequireAuthorization();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(DatabaseHealth.Tag) });
        if (app.Services.GetRequiredService<ServerSettings>().DevelopmentTokens)
        {
            app.MapPost("/dev/token", DevelopmentTokenEndpoint.AnswerAsync);
            app.MapPost("/dev/clock", (HttpContext http, DevelopmentClock settable) => settable.AnswerAsync(http));
        }
        if (app.Environment.IsDevelopment()) app.MapExplorer();
        return app;
    }
}
