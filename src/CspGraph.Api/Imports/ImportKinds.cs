using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>A kind of file.</summary>
/// <param name="Kind">As the record keeps it.</param>
/// <param name="Name">As the command line and the URL call it.</param>
/// <param name="OpenAsync">Opens a file of the kind; null, the reason noted, when it cannot be read as one.</param>
sealed record ImportKindDefinition(ImportKind Kind, string Name, Func<Stream, ImportContext, CancellationToken, Task<ImportedFile?>> OpenAsync);

/// <summary>Every kind of file that can be imported.</summary>
static class ImportKinds
{
    public static IReadOnlyList<ImportKindDefinition> All { get; } =
    [
        new(ImportKind.LicenseReconciliation, "license-reconciliation", LicenseReconciliationFile.OpenAsync),
        new(ImportKind.PriceSheet, "price-sheet", PriceSheetFile.OpenAsync),
        new(ImportKind.DailyUsage, "daily-usage", DailyUsageFile.OpenAsync),
        new(ImportKind.Network, "network", NetworkFile.OpenAsync),
    ];

    public static ImportKindDefinition Of(ImportKind kind) => All.Single(known => known.Kind == kind);
}
