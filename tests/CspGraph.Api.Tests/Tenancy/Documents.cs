using CspGraph.Api.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace CspGraph.Api.Tests.Tenancy;

/// <summary>All that the published schema lets a viewer ask, generated from it.</summary>
sealed class Documents
{
    static readonly Lazy<Task<Documents>> Made = new(async () => new(ProductSchema.CreateEngine(NullLogger.Instance).Sdl, await World.TrueAsync()));

    public Documents(string sdl, World world)
    {
        Sdl = new(sdl);
        var probes = new Probes(world);
        var inputs = new InputValues(Sdl, probes);
        var selections = Tenancy.Selections.Sizes(Sdl, inputs).First();
        Selections = [.. new SelectionAsks(Sdl, inputs, probes).Make()];
        Pages = [.. new PageAsks(Sdl, selections, inputs).Make()];
        Filters = [.. new FilterAsks(Sdl, selections, probes).Make()];
        Changes = [.. new ChangeAsks(Sdl, selections, inputs, probes).Make()];
        if (Sdl.Types.All.ContainsKey("Subscription")) throw new NotSupportedException("The schema has subscriptions: say how they are run here, so that events are isolated too.");
    }

    public static Task<Documents> OfProductAsync() => Made.Value;

    public Sdl Sdl { get; }

    /// <summary>Every field, and every lookup.</summary>
    public IReadOnlyList<Ask> Selections { get; }

    /// <summary>Every order and page.</summary>
    public IReadOnlyList<Ask> Pages { get; }

    /// <summary>Every condition.</summary>
    public IReadOnlyList<Ask> Filters { get; }

    /// <summary>Every mutation.</summary>
    public IReadOnlyList<Ask> Changes { get; }

    public IEnumerable<Ask> Reads => [.. Selections, .. Pages, .. Filters];
}
