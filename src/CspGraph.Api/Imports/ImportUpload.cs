using System.Globalization;
using System.Text.RegularExpressions;
using CspGraph.Api.Host.Transport;
using Microsoft.Net.Http.Headers;

namespace CspGraph.Api.Imports;

/// <summary>A request that sends a file, checked as far as that goes without reading the file.</summary>
sealed partial record ImportUpload(ImportSource Source, ImportWait Wait)
{
    static readonly string[] MediaTypes = ["text/csv", "application/json", "application/gzip", "application/octet-stream"];
    static readonly string[] Encodings = ["identity", "gzip", "x-gzip"];

    public static Attempt<ImportUpload> Of(HttpRequest request, string kindName, long maxBytes, TimeProvider clock)
    {
        if (ImportKinds.All.SingleOrDefault(known => known.Name == kindName) is not { } kind)
            return Refusal.NotFound($"There is no such kind of file; the kinds are {string.Join(", ", ImportKinds.All.Select(known => known.Name))}.");
        if (!IsReadable(request))
            return Refusal.UnsupportedMediaType($"Content-Type must be one of {string.Join(", ", MediaTypes)}, in UTF-8; Content-Encoding may be gzip.");
        if (request.ContentLength > maxBytes) return Refusal.TooLarge(maxBytes);
        var issuedAt = IssuedAt(request, clock, out var refusal);
        if (refusal is not null) return refusal;
        return new ImportUpload(new(kind.Kind, FileName(request) ?? kind.Name, issuedAt, request.ContentLength), ImportWait.Of(request.Headers["Prefer"]));
    }

    /// <summary>A client that names no media type is taken at its word: what the file is, it says itself.</summary>
    static bool IsReadable(HttpRequest request) =>
        request.Headers.ContentEncoding.All(encoding => Encodings.Contains(encoding, StringComparer.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(request.ContentType)
            || MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && MediaTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || ResponseMediaType.IsUtf8(type.Charset)));

    static string? FileName(HttpRequest request)
    {
        if (request.Query["fileName"] is [{ Length: > 0 } named, ..]) return named;
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)) return null;
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        return name.HasValue && name.Length > 0 ? name.ToString() : null;
    }

    static DateTime? IssuedAt(HttpRequest request, TimeProvider clock, out Refusal? refusal)
    {
        refusal = null;
        if (request.Query["issuedAt"] is not { Count: > 0 } texts) return null;
        if (texts is [{ } text] && Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant < clock.GetUtcNow().AddDays(1))
            return instant.UtcDateTime.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMillisecond));
        refusal = Refusal.BadRequest("issuedAt must be one instant as RFC 3339 has it, and not in the future: 2026-11-08T06:00:00Z. A + in it is sent as %2B.");
        return null;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,7})?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
