using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>Runs inside a measured server (DOTNET_STARTUP_HOOKS names this assembly) and tells, for each line it is sent, what the process has taken and made so far. The server ends with its measurer.</summary>
static class StartupHook
{
    public const string Prefix = "counters ";

    /// <summary>What is made anew for a document that was not seen before. Nothing that each request counts: listening to it would be measured too.</summary>
    public static readonly IReadOnlyList<(string Instrument, string What)> Made =
    [
        ("cspgraph.engine.documents.parsed", "documents parsed"),
        ("cspgraph.engine.documents.validated", "documents validated"),
        ("cspgraph.engine.plans.made", "plans made"),
        ("cspgraph.engine.statements.compiled", "statements compiled"),
        ("microsoft.entityframeworkcore.compiled_query_cache_misses", "queries compiled by EF Core"),
    ];

    static readonly MeterListener Listener = new();
    static readonly long[] Counts = new long[Made.Count];

    public static void Initialize()
    {
        Listener.InstrumentPublished = (instrument, listener) =>
        {
            var place = Made.Index().FirstOrDefault(made => made.Item.Instrument == instrument.Name, (-1, default)).Index;
            if (place >= 0) listener.EnableMeasurementEvents(instrument, state: place);
        };
        // An observable counter tells its sum each time, the others what is added.
        Listener.SetMeasurementEventCallback<long>((instrument, value, _, place) =>
        {
            if (instrument.IsObservable) Counts[(int)place!] = value;
            else Interlocked.Add(ref Counts[(int)place!], value);
        });
        Listener.Start();
        DiagnosticListener.AllListeners.Subscribe(new AsInProduction());
        new Thread(Answer) { IsBackground = true }.Start();
    }

    static void Answer()
    {
        while (Console.In.ReadLine() is not null)
        {
            Listener.RecordObservableInstruments();
            Console.Out.WriteLine($"{Prefix}{Environment.CpuUsage.TotalTime.Ticks} {GC.GetTotalAllocatedBytes()} {string.Join(' ', Counts)}");
        }
        Environment.Exit(0);
    }

    /// <summary>Once its settings are read (demo tokens are the Development environment's), the server is built as in production: without the developer's exception page, and without checks of each service that is asked for.</summary>
    sealed class AsInProduction : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting") value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is not { Key: "HostBuilding", Value: IHostBuilder host }) return;
            host.UseServiceProviderFactory(new DefaultServiceProviderFactory(new ServiceProviderOptions()));
            host.ConfigureServices((_, services) =>
            {
                foreach (var environment in services.Select(service => service.ImplementationInstance).OfType<IHostEnvironment>()) environment.EnvironmentName = Environments.Production;
            });
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
