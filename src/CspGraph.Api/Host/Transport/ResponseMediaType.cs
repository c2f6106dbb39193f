using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CspGraph.Api.Host.Transport;

/// <summary>The media type of an answer, chosen by the request's Accept header.</summary>
/// <remarks>
/// The choice also decides the status of a request error: 400 with application/graphql-response+json, 200 with the older
/// application/json, whose clients take another status for an intermediary's word.
/// </remarks>
static class ResponseMediaType
{
    public const string Json = "application/json";
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>What subscriptions are answered in, and all else where a client accepts nothing else.</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>Whether a client names event streams, and wants none of the two types of JSON more. A wildcard does not name them.</summary>
    public static bool PrefersEventStream(StringValues accept)
    {
        if (accept is [GraphQLResponse] or [Json] || !MediaTypeHeaderValue.TryParseList(accept!, out var ranges)) return false;
        var events = Rank(ranges, EventStream);
        return events is { Specificity: 3, Quality: > 0 } && events.Quality >= Math.Max(Rank(ranges, Json).Quality, Rank(ranges, GraphQLResponse).Quality);
    }

    /// <summary>The best of the two for a client, or null when it accepts neither. A wildcard gets application/json, as older clients expect.</summary>
    public static string? Choose(StringValues accept)
    {
        // Without an Accept header the specification (since 2025) asks for the newer type.
        if (StringValues.IsNullOrEmpty(accept) || accept is [GraphQLResponse]) return GraphQLResponse;
        if (accept is [Json]) return Json;
        if (!MediaTypeHeaderValue.TryParseList(accept!, out var ranges)) return null;
        var (json, response) = (Rank(ranges, Json), Rank(ranges, GraphQLResponse));
        if (json.Quality == 0 && response.Quality == 0) return null;
        return json.CompareTo(response) >= 0 ? Json : GraphQLResponse;
    }

    /// <summary>The status of an error that keeps a well-formed request from running.</summary>
    public static int StatusOfRequestError(int status, string mediaType) => mediaType == Json ? StatusCodes.Status200OK : status;

    /// <summary>The Content-Type that goes with a media type of this class.</summary>
    public static string ContentType(string mediaType) => mediaType switch
    {
        Json => Json + "; charset=utf-8",
        EventStream => EventStream + "; charset=utf-8",
        _ => GraphQLResponse + "; charset=utf-8",
    };

    /// <summary>How much a type is wanted: the quality its most specific range gives it, then a name before a wildcard, then the earlier one.</summary>
    static (double Quality, int Specificity, int Earliness) Rank(IList<MediaTypeHeaderValue> ranges, string mediaType)
    {
        var best = (Quality: 0d, Specificity: 0, Earliness: 0);
        for (var i = 0; i < ranges.Count; i++)
        {
            var range = ranges[i];
            if (range.Charset is { HasValue: true } charset && !IsUtf8(charset)) continue;
            var specificity = range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) ? 3
                : range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase) ? 2
                : range.MatchesAllTypes ? 1
                : 0;
            if (specificity > best.Specificity) best = (range.Quality ?? 1, specificity, -i);
        }
        // Two types that match the same wildcard are equally wanted.
        return best.Specificity < 3 ? best with { Earliness = 0 } : best;
    }

    public static bool IsUtf8(StringSegment charset) => HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
