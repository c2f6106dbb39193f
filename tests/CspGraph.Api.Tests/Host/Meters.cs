using System.Diagnostics.Metrics;
using CspGraph.Api.Host.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace CspGraph.Api.Tests.Host;

/// <summary>The product's figures, as a test reads them.</summary>
static class Meters
{
    /// <summary>One whose figures nobody reads.</summary>
    public static ProductMeter Nobodys() => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    /// <summary>An instrument's readings from now on, of one server alone.</summary>
    public static MetricCollector<T> Of<T>(TestServer server, string instrument) where T : struct =>
        new(server.Services.GetRequiredService<IMeterFactory>(), ProductMeter.Name, instrument);

    /// <summary>Readings as lines: the value, and the tags' values that are there, in the order of their names.</summary>
    public static IEnumerable<string> Lines<T>(this MetricCollector<T> collector) where T : struct => collector.GetMeasurementSnapshot().Select(reading =>
        $"{reading.Value} {string.Join(' ', reading.Tags.Where(tag => tag.Value is not null).OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => tag.Value))}".TrimEnd());
}
