namespace CspGraph.Domain.Catalog;

/// <summary>How many seats of a licence one customer can hold, where there is an end to it.</summary>
/// <param name="Title">Normalised (see <see cref="LicenceTitle"/>).</param>
/// <param name="Seats">The most, themselves included.</param>
/// <param name="Source">Where it is from.</param>
public sealed record SeatMaximum(string Title, int Seats, string Source);

/// <summary>What is known of how many seats a customer can hold; price sheets state tiers of an offer only.</summary>
public static class SeatMaxima
{
    /// <summary>All, each title once.</summary>
    public static readonly IReadOnlyList<SeatMaximum> All =
    [
        new(LicenceTitle.Normalised("Microsoft 365 Copilot Business"), 300, "judeper.github.io, FSI-AgentGov (third party)"),
        new(LicenceTitle.Normalised("Copilot Business"), 300, "judeper.github.io, FSI-AgentGov (third party)"),
    ];

    /// <summary>The most seats of a licence; null when no end is known.</summary>
    /// <param name="title">Of its SKU, as stated.</param>
    public static int? Of(string title) => LicenceTitle.Normalised(title) is var normal ? All.FirstOrDefault(row => row.Title == normal)?.Seats : null;
}
