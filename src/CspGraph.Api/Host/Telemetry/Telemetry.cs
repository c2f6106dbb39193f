using CspGraph.Api.Webhooks;
using CspGraph.Data;
using CspGraph.Engine;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CspGraph.Api.Host.Telemetry;

/// <summary>What an operator is told: log lines, and, where a collector is named, traces and figures by OpenTelemetry's protocol.</summary>
static class Telemetry
{
    /// <summary>OpenTelemetry's own name for where to; its other variables hold as well.</summary>
    const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";

    const string FormatterKey = "Logging:Console:FormatterName";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProductMeter>();
        // A person reads what a server says in Development; elsewhere a machine does.
        if (!builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration[FormatterKey]))
            builder.Logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        if (builder.Configuration[EndpointKey] is not { Length: > 0 } endpoint) return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StartRefusedException($"{EndpointKey} is '{endpoint}'; it must be an http or https address.");
        if (builder.Configuration[ProtocolKey] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            throw new StartRefusedException($"{ProtocolKey} is '{protocol}'; it must be grpc or http/protobuf.");
        builder.Services.AddOpenTelemetry()
            // What the environment says of the service goes before what is said here.
            .ConfigureResource(resource => resource.Clear().AddService("cspgraph", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString()).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .WithTracing(Trace)
            .WithMetrics(metrics => metrics
                .AddMeter(ProductMeter.Name, EngineMeter.Name, WebhookMeter.Name, TransientFaults.MeterName)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .UseOtlpExporter();
    }

    /// <summary>Everything that is traced, wherever it is sent.</summary>
    public static void Trace(TracerProviderBuilder tracing) => tracing
        .AddSource(ProductTrace.Name, EngineTrace.Name, "System.Net.Http")
        .AddAspNetCoreInstrumentation(http => http.Filter = context => !context.Request.Path.StartsWithSegments("/health"))
        .AddEntityFrameworkCoreInstrumentation(statements => statements.EnrichWithIDbCommand = (span, command) => span.SetTag("db.statement", null).SetTag("db.query.text", command.CommandText))
        .AddProcessor(new HiddenAddresses());
}
