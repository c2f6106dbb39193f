using CspGraph.Api.Host;
using CspGraph.Data;
using CspGraph.Domain.Resellers;
using CspGraph.Domain.Tenancy;
using CspGraph.Engine;
using CspGraph.Engine.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Caching;

/// <summary>A root with fields that a test holds in its hand, beside one of the product's.</summary>
sealed class PausingQuery : QueryType<CspGraphDb, Viewer>
{
    /// <param name="today">The day as the field sees it.</param>
    /// <param name="first">Runs before the names are read, and may wait or throw.</param>
    public PausingQuery(Func<DateOnly> today, Func<CancellationToken, Task> first)
    {
        Connection<Reseller>("resellers", "All resellers.");
        Resolved("today", _ => Task.FromResult(today()), "The day.").DependsOnDay();
        Resolved("now", _ => Task.FromResult(today()), "The moment.").NotCached();
        Resolved("names", async context =>
        {
            await first(context.Cancellation);
            return string.Join(' ', await context.Rows<Reseller>().Where(row => row.Depth == 1).Select(row => row.Name).ToListAsync(context.Cancellation));
        }, "Names, read by EF.");
    }

    public static GraphEngine<CspGraphDb, Viewer> Engine(Func<DateOnly>? today = null, Func<CancellationToken, Task>? first = null) =>
        new(new PausingQuery(today ?? (() => DateOnly.MinValue), first ?? (_ => Task.CompletedTask)), ProductSchema.Types(TimeProvider.System), ProductSchema.Options, NullLogger.Instance);
}
