using CspGraph.Api.Host.Budgets;
using CspGraph.Api.Host.Caching;
using CspGraph.Api.Host.Identity;
using CspGraph.Api.Host.Redis;
using CspGraph.Api.Host.Transport;
using CspGraph.Api.Imports;
using CspGraph.Data;
using CspGraph.Data.Tenancy;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CspGraph.Api.Host;

/// <summary>What is served: the services, then the endpoints.</summary>
static class Server
{
    /// <param name="args">ASP.NET's own configuration arguments, such as --urls.</param>
    /// <param name="clock">The time by which tokens are made and validated.</param>
    public static WebApplication Build(string[] args, TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var settings = ServerSettings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(settings);
        var budgets = BudgetSettings.Read(builder.Configuration);
        var database = DatabaseSettings.Open(builder.Configuration, builder.Environment, clock);
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton<TenantDirectory>();
        builder.Services.AddSingleton(provider => ProductSchema.CreateEngine(
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("CspGraph.Engine"), settings.Engine, settings.MaxRequestBytes, budgets));
        builder.Services.AddSingleton(RedisSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<RedisLink>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RedisLink>());
        builder.Services.AddSingleton<ViewerKeys>();
        builder.Services.AddSingleton(budgets);
        builder.Services.AddSingleton<LocalBuckets>();
        builder.Services.AddSingleton<SharedBuckets>();
        builder.Services.AddSingleton<Budget>();
        builder.Services.AddSingleton(CacheSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<ResponseCache>();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddSingleton<Viewers>();
        builder.Services.AddSingleton<GraphHttp>();
        builder.Services.AddSingleton<ImportJobs>();
        builder.Services.AddSingleton<ImportEndpoint>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ImportJobs>());
        builder.Services.AddHostedService<ImportSweep>();
        builder.Services.AddBearerTokens(builder.Environment);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [DatabaseHealth.Tag]).AddCheck<RedisHealth>("redis", tags: [DatabaseHealth.Tag]);

        var app = builder.Build();
        app.UseMiddleware<UnexpectedErrors>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Map("/graphql", (HttpContext http, GraphHttp graph) => graph.AnswerAsync(http)).RequireAuthorization();
        var sdl = app.MapGet("/graphql/schema.graphql", (GraphEngine<CspGraphDb, Viewer> engine) => Results.Text(engine.Sdl));
        if (!app.Environment.IsDevelopment()) sdl.RequireAuthorization();
        app.Map("/imports/{name}", (HttpContext http, string name, ImportEndpoint imports) => imports.AnswerAsync(http, name)).RequireAuthorization();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(DatabaseHealth.Tag) });
        if (settings.DevelopmentTokens) app.MapPost("/dev/token", DevelopmentTokenEndpoint.AnswerAsync);
        if (app.Environment.IsDevelopment()) app.MapExplorer();
        return app;
    }
}
