using System.Diagnostics.Metrics;
using CspGraph.Api.Imports;
using CspGraph.Domain.Imports;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Telemetry;

/// <summary>The figures by which an operator sees how this process does. Their tags are the schema's and the product's own words, never a client's: so there are few.</summary>
sealed class ProductMeter
{
    public const string Name = "CspGraph";

    readonly Meter meter;
    readonly Counter<long> operations;
    readonly Histogram<double> duration;
    readonly Histogram<long> cost;
    readonly Histogram<long> statements;
    readonly Counter<long> cacheLookups;
    readonly Histogram<double> eventLag;
    readonly UpDownCounter<long> subscriptions;
    readonly Counter<long> importedLines;
    readonly Counter<long> imports;

    public ProductMeter(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        operations = meter.CreateCounter<long>("cspgraph.operations", "{operation}", "Operations, by type, first root field and outcome.");
        duration = meter.CreateHistogram<double>("cspgraph.operation.duration", "s", "How long queries and mutations took, from when they were paid for to their answer.");
        cost = meter.CreateHistogram<long>("cspgraph.operation.cost", "{cost}", "What operations were charged.");
        statements = meter.CreateHistogram<long>("cspgraph.operation.statements", "{statement}", "Statements that queries and mutations ran; an embedded database runs one for each parent.");
        cacheLookups = meter.CreateCounter<long>("cspgraph.cache.lookups", "{lookup}", "Queries that may be answered from the cache, by whether they were.");
        eventLag = meter.CreateHistogram<double>("cspgraph.event.lag", "s", "From when an event was recorded to when it was handed to those who follow it here.");
        subscriptions = meter.CreateUpDownCounter<long>("cspgraph.subscriptions.open", "{subscription}", "Subscriptions that are followed now.");
        importedLines = meter.CreateCounter<long>("cspgraph.import.lines", "{line}", "Lines of files that were read and written, by kind.");
        imports = meter.CreateCounter<long>("cspgraph.imports", "{import}", "Imports over HTTP that have ended, by kind and status.");
    }

    /// <summary>Whether anybody wants to know how many statements an operation runs.</summary>
    public bool CountsStatements => statements.Enabled;

    /// <summary>An operation that has ended, or was refused.</summary>
    /// <param name="operation">Null where it could not be found out what it is.</param>
    /// <param name="outcome">OK, PARTIAL where fields failed, FAILED, CANCELLED, or the code of what it was refused for.</param>
    public void Ended(PreparedOperation? operation, string outcome) => operations.Add(1, Tag("type", operation?.Kind.ToString()), Tag("field", operation?.FirstField), Tag("outcome", outcome));

    public void Took(PreparedOperation operation, string outcome, TimeSpan time, int statementsRun)
    {
        duration.Record(time.TotalSeconds, Tag("type", operation.Kind.ToString()), Tag("field", operation.FirstField), Tag("outcome", outcome));
        statements.Record(statementsRun, Tag("type", operation.Kind.ToString()), Tag("field", operation.FirstField));
    }

    public void Charged(PreparedOperation operation, long charged) => cost.Record(charged, Tag("type", operation.Kind.ToString()));

    public void LookedUp(bool isHit) => cacheLookups.Add(1, Tag("result", isHit ? "hit" : "miss"));

    public void Lagged(TimeSpan lag) => eventLag.Record(lag.TotalSeconds);

    /// <summary>Subscriptions that have begun, or ended for a negative number.</summary>
    public void Followed(int more) => subscriptions.Add(more);

    public void Imported(ImportKind kind, long lines) => importedLines.Add(lines, Tag("kind", ImportRunType.Kind.NameOf(kind)));

    public void ImportEnded(ImportKind kind, ImportStatus status) => imports.Add(1, Tag("kind", ImportRunType.Kind.NameOf(kind)), Tag("status", ImportRunType.Status.NameOf(status)));

    /// <summary>Sockets that are open.</summary>
    public void WatchSockets(Func<long> open) => meter.CreateObservableUpDownCounter("cspgraph.sockets.open", open, "{socket}", "WebSockets that are open now.");

    /// <summary>How long ago each job was last found done.</summary>
    public void WatchJobs(Func<IEnumerable<Measurement<double>>> ages) =>
        meter.CreateObservableGauge("cspgraph.job.age", ages, "s", "For how long a job was not found done, here or elsewhere, for the tenant for which it was that longest.");

    /// <summary>Events that webhooks are still to be sent.</summary>
    public void WatchWebhooks(Func<IEnumerable<Measurement<long>>> backlogs) =>
        meter.CreateObservableGauge("cspgraph.webhook.backlog", backlogs, "{event}", "Events of the log that active webhooks which this process delivers to have not come to, by tenant.");

    static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
