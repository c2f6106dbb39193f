using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CspGraph.Engine;

namespace CspGraph.Api.Tests.Reads;

/// <summary>Counts what the engine and EF Core do in one test's own calls: tests beside it use the same meter.</summary>
sealed class EngineCounts : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>The name under which EF Core's own compilations are counted.</summary>
    public const string EfCompilations = "Microsoft.EntityFrameworkCore.Query.QueryCompilationStarting";

    readonly AsyncLocal<bool> isMine = new();
    readonly MeterListener listener = new();
    readonly ConcurrentBag<IDisposable> subscriptions = [];
    readonly Dictionary<string, long> counts = [];

    /// <summary>Counts from here on, in the calls of who makes it.</summary>
    public EngineCounts()
    {
        isMine.Value = true;
        listener.InstrumentPublished = (instrument, meter) => { if (instrument.Meter.Name == EngineMeter.Name) meter.EnableMeasurementEvents(instrument); };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>What was counted since the last time, by instrument.</summary>
    public IReadOnlyDictionary<string, long> Take()
    {
        var taken = counts.ToDictionary();
        counts.Clear();
        return taken;
    }

    public void Dispose()
    {
        listener.Dispose();
        foreach (var subscription in subscriptions) subscription.Dispose();
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(value.Subscribe(this, name => name == EfCompilations));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value) => Add(value.Key, 1);

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    void Add(string name, long value)
    {
        if (isMine.Value) counts[name] = counts.GetValueOrDefault(name) + value;
    }
}
