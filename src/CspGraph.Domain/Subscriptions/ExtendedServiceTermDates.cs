namespace CspGraph.Domain.Subscriptions;

/// <summary>The days from which a subscription can go on as an extended service term: it is both bought and ended on or after them.</summary>
public static class ExtendedServiceTermDates
{
    /// <summary>The first day, 1 April 2025, on which the term that ends was bought or renewed.</summary>
    /// <remarks>Source: xylos, p=29882; softwareone docs (third parties).</remarks>
    public static readonly DateOnly BoughtFrom = new(2025, 4, 1);

    /// <summary>The first last day of a term, 4 May 2026, after which there is one; it took the place of 30 days of grace.</summary>
    /// <remarks>Source: Partner Center's announcement of 5 February 2026, which moved it from 1 April 2026, as licensingschool.co.uk (p=6837) and cloudcockpit.com quote it (third parties).</remarks>
    public static readonly DateOnly EndsFrom = new(2026, 5, 4);
}
