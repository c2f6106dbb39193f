using CspGraph.Api.Host.Changes;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>A file that is to be imported.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="FileName">For the record only.</param>
/// <param name="IssuedAt">When it was made (UTC), where its sender can tell: of two files that state the same thing the later one holds. Null is now.</param>
/// <param name="Length">Bytes as it comes, compressed or not; null when its source does not tell.</param>
public sealed record ImportSource(ImportKind Kind, string FileName, DateTime? IssuedAt = null, long? Length = null)
{
    const int LongestName = 80;

    /// <summary>Who sends it, for the audit log; null where nobody is to be told of.</summary>
    internal Attempted? Attempt { get; init; }

    /// <summary>As much of a name as a record keeps: no letter is cut in half.</summary>
    public static string Short(string name) => name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
}

/// <summary>How an import ended.</summary>
/// <param name="RunId">The run; of a file that was imported before, the first one's.</param>
/// <param name="Kind">What the file holds.</param>
/// <param name="Status">Succeeded, or Failed with the reasons in <paramref name="Errors"/>, or Cancelled from elsewhere.</param>
/// <param name="AlreadyImported">True when the same content was imported before: nothing was changed.</param>
/// <param name="Lines">Data lines read.</param>
/// <param name="Created">Resellers, customers, products, SKUs and subscriptions that are new.</param>
/// <param name="Updated">Those that a newer fact has changed; a fact that only was confirmed is not counted.</param>
/// <param name="ErrorCount">Offending lines.</param>
/// <param name="Errors">The first 100 of them.</param>
public sealed record ImportOutcome(
    Guid RunId, ImportKind Kind, ImportStatus Status, bool AlreadyImported, long Lines, int Created, int Updated, int ErrorCount, IReadOnlyList<ImportError> Errors);

/// <summary>How far an import is.</summary>
/// <param name="Lines">Data lines read.</param>
/// <param name="BytesRead">Of the file as it is, compressed or not.</param>
/// <param name="TotalBytes">Null when the source does not tell its length.</param>
/// <param name="LinesPerSecond">Since the start.</param>
public sealed record ImportProgress(long Lines, long BytesRead, long? TotalBytes, double LinesPerSecond)
{
    /// <summary>How much is read, 0 to 99, and 100 when all is done; null when the size is not known.</summary>
    public static int? Percent(bool isDone, long bytesRead, long? totalBytes) =>
        isDone ? 100 : totalBytes is > 0 and var total ? (int)Math.Min(99, 100 * bytesRead / total) : null;

    /// <summary>Whole lines in a second from one instant to another; 0 where no time has passed.</summary>
    public static double Rate(long lines, DateTime from, DateTime to) => to > from ? Math.Round(lines / (to - from).TotalSeconds) : 0;
}
