using System.Collections.Concurrent;
using CspGraph.Api.Host;
using CspGraph.Api.Host.Telemetry;
using CspGraph.Data;
using CspGraph.Domain.Imports;
using CspGraph.Domain.Tenancy;

namespace CspGraph.Api.Imports;

/// <summary>An import that runs in this process.</summary>
/// <param name="Id">The run's.</param>
/// <param name="End">Ends with it, however that is; fails only with what nobody foresaw.</param>
sealed record ImportJob(Guid Id, Task End);

/// <summary>The imports that run in this process: so many at once for a tenant, and none of them cut off when the server stops.</summary>
sealed partial class ImportJobs(Database database, ServerSettings settings, ProductMeter meter, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ImportJobs> log) : IHostedService
{
    readonly Lock gate = new();
    readonly Dictionary<int, int> running = [];
    readonly ConcurrentDictionary<(int TenantId, Guid Run), CancellationTokenSource> stops = [];
    readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts an import, or returns null when the tenant has as many as it may.</summary>
    /// <param name="viewer">Who imports: someone who may write the whole tenant.</param>
    /// <param name="source">What the file is.</param>
    /// <param name="content">The file; it must hold until the job's end, or until it was read to its own.</param>
    /// <param name="cancellation">Gives up the start; it does not stop the job.</param>
    public async Task<ImportJob?> TryStartAsync(Viewer viewer, ImportSource source, Stream content, CancellationToken cancellation)
    {
        if (!TryEnter(viewer.TenantId)) return null;
        try
        {
            var import = await FileImport.StartAsync(database, viewer, source, clock, cancellation);
            return new(import.RunId, Task.Run(() => RunAsync(import, source.Kind, viewer.TenantId, content), CancellationToken.None));
        }
        catch
        {
            Leave(viewer.TenantId);
            throw;
        }
    }

    /// <summary>Cancels an import if it runs in this process. One of another finds its record changed, only later.</summary>
    /// <remarks>On SQLite, whose writers do not queue up, a change of the record alone may wait for long while an import writes chunk after chunk.</remarks>
    public async Task CancelAsync(Viewer viewer, Guid run)
    {
        if (!stops.TryGetValue((viewer.TenantId, run), out var stop)) return;
        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for the jobs, which stop by themselves, as long as the host lets it. What is cut off all the same is swept later.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            if (running.Count == 0) return;
        await idle.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task RunAsync(FileImport import, ImportKind kind, int tenantId, Stream content)
    {
        var id = ImportAnswer.IdOf(import.RunId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        stops[(tenantId, import.RunId)] = stop;
        using var span = ProductTrace.Begin($"import {kind}", tenantId);
        var status = ImportStatus.Failed;
        try
        {
            Started(id, tenantId);
            var outcome = await import.RunAsync(content, new CountedLines(kind, meter), stop.Token);
            status = outcome.Status;
            Ended(id, outcome.Status, outcome.Lines, outcome.ErrorCount);
        }
        catch (OperationCanceledException)
        {
            status = ImportStatus.Cancelled;
            Cancelled(id);
        }
        catch (Exception failure)
        {
            BrokeDown(id, failure);
            throw;
        }
        finally
        {
            meter.ImportEnded(kind, status);
            span?.SetTag(ProductTrace.Outcome, ImportRunType.Status.NameOf(status));
            stops.TryRemove((tenantId, import.RunId), out _);
            Leave(tenantId);
        }
    }

    bool TryEnter(int tenantId)
    {
        lock (gate)
        {
            var already = running.GetValueOrDefault(tenantId);
            if (already >= settings.MaxConcurrentImports) return false;
            running[tenantId] = already + 1;
            return true;
        }
    }

    void Leave(int tenantId)
    {
        lock (gate)
        {
            if (--running[tenantId] == 0) running.Remove(tenantId);
            if (running.Count == 0 && lifetime.ApplicationStopping.IsCancellationRequested) idle.TrySetResult();
        }
    }

    /// <summary>Tells the meter of lines as they are written, one report after the other.</summary>
    sealed class CountedLines(ImportKind kind, ProductMeter meter) : IProgress<ImportProgress>
    {
        long counted;

        public void Report(ImportProgress value)
        {
            meter.Imported(kind, value.Lines - counted);
            counted = value.Lines;
        }
    }

    [LoggerMessage(LogLevel.Information, "Import {ImportId} of tenant {TenantId} started.")]
    partial void Started(string importId, int tenantId);

    [LoggerMessage(LogLevel.Information, "Import {ImportId} ended: {Status}, {Lines} lines, {Errors} of them offend.")]
    partial void Ended(string importId, ImportStatus status, long lines, int errors);

    [LoggerMessage(LogLevel.Information, "Import {ImportId} was cancelled.")]
    partial void Cancelled(string importId);

    [LoggerMessage(LogLevel.Error, "Import {ImportId} broke down; nothing of it was imported.")]
    partial void BrokeDown(string importId, Exception failure);
}
