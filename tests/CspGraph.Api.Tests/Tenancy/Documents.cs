using CspGraph.Api.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>All that the published schema lets a viewer ask, generated from it.</summary>
sealed class Documents
{
    static readonly Lazy<Documents> Made = new(() => new(ProductSchema.CreateEngine(NullLogger.Instance).Sdl, World.True()));

    public Documents(string sdl, World world)
    {
        Sdl = new(sdl);
        var probes = new Probes(world);
        var inputs = new InputValues(Sdl, probes);
        var selections = Tenancy.Selections.Sizes(Sdl, inputs).First();
        Selections = [.. new SelectionAsks(Sdl, inputs, probes).Make()];
        Pages = [.. new PageAsks(Sdl, selections, inputs).Make()];
        var filters = new FilterAsks(Sdl, selections, probes);
        Filters = [.. filters.Make()];
        Changes = [.. new ChangeAsks(Sdl, inputs, probes).Make()];
        var streams = new StreamAsks(Sdl, selections, filters, probes);
        Streams = [.. streams.Make()];
        StreamFilters = [.. streams.Conditions()];
    }

    public static Documents OfProduct() => Made.Value;

    public Sdl Sdl { get; }

    /// <summary>Every field, and every lookup.</summary>
    public IReadOnlyList<Ask> Selections { get; }

    /// <summary>Every order and page.</summary>
    public IReadOnlyList<Ask> Pages { get; }

    /// <summary>Every condition.</summary>
    public IReadOnlyList<Ask> Filters { get; }

    /// <summary>Every mutation.</summary>
    public IReadOnlyList<Ask> Changes { get; }

    /// <summary>Every subscription.</summary>
    public IReadOnlyList<Ask> Streams { get; }

    /// <summary>Every condition of every subscription.</summary>
    public IReadOnlyList<Ask> StreamFilters { get; }

    public IEnumerable<Ask> Reads => [.. Selections, .. Pages, .. Filters, .. Streams, .. StreamFilters];
}
