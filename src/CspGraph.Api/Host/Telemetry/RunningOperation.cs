using System.Diagnostics;
using CspGraph.Data;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;

namespace CspGraph.Api.Host.Telemetry;

/// <summary>A query or mutation that is being answered: its span and its figures. It has failed until something else is said.</summary>
sealed class RunningOperation : IDisposable
{
    readonly ProductMeter meter;
    readonly PreparedOperation operation;
    readonly TimeProvider clock;
    readonly CancellationToken gone;
    readonly Activity? span;
    readonly StatementCount? statements;
    readonly long began;
    bool? isWhole;

    public RunningOperation(ProductMeter meter, PreparedOperation operation, Viewer viewer, TimeProvider clock, CancellationToken gone)
    {
        (this.meter, this.operation, this.clock, this.gone, began) = (meter, operation, clock, gone, clock.GetTimestamp());
        span = ProductTrace.Begin($"{operation.Kind} {operation.FirstField}", viewer.TenantId)?.SetTag("cspgraph.cost", operation.Cost);
        statements = meter.CountsStatements ? StatementCount.Begin() : null;
    }

    /// <param name="isWhole">Whether no field has failed.</param>
    public void Answered(bool isWhole) => this.isWhole = isWhole;

    /// <summary>What an operation came to that ended with an exception.</summary>
    public static string Failure(CancellationToken gone) => gone.IsCancellationRequested ? "CANCELLED" : "FAILED";

    public void Dispose()
    {
        var outcome = isWhole switch { true => "OK", false => "PARTIAL", null => Failure(gone) };
        meter.Ended(operation, outcome);
        meter.Took(operation, outcome, clock.GetElapsedTime(began), statements?.Value ?? 0);
        span?.SetTag(ProductTrace.Outcome, outcome).SetTag("cspgraph.statements", statements?.Value);
        if (outcome is "FAILED") span?.SetStatus(ActivityStatusCode.Error);
        span?.Dispose();
    }
}
