namespace CspGraph.Benchmarks.Imports;

/// <summary>A kind of file that is measured.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Table">Where the product keeps the lines.</param>
/// <param name="Months">The files, one a month: the first finds an empty network, and the last is measured beside sqlite3.</param>
/// <param name="File">So many lines of a month's file, its header first.</param>
sealed record ImportedKind(string Name, string Table, DateOnly[] Months, Func<DateOnly, long, IEnumerable<string>> File)
{
    public static readonly ImportedKind[] All =
    [
        new("license-reconciliation", "InvoiceLines", [new(2026, 10, 1), new(2026, 11, 1)], LicenseFile.Lines),
        new("daily-usage", "UsageLines", [new(2026, 10, 1)], UsageFile.Lines),
    ];
}
