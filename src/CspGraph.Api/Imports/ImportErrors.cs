using System.Text.Json;
using CspGraph.Domain.Imports;

namespace CspGraph.Api.Imports;

/// <summary>The offending lines of a file: all are counted, the first 100 are kept.</summary>
sealed class ImportErrors
{
    public const int Kept = 100;

    readonly Lock gate = new();
    readonly List<ImportError> first = [];
    ImportError? leading;
    volatile int count;

    public int Count => count;

    /// <summary>In the order of the file, but for what explains the others.</summary>
    public IReadOnlyList<ImportError> First
    {
        get
        {
            lock (gate) return [.. first.OrderBy(error => error != leading).ThenBy(error => error.Line)];
        }
    }

    /// <summary>The reading and the writing thread may both find one.</summary>
    public void Add(ImportError error)
    {
        lock (gate)
        {
            count++;
            if (first.Count < Kept) first.Add(error);
        }
    }

    /// <summary>Notes what explains the others: lines of a broken file offend for that alone. Where it is noted already, it is only put first.</summary>
    public void Lead(ImportError error)
    {
        lock (gate)
        {
            leading = first.Find(known => known.Reason == error.Reason);
            if (leading is not null) return;
            leading = error;
            count++;
            if (first.Count == Kept) first.RemoveAt(Kept - 1);
            first.Add(error);
        }
    }

    /// <summary>As <see cref="ImportRun.Errors"/> keeps them.</summary>
    public static string Json(IReadOnlyList<ImportError> errors) => JsonSerializer.Serialize(errors, JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="Json"/> wrote.</summary>
    public static IReadOnlyList<ImportError> Parse(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<ImportError>>(json, JsonSerializerOptions.Web)!;
}
