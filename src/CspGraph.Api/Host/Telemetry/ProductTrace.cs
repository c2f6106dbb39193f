using System.Diagnostics;

namespace CspGraph.Api.Host.Telemetry;

/// <summary>What this process does for a tenant, as spans. None says who asks, or for what: no name, address or value of a variable.</summary>
static class ProductTrace
{
    public const string Name = "CspGraph";
    public const string Tenant = "cspgraph.tenant";
    public const string Outcome = "cspgraph.outcome";

    static readonly ActivitySource Source = new(Name);

    /// <summary>Begins a span, where anybody listens.</summary>
    public static Activity? Begin(string name, int? tenant = null, ActivityKind kind = ActivityKind.Internal) =>
        Source.HasListeners() ? Source.StartActivity(name, kind)?.SetTag(Tenant, tenant) : null;
}
